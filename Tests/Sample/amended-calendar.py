#!/usr/bin/env python3
"""amended-calendar.py DONDOC: an exchange of working days that is announced late moves open dues, and messages say so.

The exchange is that of 2024: on 12/4 the Government Office made Monday 29/4 a day off and Saturday 4/5 a working day.
A dossier received on 25/4 with 3 working days is due on 2/5 before, on 3/5 after. The daemon runs with its clock there.
"""

import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, arguments, conclude
from Support.daemon import Daemon, listing, run, wait_for
from Support.office import subject_and_text

DIRECTIVE = "tb-2024-04-24/1"
OBLIGATION = f"{DIRECTIVE}@phong-tnmt@ho-so-1"
EXCHANGE = (
    "      2024-04-29: Nghỉ hoán đổi với thứ Bảy 04/5 (Công văn 2450/VPCP-KGVX)\n",
    "    working:\n      2024-05-04: Làm việc thay thứ Hai 29/4 (Công văn 2450/VPCP-KGVX)\n",
)
FILE = """\
notice:
  id: tb-2024-04-24
  symbol: TB-UBND
  number: "1"
  title: Thẩm định hồ sơ
  issuer: UBND thành phố Lạng Sơn
  issued: 2024-04-24
directives:
  - {id: "1", task: Thẩm định hồ sơ, lead: [phong-tnmt], deadline: 3 working days after receipt, policy: standard}
"""


def configure(folder):
    """The sample's office with one directive, reminders at once, and a calendar that does not know the exchange yet."""
    shutil.copytree(ROOT / "config", folder)
    for path in (folder / "directives").iterdir():
        path.unlink()
    (folder / "directives" / "tb-2024-04-24.yaml").write_text(FILE, encoding="utf-8")
    settings = folder / "dondoc.yaml"
    text = settings.read_text(encoding="utf-8")
    assert 'at: "08:00"' in text
    settings.write_text(text.replace('at: "08:00"', "at: now"), encoding="utf-8")
    calendar = folder / "calendars" / "vn.yaml"
    amended = calendar.read_text(encoding="utf-8")
    for words in EXCHANGE:
        assert words in amended, f"the sample's calendar lacks {words!r}"
    calendar.write_text(
        amended.replace(EXCHANGE[0], "").replace(EXCHANGE[1], "    working: {}\n"), encoding="utf-8")
    return calendar, amended


class Office:
    """A running daemon and the commands that speak with it."""

    def __init__(self, dondoc, root):
        self.dondoc, self.state = dondoc, root / "state"
        self.calendar, self.amended = configure(root / "config")
        self.daemon = Daemon(dondoc, root / "config", self.state, "2024-04-25T09:00")
        if not self.daemon.wait_ready():
            sys.exit(f"the daemon does not start: {self.daemon.lines}")

    def ask(self, *words):
        done = run(self.dondoc, *words, "--state", self.state)
        if done.returncode != 0:
            sys.exit(f"dondoc {words}: exit {done.returncode}: {done.stderr}{self.daemon.lines}")
        return done.stdout

    def objects(self, *words):
        return listing(self.dondoc, *words, "--state", self.state)

    def letters(self):
        """The texts that the lead got by e-mail, by file."""
        return {path.name: subject_and_text(path.read_bytes())[1] for path in (self.state / "spool").rglob("tnmt@*.eml")}


def differences(office):
    def expect(what, holds, found):
        if not holds:
            yield f"{what}: {found}"

    office.ask("occur", DIRECTIVE, "--on", "2024-04-25", "--case", "ho-so-1")
    [before] = office.objects("explain", DIRECTIVE)
    yield from expect("due before the exchange", before["due_date"] == "2024-05-02", before["due_date"])
    yield from expect("the assignment is told", wait_for(office.letters), "the lead got nothing")
    told = office.letters()

    office.calendar.write_text(office.amended, encoding="utf-8")
    answer = office.ask("reload")
    words = f"1 deadline moved: {OBLIGATION} 2024-05-02 → 2024-05-03"
    yield from expect("reload says what moved", words in answer, answer)

    [after] = office.objects("explain", DIRECTIVE)
    yield from expect("due after the exchange", after["due_date"] == "2024-05-03", after["due_date"])
    steps = " ".join(after["derivation"])
    yield from expect("explain names the letter", "2450/VPCP-KGVX" in steps, steps)
    text = office.ask("explain", DIRECTIVE)
    yield from expect("explain shows the version", "phiên bản 2" in text, text[:400])

    versions = office.objects("log", "--obligation", OBLIGATION, "--kind", "versioned")
    details = [(line["detail"]["from"], line["detail"]["due_date"]) for line in versions]
    yield from expect("the log has the version, with both dates", details == [("2024-05-02", "2024-05-03")], versions)
    wait_for(lambda: office.letters().keys() - told.keys())
    new = [text for name, text in office.letters().items() if name not in told]
    told_so = len(new) == 1 and "đã được điều chỉnh" in new[0] and "03/05/2024" in new[0]
    yield from expect("one letter says that the due has changed", told_so, new)
    ladder = [rung for rung in after["ladder"] if rung["step"] == "changed"]
    yield from expect("'changed' is a step of the ladder, once", len(ladder) == 1, ladder)
    again = office.ask("reload")
    yield from expect("a second reload changes nothing", "no change" in again, again)


def main():
    options = arguments(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as root:
        office = Office(options.dondoc, pathlib.Path(root))
        try:
            wrong = list(differences(office))
        finally:
            office.daemon.end()
    conclude(wrong, "an exchange announced late moves the due, makes a version and is told")


main()
