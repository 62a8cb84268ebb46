#!/usr/bin/env python3
"""story.py DONDOC: the life of one directive in the commands of a clerk, from the assignment to `done`.

The daemon runs with its clock at an instant of its own and a ledger of its own; to come to another day it is stopped and
started there again. Nothing is sent but to files.
"""
import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from office import check, finish, run, wait_for

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


class Daemon:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.state = folder / "state"
        self.state.mkdir(mode=0o750)
        self.process = None

    def come_to(self, instant):
        """Goes on at another instant, and waits until what is due there is sent."""
        self.stop()
        with open(self.folder / "log", "a") as log:
            self.process = subprocess.Popen(
                [self.program, "run", "--config", self.folder / "config", "--state", self.state, "--starting-at", instant],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_for(lambda: self("status")[0] == 0, 30, 0.1)
        wait_for(lambda: '"claimed"' not in self("outbox", "list", "--json")[1], 30, 0.1)
        time.sleep(0.3)

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
            self.process = None

    def __call__(self, *words):
        return run(self.program, *words, "--state", str(self.state))

    def plan(self, obligation, first, last):
        """What is to come: days and steps."""
        lines = self("plan", "--from", first, "--to", last, "--json")[1].splitlines()
        found = [json.loads(line) for line in lines]
        return sorted({(one["at"][:10], one["step"]) for one in found
                       if one["obligation"] == obligation and one["role"] == "lead" and one["gateway"] == "email"})

    def log(self):
        return [json.loads(line) for line in self("log", "--json")[1].splitlines()]

    def letters(self):
        from email import message_from_bytes, policy
        return {str(message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"])
                for path in (self.state / "spool").glob("tnmt@*.eml")}


def tell(daemon):
    me = pwd.getpwuid(os.getuid()).pw_name
    # Friday, 26 November: the assignment.
    daemon.come_to("2021-11-26T07:59:59")
    wait_for(lambda: any("Lập báo cáo" in subject for subject in daemon.letters()), 10)
    check("the lead hears of the assignment", any("Lập báo cáo" in subject for subject in daemon.letters()),
          daemon.letters())
    planned = daemon.plan(ONE, "2021-11-27", "2021-12-31")
    check("its plan: before, on the day, after", planned[:4] == [
        ("2021-11-30", "3 working days before"), ("2021-12-02", "1 working day before"),
        ("2021-12-03", "on the day"), ("2021-12-06", "1 working day after")], planned)
    # The unit takes note: quiet until the day.
    code, said, _ = daemon("ack", "tb-7/1")
    check("ack", code == 0 and "taken note" in said, said)
    planned = daemon.plan(ONE, "2021-11-27", "2021-12-31")
    check("after it the steps before rest", planned[:2] == [
        ("2021-12-03", "on the day"), ("2021-12-06", "1 working day after")], planned)

    # Wednesday, 1 December: a dossier that came on Monday is recorded two days late.
    daemon.come_to("2021-12-01T09:00:00")
    listed = daemon("list")[1]
    check("before its event the second directive waits", "tb-7/2" in listed and TWO not in listed, listed)
    code, said, _ = daemon("occur", "tb-7/2", "--on", "2021-11-29", "--case", "ho-so-12")
    check("occur, two days late, counts from the day itself", code == 0 and "due 2021-12-06" in said, said)
    explained = daemon("explain", "tb-7/2")[1]
    check("explain says from which day and why it moved",
          "2021-11-29" in explained or "29/11/2021" in explained, explained)
    planned = daemon.plan(TWO, "2021-12-01", "2021-12-08")
    check("its plan begins with the record, not with the event", planned and planned[0][0] >= "2021-12-01", planned)

    # Thursday: more time for the first.
    daemon.come_to("2021-12-02T10:00:00")
    code, said, _ = daemon("extend", "tb-7/1", "--to", "2021-12-10", "--by", "UBND thành phố", "--reason", "mưa lũ")
    check("extend keeps both dates", code == 0 and "2021-12-03 → 2021-12-10, version 2" in said, said)
    planned = daemon.plan(ONE, "2021-12-02", "2021-12-31")
    check("the ladder follows the new due", ("2021-12-10", "on the day") in planned and
          ("2021-12-13", "1 working day after") in planned and ("2021-12-03", "on the day") not in planned, planned)
    explained = daemon("explain", ONE)[1]
    check("explain names the version", "2" in explained and ("10/12/2021" in explained or "2021-12-10" in explained),
          explained)

    # It is not done. Monday and Wednesday after: urged once and twice.
    daemon.come_to("2021-12-13T07:59:59")
    wait_for(lambda: any("lần 1" in subject.lower() for subject in daemon.letters()), 10)
    daemon.come_to("2021-12-15T07:59:59")
    wait_for(lambda: any("lần 2" in subject.lower() for subject in daemon.letters()), 10)
    check("the second overdue reminder says 'lần 2'", any("lần 2" in subject.lower() for subject in daemon.letters()),
          daemon.letters())
    code, said, _ = daemon("done", "tb-7/1", "--reason", "báo cáo 88/BC-TNMT")
    check("done", code == 0 and "is done" in said, said)
    check("nothing more is planned of it", daemon.plan(ONE, "2021-12-16", "2022-06-30") == [],
          daemon.plan(ONE, "2021-12-16", "2022-06-30"))
    code, said, _ = daemon("done", "tb-7/1")
    check("done again says since when", code == 0 and "already since 2021-12-15" in said, said)

    log = daemon.log()
    orders = [(one["kind"], one["obligation"] or one["directive"], one["author"]) for one in log
              if one["author"] and one["kind"] in ("acknowledged", "occurred", "versioned", "done")]
    check("every order is in the log with its author", orders == [
        ("acknowledged", ONE, me), ("occurred", "tb-7/2", me), ("versioned", ONE, me), ("done", ONE, me)], orders)
    sent = [one["kind"] for one in log if one["kind"] == "accepted"]
    check("and every message", len(sent) >= 4, sent)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dondoc-story-"))
    sample = pathlib.Path(__file__).resolve().parents[2] / "config"
    shutil.copytree(sample, folder / "config")
    shutil.rmtree(folder / "config/directives")
    (folder / "config/directives").mkdir()
    (folder / "config/directives/tb-7.yaml").write_text(NOTICE)
    daemon = Daemon(program, folder)
    try:
        tell(daemon)
    finally:
        daemon.stop()
        shutil.rmtree(folder)
    finish()


main()
