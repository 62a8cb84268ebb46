"""Whole offices from a seed: policies, hours, languages, calendars and deadlines of every kind, as files."""

import json
import pathlib
import random
import shutil

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "config"
YEAR = ("2026-01-05", "2027-01-04")

ZONES = ["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York"]
HOURS = [
    '{monday-friday: ["07:30-11:30", "13:30-17:00"]}',
    '{monday-thursday: ["08:00-12:00", "13:00-17:30"], friday: ["08:00-12:00"]}',
    '{monday-saturday: ["07:00-11:00", "13:00-16:30"]}',
]
TASKS = ["Rà soát đơn thư", "Báo cáo tiến độ giải ngân", "Check the accounts", "Lập danh sách hộ dân", "Repair the road",
         "Hoàn thiện hồ sơ quyết toán, bàn giao mặt bằng khu đô thị Phú Lộc và giải quyết các kiến nghị còn lại của cử tri"]
DEADLINES = [
    "2026-03-16", '"2026-04-10 16:00"', "2026-05", "2026-W27", "2026-Q3", "2026-H2", "2026", "end of 2026-06",
    "from 2026-05-04 to 2026-05-29", "before 2026-09-02", "before christmas 2026", "10 days before tet 2027",
    "15 days after notice", "10 working days after notice", "2 weeks after 2026-06-01", "at once", "urgent", "standing",
    "none", "every month on day 20", "every quarter by last working day", '"every 2 weeks on friday 09:00"',
    "every year on 06-30", '{rrule: "FREQ=MONTHLY;BYDAY=-1FR"}', "{every: month on day 31, until: 2026-09-30, roll: forward}",
]
WAITING = ["5 days after receipt", "24 hours after receipt", "8 working hours after receipt", "3 working days after receipt"]
STEPS = ["7 days before", "5 working days before", "3 working days before", "1 working day before", "on the day",
         "1 working day after", "3 working days after"]
# In the words of an office's own: a fact, a list, a condition.
TEMPLATES = {
    "email-subject": "[{{office}}] {{#digest}}{{tally}}{{/digest}}{{^digest}}{{label}}: {{task}}{{/digest}}\n",
    "email-reminder": "{{units}}\n{{#groups}}{{#items}}\n* {{#task}}{{.}}{{/task}} — {{deadline}}{{#status}} ({{.}}){{/status}}\n"
                      "{{#ordinal}}  {{.}}\n{{/ordinal}}{{/items}}{{/groups}}\n{{office}}\n",
}


def write(folder, seed):
    """Writes an office; gives the facts that its waiting directives need, as options of `plan` and the like."""
    folder, chance = pathlib.Path(folder), random.Random(seed)
    (folder / "directives").mkdir(parents=True)
    shutil.copytree(SAMPLE / "calendars", folder / "calendars")
    units = [f"phong-{n}" for n in range(1, chance.randint(6, 10))]
    policies = ["standard", "quick", "quiet"]
    (folder / "dondoc.yaml").write_text(settings(chance, policies))
    (folder / "directory.yaml").write_text(directory(chance, units))
    facts = []
    for number in range(1, 4):
        text, more = notice(chance, f"tb-{number}", units, policies, chance.randint(8, 14))
        (folder / "directives" / f"tb-{number}.yaml").write_text(text)
        facts += more
    for language in chance.sample(["vi", "en"], chance.randint(0, 2)):
        (folder / "templates" / language).mkdir(parents=True)
        for name in chance.sample(sorted(TEMPLATES), chance.randint(1, len(TEMPLATES))):
            (folder / "templates" / language / f"{name}.mustache").write_text(TEMPLATES[name])
    return facts


