"""A small office for a check: its files, a gateway that keeps what it gets, and what that gateway has got."""

import collections
import datetime
import email
import email.policy
import hashlib
import json
import pathlib
import shutil
import sys
import zoneinfo

KEEP = pathlib.Path(__file__).with_name("keep")
OPERATOR = "quan-tri@ubnd.example"
ZONE = datetime.timezone(datetime.timedelta(hours=7))
# A Monday, on which each reminder of a `Burst` is due.
EIGHT = datetime.datetime(2021, 11, 29, 8, 0, 0, tzinfo=ZONE)

SETTINGS = """\
office: {{name: Văn phòng thử nghiệm, short: VP}}
timezone: {zone_name}
language: {language}
calendar: vn
hours: {hours}
operator: {{email: [{operator}]}}
catch-up: 7 days
limits: {{per-address-per-day: {limit}, per-hour: {limit}}}
reports: {{exceptions: never, summary: never}}
gateways:
  email:
    channel: email
    from: "VP <van-phong@ubnd.example>"
    command: {command}
    timeout: {timeout}
    concurrency: {concurrency}
policies:
"""
CALENDAR = """\
weekend: {weekend}
years:
  2021: {{source: thử, days-off: {{}}}}
  2022: {{source: thử, days-off: {{}}}}
named-days: {{christmas: 12-25}}
"""

# One copy of a message that a gateway got.
Delivery = collections.namedtuple("Delivery", "id attempt to path")


