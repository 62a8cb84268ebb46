"""An office made for a fault: its configuration, its gateway, and its daemon on a clock that goes on after each death."""

import datetime
import email
import email.policy
import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

ZONE = datetime.timezone(datetime.timedelta(hours=7))
EIGHT = datetime.datetime(2021, 11, 29, 8, 0, 0, tzinfo=ZONE)

SETTINGS = """\
office: {{name: Văn phòng thử, short: VPT}}
timezone: Asia/Ho_Chi_Minh
language: vi
calendar: vn
hours: {{monday-friday: ["07:30-11:30", "13:30-17:00"]}}
operator: {{email: [quan-tri@ubnd.example]}}
catch-up: 7 days
limits: {{per-address-per-day: 10, per-hour: {limit}}}
reports: {{exceptions: never, summary: never}}
gateways:
  email:
    channel: email
    from: "VPT <van-phong@ubnd.example>"
    command: {command}
    timeout: 20s
    concurrency: {concurrency}
policies:
  standard:
    at: "08:00"
    lead: {{via: [email], steps: [on assignment]}}
"""

CALENDAR = """\
weekend: [saturday, sunday]
years:
  2021: {source: "thử", days-off: {}}
  2022: {source: "thử", days-off: {}}
"""

NOTICE = """\
notice:
  id: tb-thu
  symbol: TB-UBND
  number: "1"
  title: Thông báo thử
  issuer: UBND thành phố
  issued: 2021-11-26
  assigned: 2021-11-26
directives:
"""

OPERATOR = "quan-tri@ubnd.example"
CONCURRENCY = 4

# Keeps what it gets, whole, in a file named by kind, id, attempt and process; some 5 to 20 ms. The folder `seen` is what
# a far end that remembers ids shows. A file `doom` lets the next one kill the daemon that has just started it.
KEEP = """\
#!/bin/sh
if [ -e "$1/../doom" ] && mv "$1/../doom" "$1/../doom.$$" 2>/dev/null; then kill -KILL $PPID; fi
kind=reminder
[ "$DONDOC_TO" != quan-tri@ubnd.example ] || kind=letter
name=$kind,$DONDOC_ID,$DONDOC_ATTEMPT,$$
cat >"$1/.$name" || exit 74
sleep 0.0$(($$ % 10))
mv "$1/.$name" "$1/$name"
[ $kind = letter ] || ln "$1/$name" "$1/../seen/$DONDOC_ID" 2>/dev/null || :
"""