def settings(chance, policies):
    def ladder(also=()):
        steps = [step for step in STEPS if chance.random() < 0.6] or ["on the day"]
        repeat = ["then every 5 working days", "until 20 working days after"] if chance.random() < 0.5 else []
        return f"[{', '.join([*also, *steps, *repeat])}]"

    lines = []
    for name in policies:
        at = "now" if chance.random() < 0.2 else json.dumps(chance.choice(["08:00", "10:30", "09:00"]))
        via = chance.choice(["[email, sms]", "[email]", "[email, sms]"])
        lines.append(f"  {name}:\n    at: {at}\n    lead: {{via: {via}, steps: {ladder(['on assignment'])}}}\n")
        if chance.random() < 0.8:
            lines.append(f"    coordinating: {ladder()}\n    supervising: [1 working day after]\n")
            lines.append("    escalate: {after: 2 overdue reminders, to: [lanh-dao]}\n")
        lines.append(f"    review: every {chance.choice([5, 10, 20])} working days\n")
    text = chance.choice(["auto", "accented", "unaccented"])
    return f"""\
office: {{name: Văn phòng UBND huyện, short: VP UBND}}
timezone: {chance.choice(ZONES)}
language: {chance.choice(["vi", "en"])}
calendar: vn
hours: {chance.choice(HOURS)}
operator: {{email: [quan-tri@ubnd.example]}}
limits: {{per-address-per-day: 1000, per-hour: 100000}}
gateways:
  email: {{channel: email, from: "VP UBND <vp@ubnd.example>", command: [/bin/true]}}
  sms: {{channel: sms, command: [/bin/true], text: {text}, segments: {chance.randint(1, 3)}}}
policies:
{"".join(lines)}"""


def directory(chance, units):
    lines = ["units:\n  van-phong: {name: Văn phòng, email: [vp@ubnd.example], supervising: lanh-dao}\n"
             "  lanh-dao: {name: Lãnh đạo, email: [lanh-dao@ubnd.example]}\n  so-tnmt: {name: Sở TN&MT, external: true}\n"]
    for place, unit in enumerate(units, 1):
        # Some share an address: what goes to it at one instant is one digest.
        keys = [f"name: Phòng số {place} “{unit}”", f"email: [{chance.choice([unit, unit, 'chung'])}@ubnd.example]",
                f'sms: ["+9991000000{place:02}"]', "supervising: van-phong"]
        if chance.random() < 0.3:
            keys.append(f"language: {chance.choice(['vi', 'en'])}")
        if chance.random() < 0.3:
            keys.append(f"sms-text: {chance.choice(['accented', 'unaccented'])}")
        if place == 1:
            keys.append(f"valid-to: 2026-06-30, successor: {units[1]}")
        lines.append(f"  {unit}: {{{', '.join(keys)}}}\n")
    lines.append(f"groups:\n  xa: {{name: Các xã, members: [{', '.join(units[-3:])}]}}\n")
    return "".join(lines)


def notice(chance, name, units, policies, count):
    day = f"2026-0{chance.randint(1, 2)}-{chance.randint(10, 25)}"
    lines = [f'notice: {{id: {name}, symbol: TB-UBND, number: "{chance.randint(1, 99)}", title: Kết luận giao ban, '
             f"issuer: UBND huyện, issued: {day}, assigned: {day}}}\ndirectives:\n"]
    facts = []
    for item in range(1, count + 1):
        lead = sorted(chance.sample(units, 2 if chance.random() < 0.2 else 1))
        keys = [f"task: {json.dumps(chance.choice(TASKS), ensure_ascii=False)}", f"lead: [{', '.join(lead)}]",
                f"policy: {chance.choice(policies)}"]
        kind = chance.random()
        if kind < 0.15:
            keys.append(f"deadline: {chance.choice(WAITING)}")
            facts += ["--occur", f"{name}/{item}=ca-1@2026-04-0{chance.randint(1, 9)}T09:15"]
        elif kind < 0.25 and item > 1:
            keys.append(f"opens: after {item - 1} fails, deadline: 2026-10-15")
        elif kind < 0.35:
            first, second = chance.sample(DEADLINES[:12], 2)
            keys.append(f"deadlines: [{{name: mot, by: {first}}}, {{name: hai, by: {second}}}]")
        else:
            keys.append(f"deadline: {chance.choice(DEADLINES)}")
        if chance.random() < 0.3:
            keys.append("coordinating: [xa]" if not set(lead) & set(units[-3:]) else "receiving: [so-tnmt]")
        for flag, share in (("personal: true", 0.1), ("restricted: true", 0.1), ("quote: trong thời gian sớm nhất", 0.3)):
            if chance.random() < share:
                keys.append(flag)
        lines.append(f'  - {{id: "{item}", {", ".join(keys)}}}\n')
    return "".join(lines), facts
