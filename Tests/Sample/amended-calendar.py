#!/usr/bin/env python3
"""amended-calendar.py DONDOC: an exchange of working days that is announced late moves what is running, and says so.

The exchange is that of 2024: on 12/4 the Government Office made Monday 29/4 a day off and Saturday 4/5 a working day.
A dossier received on 25/4 with 3 working days is due on 2/5 before, on 3/5 after. The daemon runs with its clock there.
"""

import argparse
import email
import email.policy
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import jsonlines

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
    shutil.copytree(jsonlines.CONFIG, folder)
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
        self.state.mkdir(mode=0o750)
        self.log = open(root / "log", "w+b")
        self.process = subprocess.Popen(
            [dondoc, "run", "--config", root / "config", "--state", self.state, "--starting-at", "2024-04-25T09:00"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT,
        )

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def ask(self, *arguments):
        run = subprocess.run(
            [self.dondoc, *arguments, "--state", self.state], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        if run.returncode != 0:
            self.log.seek(0)
            sys.exit(
                f"dondoc {' '.join(arguments)}: exit {run.returncode}\n{run.stderr.decode()}\n{self.log.read().decode()}")
        return run.stdout.decode("utf-8")

    def objects(self, *arguments):
        return [json.loads(line) for line in self.ask(*arguments, "--json").splitlines()]

    def await_started(self):
        until(lambda: (self.state / "control.sock").exists() or self.process.poll() is not None)
        if self.process.poll() is not None:
            self.log.seek(0)
            sys.exit(f"the daemon ended\n{self.log.read().decode()}")

    def letters(self):
        """The texts that the lead got by e-mail, by file."""
        return {
            path.name: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            .get_body(("plain",)).get_content()
            for path in (self.state / "spool").rglob("tnmt@*.eml")
        }


def until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def differences(office):
    def expect(what, holds, found):
        if not holds:
            yield f"{what}: {found}"

    office.await_started()
    office.ask("occur", DIRECTIVE, "--on", "2024-04-25", "--case", "ho-so-1")
    [before] = office.objects("explain", DIRECTIVE)
    yield from expect("due before the exchange", before["due_date"] == "2024-05-02", before["due_date"])
    yield from expect("the assignment is told", until(office.letters), "the lead got nothing")
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
    until(lambda: office.letters().keys() - told.keys())
    new = [text for name, text in office.letters().items() if name not in told]
    told_so = len(new) == 1 and "đã được điều chỉnh" in new[0] and "03/05/2024" in new[0]
    yield from expect("one letter says that the due has changed", told_so, new)
    ladder = [rung for rung in after["ladder"] if rung["step"] == "changed"]
    yield from expect("'changed' is a step of the ladder, once", len(ladder) == 1, ladder)
    again = office.ask("reload")
    yield from expect("a second reload changes nothing", "no change" in again, again)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dondoc")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        office = Office(options.dondoc, pathlib.Path(root))
        try:
            wrong = list(differences(office))
        finally:
            office.stop()
            office.log.close()
    for line in wrong:
        print(line)
    if wrong:
        sys.exit(f"{len(wrong)} differences")
    print("an exchange announced late moves the due, makes a version and is told")


main()
