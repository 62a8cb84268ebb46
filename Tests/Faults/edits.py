#!/usr/bin/env python3
"""edits.py DONDOC: what a daemon does when its files are edited under it: a line lost, a policy, a deadline, a mistake.

Each edit meets a running daemon (SIGHUP), most also a starting one. What the program said is printed.
"""

import pathlib
import re
import shutil
import signal
import tempfile
import time
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import arguments, conclude
from Support.daemon import Clock, Daemon, listing, run
from Support.office import EIGHT, KEEP, Burst


EX_CONFIG, EX_NOPERM = 78, 77
FILE = "directives/tb-thu.yaml"
SECOND = '  - {id: "2", task: "Việc 2", lead: [u2], deadline: 2021-12-20, policy: standard}\n'


class Trial:
    """An office of three units, one process of its daemon after another, and what was wrong."""

    def __init__(self, dondoc, root, name):
        self.dondoc, self.name, self.wrong = dondoc, name, []
        self.office = Burst(pathlib.Path(root) / name.replace(" ", "-"), 3)
        self.daemon = None
        print(f"== {name}", flush=True)

    def expect(self, what, found, wanted=True):
        if found != wanted:
            self.wrong.append(f"{self.name}: {what}: {found!r:.600}, not {wanted!r:.300}")

    def start(self, day=29, seconds_before=1.0):
        start = EIGHT.replace(day=day)
        self.daemon = Daemon(
            self.dondoc, self.office.config, self.office.state, Clock(start, seconds_before)
        )
        self.expect("it is ready", self.daemon.wait_ready())
        self.seen = 0

    def sent(self, count):
        self.daemon.wait_until(lambda: self.office.kept_count() >= count, 6)
        # What must not come has this long to come.
        time.sleep(0.3)
        self.expect("reminders sent so far", self.office.kept_count(), count)

    def reload(self, *words):
        """SIGHUP, then waits for a line with these words and prints what was said."""
        before = len(self.daemon.lines)
        self.daemon.send(signal.SIGHUP)
        said = lambda: any(all(word in line for word in words) for line in self.daemon.lines[before:])
        self.daemon.wait_until(said, 10)
        time.sleep(0.1)
        lines = self.daemon.lines[before:]
        self.show(lines)
        self.expect(f"after SIGHUP it says {words}", said() or lines)
        return lines

    def show(self, lines):
        for line in lines:
            line = re.sub(r"^\S+ (\w+) dondoc: ((\w|-)+=\S+ )*(\[\w+\] )?", r"\1: ", line)
            if not re.match(r"(\S+ )?info:? (claimed|accepted)", line):
                print("  ", line.replace(str(self.office.root), "…"))

    def stop(self):
        self.expect("exit after SIGTERM", self.daemon.end(), 0)

    def obligations(self):
        lines = listing(self.dondoc, "list", "--state", self.office.state, "--at", "2021-11-29T09:00:00+07:00")
        return {line["obligation"]: (line["due_date"], line["state"]) for line in lines}

    def events(self, kind):
        return listing(self.dondoc, "log", "--state", self.office.state, "--kind", kind)

    def command(self, *arguments):
        done = run(self.dondoc, *arguments)
        print(f"   $ dondoc {arguments[0]} → {done.returncode}")
        self.show((done.stdout + done.stderr).splitlines())
        return done

    def refused(self, place, words, subject="Cấu hình mới có lỗi"):
        """A running daemon and a starting one refuse the files, keep what was in force and notify the operator."""
        lines = self.reload("error", *words)
        self.expect("the place is named", any(place in line for line in lines))
        self.sent(3)
        self.daemon.wait_until(self.office.alarms, 6)
        letters = self.office.alarms()
        self.expect("the operator got a letter", [place in text and subject in text for text in letters][-1:], [True])
        self.expect("the refusal is in the log", [place in e["detail"]["first"] for e in self.events(
            "configuration-refused")], [True])
        in_force = {f"tb-thu/{n}@u{n}": ("2021-12-20", "open") for n in (1, 2, 3)}
        self.expect("what was in force stays", self.obligations(), in_force)
        self.stop()
        print("   -- a restart with the same files")
        # In the middle of the day before the next slot: nothing is due.
        self.start(day=30)
        self.show(self.daemon.lines)
        self.expect("the place is named at the start", self.daemon.says(place))
        self.expect("what was in force stays after a restart", self.obligations(), in_force)
        wanted = len(letters) + 1
        self.daemon.wait_until(lambda: len(self.office.alarms()) >= wanted, 5)
        self.expect("the operator is notified again the next day", len(self.office.alarms()) >= wanted)