class Office:
    """Units u1, u2, …, supervised by `chief`; policies by name, each with its time and the one list of steps."""

    zone_name, language = "Asia/Ho_Chi_Minh", "vi"
    hours, weekend = '{monday-friday: ["07:30-11:30", "13:30-17:00"]}', "[saturday, sunday]"
    limit, timeout, concurrency = 1_000_000, "20s", 4
    steps = ["on assignment"]

    def __init__(self, config, kept, units=3, program=None, **settings):
        """program: where its gateway's program is to be, a part of the configuration where left out."""
        self.config, self.kept, self.units = pathlib.Path(config), pathlib.Path(kept), units
        self.seen, self.doom = self.kept.parent / "seen", self.kept.parent / "doom"
        self.keep = pathlib.Path(program or self.config / "keep")
        self.policies = {"standard": "08:00"}
        vars(self).update(settings)

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.zone_name)

    def now(self):
        return datetime.datetime.now(self.zone)

    def day(self, days=0):
        return (self.now() + datetime.timedelta(days=days)).date().isoformat()

    # Files

    def write(self, name, text):
        path = self.config / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o644)
        return path

    def edit(self, name, old, new):
        text = (self.config / name).read_text()
        if old not in text:
            sys.exit(f"{name} has no {old!r} to edit")
        self.write(name, text.replace(old, new))

    def found(self):
        """Writes the gateway and all files but the directives."""
        for folder in (self.kept, self.seen, self.config / "directives"):
            folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(KEEP, self.keep)
        keep = "./keep" if self.keep.parent == self.config else str(self.keep)
        names = ("zone_name", "language", "hours", "limit", "timeout", "concurrency")
        policies = "".join(
            f"  {name}:\n    at: {at if at == 'now' else json.dumps(at)}\n"
            f"    lead: {{via: [email], steps: [{', '.join(self.steps)}]}}\n" for name, at in self.policies.items())
        self.write("dondoc.yaml", SETTINGS.format(
            command=json.dumps([keep, str(self.kept)]), operator=OPERATOR, **{name: getattr(self, name) for name in names}
        ) + policies)
        self.write("calendars/vn.yaml", CALENDAR.format(weekend=self.weekend))
        self.write("directory.yaml", "units:\n  chief: {name: Văn phòng, short: VP, email: [chief@ubnd.example]}\n" + "".join(
            f"  u{n}: {{name: Đơn vị {n}, short: ĐV {n}, email: [u{n}@ubnd.example], supervising: chief}}\n"
            for n in range(1, self.units + 1)))
        return self

    def notice(self, name, directives, assigned=None):
        """Writes a notice; each directive is (item, unit, deadline, policy[, task[, further keys…]])."""
        assigned = assigned or self.day()
        lines = ["notice:", f"  id: {name}", "  symbol: TB", '  number: "1"', f"  title: Thông báo {name}",
                 "  issuer: UBND", f"  issued: {assigned}", f"  assigned: {assigned}", "directives:"]
        for item, unit, deadline, policy, *more in directives:
            task = more[0] if more else f"Việc {item}"
            keys = "".join(f", {key}" for key in more[1:])
            lines.append(f'  - {{id: "{item}", task: "{task}", lead: [{unit}], deadline: {deadline}, policy: {policy}{keys}}}')
        return self.write(f"directives/{name}.yaml", "\n".join(lines) + "\n")

    # What the gateway has got

    def deliveries(self):
        """Each copy, the earliest first."""
        found = [path for path in self.kept.iterdir() if path.name.startswith(("reminder,", "letter,"))]
        found.sort(key=lambda path: path.stat().st_mtime_ns)
        return [Delivery(id, attempt, to, path) for path in found
                for _, id, attempt, _, to in [path.name.split(",", 4)]]

    def letters(self, to):
        """The subjects and texts of what went to an address."""
        return [subject_and_text(copy.path.read_bytes()) for copy in self.deliveries() if copy.to == to]

    def reminders(self):
        """The texts of all but the operator's, subject first."""
        return ["\n".join(subject_and_text(copy.path.read_bytes())) for copy in self.deliveries() if copy.to != OPERATOR]

    def alarms(self):
        """The texts to the operator, subject first, without the sign of life that each new ledger sends."""
        texts = ["\n".join(letter) for letter in self.letters(OPERATOR)]
        return [text for text in texts if "hoạt động hằng tuần" not in text]

    def copies(self):
        """The SHA-256 of each copy, by message."""
        found = {}
        for copy in self.deliveries():
            found.setdefault(copy.id, []).append(hashlib.sha256(copy.path.read_bytes()).hexdigest())
        return found

    def kept_count(self):
        """How many reminders the gateway got, the copies of one counted once."""
        return len({path.name.split(",")[1] for path in self.kept.iterdir() if path.name.startswith("reminder,")})

    def seen_twice(self):
        """How many reminders somebody would see twice, were the far end to drop a message whose id it knows."""
        read = [email.message_from_bytes(path.read_bytes())["To"] for path in self.seen.iterdir()]
        return len(read) - len(set(read))

    def gateways_running(self):
        return any(path.name[0] == "." for path in self.kept.iterdir())


class Burst(Office):
    """Each unit leads a directive of its own and is reminded of it at `EIGHT`."""

    def __init__(self, root, units, **settings):
        self.root = pathlib.Path(root)
        super().__init__(self.root / "config", self.root / "kept", units, limit=units + 100, **settings)
        self.state = self.root / "state"
        self.found()
        self.root.chmod(0o755)
        self.notice("tb-thu", [(n, f"u{n}", "2021-12-20", "standard") for n in range(1, units + 1)], "2021-11-26")


class AllDay(Office):
    """Its hours are every day and all day, in a zone where it is far from midnight: a check may run at any time."""

    hours, weekend, timeout = '{monday-sunday: ["00:00-23:59"]}', "[]", "60s"
    steps = ["on assignment", "on the day", "1 working day after"]

    def __init__(self, config, kept, units=3, **settings):
        super().__init__(config, kept, units, **settings)
        self.zone_name = min(("Asia/Ho_Chi_Minh", "America/New_York"), key=lambda name: abs(
            datetime.datetime.now(zoneinfo.ZoneInfo(name)).hour - 12))
        self.policies = {"at-once": "now"}


def subject_and_text(content):
    message = email.message_from_bytes(content, policy=email.policy.SMTP)
    body = message.get_body(("plain",))
    return str(message["Subject"]), body.get_content() if body else ""