class Office:
    """A configuration in which each of some units gets one mail at 08:00."""

    def __init__(self, root, units, concurrency=CONCURRENCY):
        self.root = pathlib.Path(root)
        self.config, self.state, self.kept = self.root / "config", self.root / "state", self.root / "kept"
        self.seen, self.doom = self.root / "seen", self.root / "doom"
        for folder in (self.config / "calendars", self.config / "directives", self.kept, self.seen):
            folder.mkdir(parents=True)
        self.root.chmod(0o755)
        self.keep = self.config / "keep"
        self.keep.write_text(KEEP)
        self.keep.chmod(0o755)
        self.concurrency = concurrency
        command = json.dumps(["./keep", str(self.kept)])
        self.write("dondoc.yaml", SETTINGS.format(limit=units + 100, command=command, concurrency=concurrency))
        self.write("calendars/vn.yaml", CALENDAR)
        self.write("directory.yaml", "units:\n" + "".join(
            f"  don-vi-{n}: {{name: Đơn vị {n}, short: ĐV{n}, email: [dv{n}@ubnd.example]}}\n"
            for n in range(1, units + 1)
        ))
        self.write("directives/tb-thu.yaml", NOTICE + "".join(
            f'  - {{id: "{n}", task: Việc số {n}, lead: [don-vi-{n}], deadline: 2021-12-20}}\n'
            for n in range(1, units + 1)
        ))

    def write(self, name, text):
        path = self.config / name
        path.write_text(text)
        path.chmod(0o644)

    def edit(self, name, old, new):
        text = (self.config / name).read_text()
        if old not in text:
            sys.exit(f"{name} has no {old!r} to edit")
        self.write(name, text.replace(old, new))

    def copies(self):
        """The SHA-256 of each copy that a gateway got, by message."""
        found = {}
        for path in self.kept.iterdir():
            if path.name.startswith(("reminder,", "letter,")):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found.setdefault(path.name.split(",")[1], []).append(digest)
        return found

    def seen_twice(self):
        """How many reminders somebody would see twice, were the far end to drop a message whose id it knows."""
        read = [email.message_from_bytes(path.read_bytes())["To"] for path in self.seen.iterdir()]
        return len(read) - len(set(read))

    def letters(self):
        """The texts of the alarms to the operator: the sign of life that a new ledger begins with is none."""
        texts = [text_of(path) for path in sorted(self.kept.glob("letter,*"))]
        return [text for text in texts if "hoạt động hằng tuần" not in text]

    def reminders(self):
        """The texts of the reminders, by the process that took them."""
        return [text_of(path) for path in sorted(self.kept.glob("reminder,*"), key=lambda path: path.stat().st_mtime_ns)]

    def kept_count(self):
        """How many reminders a gateway got, the copies of one counted once."""
        return len({name.split(",")[1] for name in os.listdir(self.kept) if name.startswith("reminder,")})

    def gateways_running(self):
        return any(name[0] == "." for name in os.listdir(self.kept))


def text_of(path):
    """The subject and the plain text of a mail."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP)
    return f"{message['Subject']}\n{message.get_body(('plain',)).get_content()}"


class Clock:
    """The daemon's time: it begins some seconds before 08:00 and goes on through every restart."""

    def __init__(self, seconds_before=2.0, start=EIGHT):
        self.began = time.monotonic()
        self.start = start - datetime.timedelta(seconds=seconds_before)

    def now(self):
        return self.start + datetime.timedelta(seconds=time.monotonic() - self.began)

    def text(self):
        return self.now().isoformat(timespec="seconds")