def lost_line(trial):
    """A directive with open obligations is gone from the files; then it is taken back as it should be."""
    office = trial.office
    trial.start()
    trial.sent(3)
    office.edit(FILE, SECOND, "")
    trial.refused(f"{office.config}/{FILE}:11:", ("tb-thu/2", "gone from the files", "withdrawn: {date"))
    office.edit(FILE, '  - {id: "3"', SECOND.replace(
        "deadline: 2021-12-20", "deadline: 2021-12-20, withdrawn: {date: 2021-11-30, reason: Đã giao nơi khác}"
    ) + '  - {id: "3"')
    trial.reload("1 changed", "1 ended: tb-thu/2@u2")
    trial.expect("it is withdrawn", trial.obligations().get("tb-thu/2@u2"), ("2021-12-20", "withdrawn"))
    trial.expect("the log tells why", [e["detail"]["reason"] for e in trial.events("withdrawn")], ["Đã giao nơi khác"])
    trial.stop()


def broken_file(trial):
    """A mistake in a file; then it is mended."""
    office = trial.office
    trial.start()
    trial.sent(3)
    office.edit(FILE, "lead: [u2]", "lead: [u22]")
    place = f"{office.config}/{FILE}:11:"
    check = trial.command("check", "--config", str(office.config))
    trial.expect("check", (check.returncode, place in check.stderr + check.stdout), (EX_CONFIG, True))
    trial.refused(place, ("u22",))
    office.edit(FILE, "lead: [u22]", "lead: [u2]")
    lines = trial.reload("no change")
    trial.expect("no error is left", [line for line in lines if "error" in line], [])
    trial.stop()
    office.write(FILE, "notice: {")
    print("   -- a first start with a broken file")
    first = Daemon(trial.dondoc, office.config, office.root / "new", Clock(EIGHT, 2))
    trial.expect("exit of a first start", first.wait(20), EX_CONFIG)
    trial.show(first.lines)
    trial.expect("it names the place", first.says(f"{office.config}/{FILE}:", "error"))


def edited_policy(trial):
    """Steps are added: one that has passed and one that comes. What was sent is not sent again."""
    office = trial.office
    office.edit(FILE, SECOND, SECOND.replace("2021-12-20", "2021-11-30"))
    trial.start()
    trial.sent(3)
    office.edit("dondoc.yaml", "[on assignment]", "[on assignment, 1 working day before, on the day]")
    trial.reload("replanned")
    trial.sent(3)
    trial.stop()
    trial.start(day=30)
    trial.sent(4)
    trial.expect("the new step is sent", "hôm nay" in trial.office.reminders()[-1].lower())
    trial.expect("no version is made of it", trial.events("versioned"), [])
    trial.expect("nothing was skipped", trial.events("skipped"), [])
    trial.stop()


