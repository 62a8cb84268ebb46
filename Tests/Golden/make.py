#!/usr/bin/env python3
"""make.py DONDOC FOLDER: a golden ledger, made by a release that has landed, which every later build must continue.

Drives the real daemon of that release through some days of a small office (`config/`), by orders on its socket and
gateways that answer as a file says, and ends it by SIGKILL in the middle of a burst: messages of every kind and state
are there, three of them running. FOLDER gets the ledger with its write-ahead log folded in, the configuration that was
in force, and `expected.json`: what is in it, and what that same release makes of it, continued one second after 08:00
and after three days' standstill. Takes three minutes, most of them waiting for retries.
"""

import collections
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from Support import daemon as program
from Support.checks import arguments

UPGRADE = "2026-04-20T08:00:01+07:00"
LATER = "2026-04-23T08:00:01+07:00"

# Answers with the exit status in the file named after the recipient, 0 where there is none. `hang` is written down and
# then waits.
GATE = """\
#!/bin/sh
cat >/dev/null
answer=$(cat "$1/answers/$2" 2>/dev/null || cat "$1/answers/else" 2>/dev/null || echo 0)
if [ "$answer" = hang ]; then echo $$ >"$1/hanging/$$"; exec sleep 60; fi
echo "the gateway answers $answer"
exit "$answer"
"""


