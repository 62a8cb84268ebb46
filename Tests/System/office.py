"""An office for the system tests: its files, its gateway, and the words in which a check is told.

Its hours are all day and every day, in a zone where it is far from midnight, so that a test may run at any time.
"""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import time
import zoneinfo

GATEWAY = """#!/bin/sh
# Keeps the message, and a line that names it; {folder}/slow says how many seconds a delivery takes.
cd {folder} || exit 75
[ ! -e slow ] || sleep "$(cat slow)"
file=$DONDOC_ID.$DONDOC_ATTEMPT.$$
cat >"$file" || exit 75
echo "$DONDOC_ID $DONDOC_ATTEMPT $DONDOC_TO $file" >>log
"""

failures = 0


def check(what, holds, seen=""):
    """Prints one line a check; what was seen only where it fails."""
    global failures
    if holds:
        print("ok", what, flush=True)
    else:
        failures += 1
        print(f"FAILED: {what}" + (f": {seen}" if seen != "" else ""), flush=True)
    return holds


def finish():
    sys.exit(1 if failures else 0)


def run(*command, user=None, timeout=120, **options):
    """Runs a command to its end: exit status, standard output, standard error."""
    if user:
        command = ("setpriv", "--reuid", user, "--regid", user, "--init-groups", *command)
    ended = subprocess.run(command, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL, **options)
    return ended.returncode, ended.stdout, ended.stderr


def wait_for(condition, seconds=20, pause=0.05):
    """Asks again and again until it is so; what it was in the end."""
    until = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > until:
            return value
        time.sleep(pause)


class Office:
    """The configuration folder of an office and the log of its gateway."""

    def __init__(self, folder, gateway, received, units=3, language="vi"):
        self.folder = pathlib.Path(folder)
        self.gateway = pathlib.Path(gateway)
        self.received = pathlib.Path(received)
        self.units = units
        self.language = language
        names = ["Asia/Ho_Chi_Minh", "America/New_York"]
        hours = {name: datetime.datetime.now(zoneinfo.ZoneInfo(name)).hour for name in names}
        self.zone_name = min(names, key=lambda name: abs(hours[name] - 12))
        self.zone = zoneinfo.ZoneInfo(self.zone_name)
        self.policies = {"at-once": "now"}
        self.steps = ["on assignment", "on the day", "1 working day after"]

    def now(self):
        return datetime.datetime.now(self.zone)

    def day(self, days=0):
        return (self.now() + datetime.timedelta(days=days)).date().isoformat()

    def write_gateway(self):
        self.gateway.write_text(GATEWAY.format(folder=self.received))
        self.gateway.chmod(0o755)

    def write(self):
        """All files but the directives."""
        for part in ["calendars", "directives"]:
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        policies = ""
        for name, at in self.policies.items():
            policies += f"  {name}:\n    at: {at if at == 'now' else json.dumps(at)}\n"
            policies += f"    lead: {{via: [email], steps: [{', '.join(self.steps)}]}}\n"
        (self.folder / "dondoc.yaml").write_text(f"""office: {{name: Văn phòng thử nghiệm, short: VP}}
timezone: {self.zone_name}
language: {self.language}
calendar: vn
hours: {{monday-sunday: ["00:00-23:59"]}}
operator: {{email: [operator@ubnd.example]}}
catch-up: 7 days
limits: {{per-address-per-day: 1000000, per-hour: 1000000}}
reports: {{exceptions: never, summary: never}}
gateways:
  email:
    channel: email
    from: "VP <vp@ubnd.example>"
    command: [{self.gateway}]
    timeout: 60s
    concurrency: 4
policies:
{policies}""")
        (self.folder / "calendars/vn.yaml").write_text(
            "weekend: []\nyears: {}\nnamed-days: {christmas: 12-25}\n")
        units = "".join(
            f"  u{n}: {{name: Đơn vị {n}, short: ĐV {n}, email: [u{n}@ubnd.example], supervising: chief}}\n"
            for n in range(1, self.units + 1))
        (self.folder / "directory.yaml").write_text(
            "units:\n  chief: {name: Văn phòng, short: VP, email: [chief@ubnd.example]}\n" + units)

    def notice(self, name, directives, assigned=None):
        """A notice with directives given as (item, unit, deadline, policy) or with further keys in a fifth part."""
        assigned = assigned or self.day()
        lines = [
            "notice:", f"  id: {name}", "  symbol: TB", '  number: "1"', f"  title: Thông báo {name}",
            "  issuer: UBND", f"  issued: {assigned}", f"  assigned: {assigned}", "directives:"]
        for item, unit, deadline, policy, *more in directives:
            task = more[0] if more else f"Việc {item}"
            rest = "".join(f", {key}" for key in more[1:])
            lines.append(
                f'  - {{id: "{item}", task: "{task}", lead: [{unit}], deadline: {deadline}, policy: {policy}{rest}}}')
        path = self.folder / "directives" / f"{name}.yaml"
        path.write_text("\n".join(lines) + "\n")
        return path

    def deliveries(self):
        """What the gateway was given: (id, attempt, to, file) a time."""
        log = self.received / "log"
        return [tuple(line.split()) for line in log.read_text().splitlines()] if log.exists() else []

    def letters(self, to):
        """The subjects and texts of the letters to an address."""
        from email import message_from_bytes, policy
        found = []
        for _, _, address, file in self.deliveries():
            if address == to:
                letter = message_from_bytes((self.received / file).read_bytes(), policy=policy.default)
                body = letter.get_body(("plain",))
                found.append((str(letter["Subject"]), body.get_content() if body else ""))
        return found
