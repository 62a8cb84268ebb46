#!/usr/bin/env python3
"""story.py DONDOC: the life of one directive in the commands of a clerk, from the assignment to `done`.

The daemon runs with its clock at an instant of its own and a ledger of its own; to come to another day it is stopped and
started there again. Nothing is sent but to files.
"""
import os
import pathlib
import pwd
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, arguments, check, finish
from Support.daemon import Daemon, listing, run, wait_for
from Support.office import subject_and_text

NOTICE = """notice:
  id: tb-7
  symbol: TB-UBND
  number: "7"
  title: Kết luận giao ban
  issuer: UBND thành phố Lạng Sơn
  issued: 2021-11-26
  assigned: 2021-11-26
directives:
  - {id: "1", task: Lập báo cáo, lead: [phong-tnmt], deadline: 2021-12-03}
  - {id: "2", task: Giải quyết hồ sơ, lead: [phong-tnmt], deadline: 5 days after receipt}
"""
ONE, TWO = "tb-7/1@phong-tnmt", "tb-7/2@phong-tnmt@ho-so-12"


class Story:
    """An office on a clock of its own, and the commands of its clerk."""

    def __init__(self, program, folder):
        self.program, self.folder, self.state = program, folder, folder / "state"
        self.daemon = None

    def come_to(self, instant):
        """Goes on at another instant, and waits until what is due there is sent."""
        self.stop()
        self.daemon = Daemon(self.program, self.folder / "config", self.state, instant)
        self.daemon.wait_ready()
        wait_for(lambda: not any(line["state"] == "claimed" for line in self.listing("outbox", "list")), 30, 0.1)
        time.sleep(0.3)

    def stop(self):
        if self.daemon:
            self.daemon.end()

    def __call__(self, *words):
        done = run(self.program, *words, "--state", self.state)
        return done.returncode, done.stdout, done.stderr

    def listing(self, *words):
        return listing(self.program, *words, "--state", self.state)

    def plan(self, obligation, first, last):
        """What is to come: days and steps."""
        return sorted({(one["at"][:10], one["step"]) for one in self.listing("plan", "--from", first, "--to", last)
                       if one["obligation"] == obligation and one["role"] == "lead" and one["gateway"] == "email"})

    def letters(self):
        return {subject_and_text(path.read_bytes())[0] for path in (self.state / "spool").glob("tnmt@*.eml")}


def tell(story):
    me = pwd.getpwuid(os.getuid()).pw_name
    # Friday, 26 November: the assignment.
    story.come_to("2021-11-26T07:59:59")
    wait_for(lambda: any("Lập báo cáo" in subject for subject in story.letters()), 10)
    check("the lead is notified of the assignment", any("Lập báo cáo" in subject for subject in story.letters()),
          story.letters())
    planned = story.plan(ONE, "2021-11-27", "2021-12-31")
    check("its plan: before, on the day, after", planned[:4] == [
        ("2021-11-30", "3 working days before"), ("2021-12-02", "1 working day before"),
        ("2021-12-03", "on the day"), ("2021-12-06", "1 working day after")], planned)
    # The unit takes note: quiet until the day.
    code, said, _ = story("ack", "tb-7/1")
    check("ack", code == 0 and "taken note" in said, said)
    planned = story.plan(ONE, "2021-11-27", "2021-12-31")
    check("after it the steps before rest", planned[:2] == [
        ("2021-12-03", "on the day"), ("2021-12-06", "1 working day after")], planned)

    # Wednesday, 1 December: a dossier that came on Monday is recorded two days late.
    story.come_to("2021-12-01T09:00:00")
    listed = story("list")[1]
    check("before its event the second directive waits", "tb-7/2" in listed and TWO not in listed, listed)
    code, said, _ = story("occur", "tb-7/2", "--on", "2021-11-29", "--case", "ho-so-12")
    check("occur, two days late, counts from the day itself", code == 0 and "due 2021-12-06" in said, said)
    explained = story("explain", "tb-7/2")[1]
    check("explain says from which day and why it moved",
          "2021-11-29" in explained or "29/11/2021" in explained, explained)
    planned = story.plan(TWO, "2021-12-01", "2021-12-08")
    check("its plan begins with the record, not with the event", planned and planned[0][0] >= "2021-12-01", planned)

    # Thursday: more time for the first.
    story.come_to("2021-12-02T10:00:00")
    code, said, _ = story("extend", "tb-7/1", "--to", "2021-12-10", "--by", "UBND thành phố", "--reason", "mưa lũ")
    check("extend keeps both dates", code == 0 and "2021-12-03 → 2021-12-10, version 2" in said, said)
    planned = story.plan(ONE, "2021-12-02", "2021-12-31")
    check("the ladder follows the new due", ("2021-12-10", "on the day") in planned and
          ("2021-12-13", "1 working day after") in planned and ("2021-12-03", "on the day") not in planned, planned)
    explained = story("explain", ONE)[1]
    check("explain names the version", "2" in explained and ("10/12/2021" in explained or "2021-12-10" in explained),
          explained)

    # It is not done. Monday and Wednesday after: urged once and twice.
    story.come_to("2021-12-13T07:59:59")
    wait_for(lambda: any("lần 1" in subject.lower() for subject in story.letters()), 10)
    story.come_to("2021-12-15T07:59:59")
    wait_for(lambda: any("lần 2" in subject.lower() for subject in story.letters()), 10)
    check("the second overdue reminder says 'lần 2'", any("lần 2" in subject.lower() for subject in story.letters()),
          story.letters())
    code, said, _ = story("done", "tb-7/1", "--reason", "báo cáo 88/BC-TNMT")
    check("done", code == 0 and "is done" in said, said)
    check("nothing more is planned of it", story.plan(ONE, "2021-12-16", "2022-06-30") == [],
          story.plan(ONE, "2021-12-16", "2022-06-30"))
    code, said, _ = story("done", "tb-7/1")
    check("done again says since when", code == 0 and "already since 2021-12-15" in said, said)

    log = story.listing("log")
    orders = [(one["kind"], one["obligation"] or one["directive"], one["author"]) for one in log
              if one["author"] and one["kind"] in ("acknowledged", "occurred", "versioned", "done")]
    check("every order is in the log with its author", orders == [
        ("acknowledged", ONE, me), ("occurred", "tb-7/2", me), ("versioned", ONE, me), ("done", ONE, me)], orders)
    sent = [one["kind"] for one in log if one["kind"] == "accepted"]
    check("and every message", len(sent) >= 4, sent)


def main():
    program = arguments(__doc__).parse_args().dondoc
    with tempfile.TemporaryDirectory(prefix="dondoc-story-") as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(ROOT / "config", folder / "config")
        for path in (folder / "config/directives").iterdir():
            path.unlink()
        (folder / "config/directives/tb-7.yaml").write_text(NOTICE)
        story = Story(program, folder)
        try:
            tell(story)
        finally:
            story.stop()
    finish()


main()