class Story:
    """One office and the processes of its daemon, one after another."""

    def __init__(self, dondoc, root):
        self.dondoc, self.config, self.state = dondoc, root / "config", root / "state"
        shutil.copytree(HERE / "config", self.config)
        for folder in ("answers", "hanging"):
            (self.state / folder).mkdir(parents=True)
        (self.state / "gate").write_text(GATE)
        self.state.chmod(0o750)
        self.daemon = None

    def start(self, instant, **answers):
        """Starts a process at an instant; `answers` by recipient, the part before the @ or the last digit of the number."""
        self.answer(**answers)
        self.daemon = program.Daemon(self.dondoc, self.config, self.state, f"{instant}+07:00")
        if not self.daemon.wait_ready():
            sys.exit(f"{instant}: no daemon: {self.daemon.lines[-5:]}")

    def answer(self, **answers):
        for file in (self.state / "answers").iterdir():
            file.unlink()
        for name, answer in answers.items():
            _, relay, local = name.rpartition("relay_")
            to = f"+99910000000{local[3:]}" if local.startswith("sms") else f"{local}@ubnd.example"
            to = {"f@ubnd.example": "f@UBND.example", "else@ubnd.example": "else"}.get(to, to)
            (self.state / "answers" / (f"relay-{to}" if relay else to)).write_text(str(answer))

    def settle(self, seconds=2.5):
        """Lets it do what is due, until nothing has been said for a while."""
        until = time.monotonic() + seconds
        count = len(self.daemon.lines)
        while time.monotonic() < until:
            time.sleep(0.1)
            if len(self.daemon.lines) != count:
                count, until = len(self.daemon.lines), max(until, time.monotonic() + 0.8)

    def stop(self):
        self.settle()
        status = self.daemon.end()
        if status != 0:
            sys.exit(f"exit {status}: {self.daemon.lines[-5:]}")

    def order(self, *words, exits=0):
        done = program.run(self.dondoc, *words, "--state", self.state)
        if done.returncode != exits:
            sys.exit(f"dondoc {words}: exit {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def edit(self, name, old, new):
        path = self.config / name
        text = path.read_text()
        if text.count(old) != 1:
            sys.exit(f"{name} has {old!r} {text.count(old)} times")
        path.write_text(text.replace(old, new))

    def message(self, state, item, gateway):
        """The id of the one message in that state about a directive."""
        found = [line["message"] for line in self.outbox() if line["state"] == state and line["gateway"] == gateway
                 and any(name.startswith(f"tb-1/{item}@") for name in line["obligations"])]
        if len(found) != 1:
            sys.exit(f"{len(found)} messages about {item} are {state} by {gateway}")
        return found[0]

    def outbox(self):
        return program.listing(self.dondoc, "outbox", "list", "--all", "--state", self.state)

    def hanging(self):
        return [int(path.name) for path in (self.state / "hanging").iterdir()]

    def kill(self):
        """The daemon dies at once, and then what it had started."""
        self.daemon.end(signal.SIGKILL)
        for process in self.hanging():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
            (self.state / "hanging" / str(process)).unlink()


def tell(story):
    """The days up to the upgrade. A comment before each process says what it is for."""
    # Everything is assigned. A mail is rejected and goes by the fallback; an SMS is rejected and there is none, until
    # somebody sends it again; the set-up looks wrong for a third, and somebody drops it. Orders end things.
    story.start("2026-03-02T07:59:58", c=65, sms2=65, f=78)
    story.settle(4)
    story.answer()
    story.order("outbox", "retry", story.message("dead", 2, "sms"))
    story.order("outbox", "drop", story.message("deferred", 12, "email"), "--reason", "gọi điện rồi")
    story.order("done", "tb-1/4", "--reason", "công văn 12")
    story.order("done", "tb-1/5", "--failed", "--reason", "không đủ điều kiện")
    story.order("withdraw", "tb-1/8", "--reason", "giao nơi khác")
    story.stop()

    # An SMS is deferred and will expire. A mail is deferred, and what it is about is done before its retry.
    story.start("2026-03-03T07:59:58", sms1=75, b=75)
    story.settle(4)
    story.order("done", "tb-1/30")
    story.order("hold", "--reason", "kiểm tra")
    story.order("hold", "--off")
    story.order("clock", "accept")
    story.stop()
    story.start("2026-03-03T08:01:00", sms1=75)
    story.stop()

    # A standstill of two working days: slots are superseded.
    story.start("2026-03-06T07:59:58")
    story.settle(4)
    story.stop()

    # A configuration is refused; then one takes a directive back and moves a deadline.
    # A table of everything would be a quarter of the ledger.
    story.edit("dondoc.yaml", "summary: friday", "summary: never")
    story.start("2026-03-10T07:59:58")
    story.settle(4)
    story.edit("directives/tb-1.yaml", "lead: [phong-c], deadline: 2026-05-15}", "lead: [phong-x], deadline: 2026-05-15}")
    story.order("reload", exits=78)
    story.edit("directives/tb-1.yaml", "lead: [phong-x], deadline: 2026-05-15}",
               'lead: [phong-c], deadline: 2026-05-15, withdrawn: {date: 2026-03-10, reason: "trùng việc"}}')
    story.edit("directives/tb-1.yaml", "deadline: 2026-04-22, quote", "deadline: 2026-04-23, quote")
    story.order("reload")
    story.stop()

    # While all is held one obligation is extended and one is done: their slots of that day are skipped.
    story.start("2026-03-12T07:59:57")
    story.order("hold", "--reason", "chờ lịch họp")
    story.settle(4)
    story.order("extend", "tb-1/9", "--to", "2026-04-24", "--by", "Chủ tịch UBND", "--reason", "chờ kết quả")
    story.order("done", "tb-1/31")
    story.order("hold", "--off")
    story.stop()

    # A standstill of a month: slots are too old, and the bytes of the messages above are deleted. A case comes in, and
    # a unit takes note. One unit has ended the day before, another one ends the day after.
    story.start("2026-04-16T07:59:58")
    story.settle(4)
    story.order("occur", "tb-1/11", "--on", "2026-04-15", "--case", "ho-so-1")
    story.order("ack", "tb-1/10")
    story.stop()

    # The day of the upgrade, a Monday: reports, then four reminders to one address that may get three.
    for time_of_day in ("07:29:58", "07:34:58", "07:39:58", "07:44:58"):
        story.start(f"2026-04-20T{time_of_day}")
        story.settle(3)
        story.stop()

    # Two minutes before 08:00: two mails and an SMS are deferred, one of them is held by a person; one is rejected, and
    # its fallback is deferred; a closing message is deferred.
    deferred = dict(a=75, f=75, b=75, vp=65, relay_vp=75, sms3=75)
    story.start("2026-04-20T07:57:58", **deferred)
    story.settle(3)
    story.order("outbox", "hold", story.message("deferred", 26, "email"), "--reason", "chờ ý kiến")
    story.order("done", "tb-1/28")
    story.stop()

    # 08:00. What was deferred is deferred again, but the SMS is running; of the burst three mails are running and the
    # others find no free gateway. An extension and a case are recorded, and no message can say so any more.
    story.start("2026-04-20T07:59:57", **deferred | dict(sms3="hang"))
    story.settle(1.2)
    story.answer(**{"else": "hang"}, sms1=0, sms2=0)
    story.daemon.wait_until(lambda: len(story.hanging()) >= 4, 10)
    story.order("occur", "tb-1/11", "--on", "2026-04-20", "--case", "ho-so-2")
    story.order("extend", "tb-1/17", "--case", "mot", "--to", "2026-04-29", "--by", "Chủ tịch UBND", "--reason", "mưa lũ")
    story.kill()


def fold(state, folder):
    """The ledger as one file, in the folder."""
    database = sqlite3.connect(state / "ledger.sqlite")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (folder / "ledger.sqlite").unlink(missing_ok=True)
    database.execute("VACUUM INTO ?", [str(folder / "ledger.sqlite")])
    database.close()


class Content:
    """What a ledger has, by the commands that read it: of any release."""

    def __init__(self, dondoc, state):
        def read(*words):
            return program.listing(dondoc, *words, "--state", state)

        self.events = read("log")
        slots = {event["message"]: event["detail"].get("slots", "") for event in self.events if event["kind"] == "claimed"}
        self.messages = {
            line["message"]: dict(
                kind=line["kind"], state=line["state"], gateway=line["gateway"], address=line["to"],
                replaces=line["replaces"], held=line["held"] is not None, sha256=line["sha256"],
                attempts=line["attempts"], running=line["state"] == "claimed",
                deliveries=deliveries(line, slots[line["message"]]))
            for line in read("outbox", "list", "--all")}
        self.skips = {event["detail"]["slot"]: event["detail"]["reason"] for event in self.events
                      if event["kind"] == "skipped"}
        self.obligations = collections.Counter(line["state"] for line in read("list"))
        self.held = [line.removeprefix("held: ") for line in program.run(
            dondoc, "outbox", "--state", state).stdout.splitlines() if line.startswith("held: ")]

    def counts(self):
        return {
            "messages": collections.Counter(f"{line['kind']} {line['state']}" for line in self.messages.values()),
            "obligations": self.obligations, "skips": collections.Counter(self.skips.values()),
            "events": collections.Counter(event["kind"] for event in self.events), "held obligations": self.held}


def deliveries(message, slots):
    """The keys of a message's own deliveries; what replaces another message has those of that one, and none itself."""
    own = [] if message["replaces"] else filter(None, slots.split("\n"))
    return sorted(f"{slot}|{message['gateway']}|{message['to']}" for slot in own)


def continued(dondoc, config, golden, instant, seconds):
    """What this release makes of it, all gateways answering well: what ran again, what is new, what was skipped."""
    with tempfile.TemporaryDirectory(prefix="dondoc-golden-") as root:
        root = pathlib.Path(root)
        story = Story(dondoc, root)
        shutil.rmtree(story.config)
        shutil.copytree(config, story.config)
        shutil.copy(golden / "ledger.sqlite", story.state)
        before = Content(dondoc, story.state)
        story.start(instant.removesuffix("+07:00"))
        time.sleep(seconds)
        story.stop()
        after = Content(dondoc, story.state)
        audit = program.run(dondoc, "audit", "--state", story.state)
        if audit.returncode:
            sys.exit(f"audit after {instant}: {audit.stdout}{audit.stderr}")
        again, ended = {}, {}
        for name, old in before.messages.items():
            new = after.messages[name]
            if new["attempts"] > old["attempts"]:
                again[name] = dict(times=new["attempts"] - old["attempts"], state=new["state"])
            elif new["state"] != old["state"]:
                ended[name] = new["state"]
        return {
            "from": instant, "run again": again, "ended without a run": ended,
            "new": {name: line for name, line in after.messages.items() if name not in before.messages},
            "skipped": {slot: why for slot, why in after.skips.items() if slot not in before.skips}}


def main():
    parser = arguments(__doc__)
    parser.add_argument("folder", type=lambda text: pathlib.Path(text).resolve())
    options = parser.parse_args()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dondoc-golden-") as root:
        story = Story(options.dondoc, pathlib.Path(root))
        tell(story)
        fold(story.state, folder)
        shutil.rmtree(folder / "config", ignore_errors=True)
        shutil.copytree(story.config, folder / "config")
        content = Content(options.dondoc, story.state)
    if content.events[-1]["at"] >= UPGRADE:
        sys.exit(f"the last event is of {content.events[-1]['at']}, after the upgrade: run it again on an idle machine")
    expected = {
        "upgrade": UPGRADE, "counts": content.counts(), "messages": content.messages,
        "continued": [continued(options.dondoc, folder / "config", folder, UPGRADE, 80),
                      continued(options.dondoc, folder / "config", folder, LATER, 20)],
    }
    # As the daemon leaves it: the file says that it has a write-ahead log.
    database = sqlite3.connect(folder / "ledger.sqlite")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(expected["counts"], ensure_ascii=False, indent=1))


main()