def moved_deadline(trial):
    """A deadline moves: version 2, and one message to the lead says so."""
    office = trial.office
    trial.start()
    trial.sent(3)
    office.edit(FILE, SECOND, SECOND.replace("2021-12-20", "2021-12-24"))
    trial.reload("1 changed", "1 deadline moved: tb-thu/2@u2 2021-12-20 → 2021-12-24")
    trial.expect("it is moved", trial.obligations()["tb-thu/2@u2"], ("2021-12-24", "open"))
    event = (trial.events("versioned") or [{"obligation": "", "detail": {}}])[0]
    trial.expect("the log tells from where", (event["obligation"], event["detail"].get("from"),
                 event["detail"].get("due_date")), ("tb-thu/2@u2", "2021-12-20", "2021-12-24"))
    accepted = trial.events("configuration-accepted")[-1]["detail"]["summary"]
    trial.expect("and the load", "1 deadline moved" in accepted)
    trial.stop()
    for day in (30, 30):
        # The second start of that day must not say it again.
        trial.start(day=day)
        trial.sent(4)
        trial.stop()
    claimed = [event["detail"].get("slots", "") for event in trial.events("claimed")]
    trial.expect("it is said as `changed` of version 2",
                 [slot for slot in claimed if "changed" in slot], ["tb-thu/2@u2|2|lead|changed|u2|0"])
    text = trial.office.reminders()[-1]
    trial.expect("the text says what is so now", ("Điều chỉnh thời hạn" in text or text, "24/12/2021" in text), (True, True))


def loose_mode(trial):
    """Others may write the file that names programs."""
    office = trial.office
    trial.start()
    trial.sent(3)
    (office.config / "dondoc.yaml").chmod(0o664)
    trial.reload("error", "chmod go-w")
    trial.daemon.wait_until(office.alarms, 6)
    trial.expect("the operator got a letter", ["chmod go-w" in text for text in office.alarms()][-1:], [True])
    trial.stop()
    daemon = Daemon(trial.dondoc, office.config, office.state, Clock(EIGHT, 2))
    trial.expect("exit of a start", daemon.wait(20), EX_NOPERM)
    trial.show(daemon.lines)
    trial.expect("it says what to do", daemon.says(f"{office.config}/dondoc.yaml:1:1: error: ", "chmod go-w"))


def missing_program(trial):
    """The gateway's program goes while the daemon runs, and comes back."""
    office = trial.office
    office.edit("dondoc.yaml", "policies:", "  sms: {channel: sms, command: [./text]}\npolicies:")
    office.edit("dondoc.yaml", "operator: {email: [quan-tri@ubnd.example]}",
                'operator: {email: [quan-tri@ubnd.example], sms: ["+999100000001"]}')
    (office.config / "text").write_text(f"#!/bin/sh\ncat >{office.root}/text.$DONDOC_ID\n")
    (office.config / "text").chmod(0o755)
    trial.start()
    office.keep.unlink()
    trial.daemon.wait_says("event=deferred")
    trial.daemon.wait_until(lambda: any("cổng" in path.read_text() for path in office.root.glob("text.*")), 5)
    said = [path.read_text() for path in office.root.glob("text.*")]
    trial.expect("the operator is notified by the channel that works", any("email" in text for text in said) or said)
    waiting = listing(trial.dondoc, "outbox", "--state", office.state)
    answers = {line["last_exit"] for line in waiting if line["kind"] == "reminder"}
    trial.expect("the outbox says why", answers, {"not started: No such file or directory"})
    shutil.copy(KEEP, office.keep)
    trial.daemon.wait_until(lambda: office.kept_count() == 3, 20)
    trial.expect("they go when it is back", office.kept_count(), 3)
    time.sleep(0.3)
    trial.show(trial.daemon.lines)
    trial.stop()


def main():
    options = arguments(__doc__).parse_args()
    trials = (lost_line, broken_file, edited_policy, moved_deadline, loose_mode, missing_program)
    wrong = []
    with tempfile.TemporaryDirectory(prefix="dondoc-edits-") as root:
        pathlib.Path(root).chmod(0o755)
        for edit in trials:
            trial = Trial(options.dondoc, root, edit.__name__.replace("_", " "))
            try:
                edit(trial)
            finally:
                if trial.daemon and trial.daemon.process.poll() is None:
                    trial.daemon.end(signal.SIGKILL)
            wrong += trial.wrong
    conclude(wrong, f"{len(trials)} edits, as promised")


main()