class Daemon:
    """One life of `dondoc run`; what it says on stderr is kept in `lines`."""

    def __init__(self, dondoc, config, state, clock=None, wrapper=(), environment=None):
        command = [*wrapper, str(dondoc), "run", "--config", str(config), "--state", str(state)]
        if clock:
            command += ["--starting-at", clock.text()]
        self.began = time.monotonic()
        self.ready_at = None
        self.lines = []
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            line = line.decode(errors="replace").rstrip("\n")
            self.lines.append(line)
            if self.ready_at is None and " ready: " in line:
                self.ready_at = time.monotonic()

    def wait_until(self, condition, seconds=30):
        """Whether the condition came true while it lived."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end or self.process.poll() is not None:
                return bool(condition())
            time.sleep(0.005)
        return True

    def wait_ready(self, seconds=30):
        return self.wait_until(lambda: self.ready_at is not None, seconds)

    def says(self, *words):
        return any(all(word in line for word in words) for line in list(self.lines))

    def wait_says(self, *words, seconds=20):
        return self.wait_until(lambda: self.says(*words), seconds)

    def send(self, number):
        if self.process.poll() is None:
            self.process.send_signal(number)

    def end(self, number=signal.SIGTERM, seconds=60):
        """Signals it, and gives its exit status when it has ended (negative: the signal that ended it)."""
        self.send(number)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = "no end within a minute"
        self.reader.join(5)
        return status

    def wait(self, seconds=60):
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        self.reader.join(5)
        return status


def listing(dondoc, *arguments):
    """The objects that a listing prints; raises with what it said when it fails."""
    run = subprocess.run(
        [str(dondoc), *map(str, arguments), "--json"], stdin=subprocess.DEVNULL, capture_output=True, timeout=120
    )
    if run.returncode != 0:
        raise RuntimeError(f"dondoc {arguments[0]}: exit {run.returncode}: {run.stderr.decode(errors='replace')}")
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


CUT_OFF = "the daemon ended while it ran"


class Account:
    """What a ledger says when it has come to rest, held against what the gateway got and what was planned."""

    def __init__(self, dondoc, office, clock_start, daemon_deaths):
        self.wrong = []
        state = ("--state", office.state)
        planned = listing(
            dondoc, "plan", "--config", office.config, "--loaded", clock_start, "--from", "2021-11-29",
            "--to", "2021-11-29",
        )
        outbox = [line for line in listing(dondoc, "outbox", "--all", *state) if line["kind"] == "reminder"]
        log = listing(dondoc, "log", *state)
        copies = office.copies()

        wanted = {(line["obligation"], line["to"]) for line in planned}
        accepted = {(name, line["to"]) for line in outbox if line["state"] == "accepted" for name in line["obligations"]}
        self.planned, self.lost = len(wanted), len(wanted - accepted)
        for lost in sorted(wanted - accepted)[:5]:
            self.wrong.append(f"lost: {lost}")
        for more in sorted(accepted - wanted)[:5]:
            self.wrong.append(f"accepted, not planned: {more}")
        for line in outbox:
            if line["state"] != "accepted":
                self.wrong.append(f"{line['message'][:12]} is {line['state']} at rest")

        kinds = {}
        cut_off = {}
        for event in log:
            kinds.setdefault(event["message"], []).append(event["kind"])
            if event["detail"].get("exit") == CUT_OFF:
                cut_off[event["message"]] = cut_off.get(event["message"], 0) + 1
        self.cut_off = sum(cut_off.values())
        bound = office.concurrency * daemon_deaths
        if self.cut_off > bound:
            self.wrong.append(f"{self.cut_off} attempts were cut off, more than {office.concurrency} at each death")

        self.twice = self.unlike = 0
        for line in outbox:
            name = line["message"]
            got = copies.pop(name, [])
            if not got:
                self.wrong.append(f"{name[:12]} is accepted, and no gateway got it")
            self.twice += max(0, len(got) - 1)
            if len(got) - 1 > cut_off.get(name, 0):
                self.wrong.append(f"{name[:12]}: {len(got)} copies, {cut_off.get(name, 0)} attempts cut off")
            self.unlike += sum(digest != line["sha256"] for digest in got)
            if line["attempts"] != 1 + cut_off.get(name, 0):
                self.wrong.append(f"{name[:12]}: {line['attempts']} attempts, {cut_off.get(name, 0)} cut off")
            if kinds[name][:1] != ["claimed"] or kinds[name][-1] != "accepted" or kinds[name].count("accepted") != 1:
                self.wrong.append(f"{name[:12]}: the log tells {kinds[name]}")
        letters = {line["message"] for line in listing(dondoc, "outbox", "--all", *state)} - {
            line["message"] for line in outbox
        }
        for name in copies.keys() - letters:
            self.wrong.append(f"a gateway got {name[:12]}, which the outbox does not know")
        self.seen_twice = office.seen_twice()
        if self.seen_twice:
            self.wrong.append(f"{self.seen_twice} reminders are seen twice where ids are remembered")
        self.bound = bound
        if self.unlike:
            self.wrong.append(f"{self.unlike} copies are not the bytes of the ledger")
        self.messages = len(outbox)

    def figures(self):
        return (
            f"{self.planned} planned, {self.lost} lost, {self.messages} messages, {self.cut_off} attempts cut off, "
            f"{self.twice} copies more than one, {self.unlike} of other bytes"
        )


def conclude(wrong, figures):
    """Prints what is wrong and then the figures; ends with 1 if anything is."""
    for line in wrong[:100]:
        print(line)
    if wrong:
        print(figures, flush=True)
        sys.exit(f"{len(wrong)} differences")
    print(figures)
