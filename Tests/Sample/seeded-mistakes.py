#!/usr/bin/env python3
"""seeded-mistakes.py DONDOC: `check` refuses each seeded mistake, says where it is, and finds all of them at once.

Every mistake is put into a copy of the sample configuration. `check` must exit with 78 (EX_CONFIG) and print
`file:line:column: error: …` for the place, and blame no other place.
"""

import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, arguments
from Support.daemon import run

SAMPLE = ROOT / "config"
SETTINGS, DIRECTORY, CALENDAR = "dondoc.yaml", "directory.yaml", "calendars/vn.yaml"
DIRECTIVES = "directives/tb-2021-11-30.yaml"
OTHER = "directives/other.yaml"  # only in copies
FILES = (SETTINGS, DIRECTORY, CALENDAR, DIRECTIVES, OTHER)
EX_CONFIG = 78
ERROR = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): error: (?P<message>\S.*)$", re.MULTILINE)
# In a replacement, ⟦…⟧ marks a place at which the mistake may be reported.
MARK = re.compile(r"⟦(?:(?P<name>[^|⟧]*)\|)?(?P<text>[^⟧]*)⟧")


class Mistake:
    """A change of the sample: OLD, which FILE must contain once, is replaced by NEW; without OLD, NEW is appended."""

    def __init__(self, name, *changes, says="", alone=False):
        self.name = name
        self.changes = changes
        self.says = says
        # Whether the file cannot be read on behind it, so that other mistakes in it would go unseen.
        self.alone = alone

    def apply(self, texts):
        for file, old, new in self.changes:
            new = re.sub("⟦", f"⟦{self.name}|", new)
            if old is None:
                texts[file] = texts.get(file, "") + new
            elif texts[file].count(old) == 1:
                texts[file] = texts[file].replace(old, new)
            else:
                sys.exit(f"{self.name}: {file} has {texts[file].count(old)} times {old!r}")


def directive(item, *lines, lead="lead: [phong-tnmt]", deadline="deadline: none", task="task: Việc thử"):
    """A directive more, with the lines given besides the usual ones."""
    lines = [line for line in (task, lead, deadline, *lines) if line]
    return (DIRECTIVES, None, f"  - id: {item}\n" + "".join(f"    {line}\n" for line in lines))


def policy(name, at='"08:00"', step="on assignment"):
    return (SETTINGS, None, f"  {name}:\n    at: {at}\n    lead: {{via: [email], steps: [{step}]}}\n")


MISTAKES = [
    # Form
    Mistake("unknown key", (SETTINGS, "catch-up: 7 days", "⟦catchup⟧: 7 days"), says="catch-up"),
    Mistake("unknown key of a directive", directive('"13.1"', "⟦dedline⟧: urgent", deadline=""), says="deadline"),
    Mistake("duplicate key", directive('"13.2"', "⟦deadline⟧: urgent", deadline="⟦deadline⟧: none"), says="deadline"),
    Mistake("wrong type", (SETTINGS, "concurrency: 4", "concurrency: ⟦many⟧")),
    # In a file of its own: behind an alias nothing may be read.
    Mistake(
        "alias",
        (
            OTHER, None,
            "notice: {id: other, symbol: TB, number: '1', title: Thử, issuer: UBND, issued: 2021-11-30}\n"
            "directives:\n"
            "  - {id: '1.1', task: ⟦&viec Việc thử⟧, lead: [phong-tnmt], deadline: none, quote: ⟦*viec⟧}\n",
        ),
        says="YAML",
    ),
    Mistake("tag", directive('"13.4"', task="task: ⟦!!str Việc thử⟧")),
    Mistake("unquoted time", (SETTINGS, 'at: "08:00"', "at: ⟦08:00⟧"), says="quot"),
    Mistake("unquoted id", directive("⟦8.10⟧"), says="quot"),
    Mistake("unquoted phone number", (DIRECTORY, '"+999100000003"', "⟦+999100000003⟧"), says="quot"),
    Mistake("unclosed quote", (CALENDAR, "christmas: 12-25", 'christmas: ⟦"12-25'), alone=True),
    Mistake("tab as indentation", (CALENDAR, "  christmas: 12-25", "⟦\tchristmas⟧: 12-25"), alone=True),
    # Names
    Mistake("unknown unit", directive('"13.5"', lead="lead: [⟦phong-tnm⟧]"), says="phong-tnmt"),
    Mistake("unknown unit to escalate to", (SETTINGS, "to: [lanh-dao]", "to: [⟦lanhdao⟧]"), says="lanh-dao"),
    Mistake("unknown policy", directive('"13.6"', "policy: ⟦standart⟧"), says="standard"),
    Mistake("unknown named day", directive('"13.7"', deadline="deadline: ⟦before chrismas 2021⟧"), says="christmas"),
    Mistake("unknown placeholder", (SETTINGS, 'sms, "{to}"', 'sms, "⟦{too}⟧"'), says="to"),
    Mistake("unknown time zone", (SETTINGS, "Asia/Ho_Chi_Minh", "⟦Asia/Ho_Chi_Min⟧")),
    Mistake("opens after an unknown directive", directive('"13.8"', "opens: ⟦after 9.9 fails⟧"), says="9.9"),
    Mistake("id used twice", directive('⟦"8.2"⟧'), says="8.2"),
    # Values
    Mistake("impossible date", directive('"13.9"', deadline="deadline: ⟦2021-02-30⟧")),
    Mistake("impossible date of a day off", (CALENDAR, "2021-02-16: Tết", "⟦2021-02-29⟧: Tết")),
    Mistake("impossible lunar day", (CALENDAR, "lunar 3-10", "⟦lunar 13-10⟧")),
    Mistake("bad deadline words", directive('"13.10"', deadline="deadline: ⟦as soon as possible⟧")),
    Mistake("bad step words", policy("mau", step="⟦3 workdays before⟧")),
    Mistake("at outside office hours", policy("som", at='⟦"06:00"⟧')),
    # Offices
    Mistake("no lead", directive('⟦"13.11"⟧', lead=""), says="lead"),
    Mistake("external lead", directive('"13.12"', lead="lead: [⟦so-tnmt⟧]")),
    Mistake("empty group", (DIRECTORY, None, "  nhom-trong:\n    name: Nhóm trống\n    members: ⟦[]⟧\n")),
    Mistake(
        "cyclic supervision",
        *(
            (
                DIRECTORY,
                f'  {unit}:\n    name: UBND xã {name}\n    email: [{mail}@ubnd.example]\n    sms: ["{number}"]\n'
                "    supervising: van-phong",
                f"  ⟦{unit}⟧:\n    name: UBND xã {name}\n    email: [{mail}@ubnd.example]\n    sms: [\"{number}\"]\n"
                f"    supervising: ⟦{other}⟧",
            )
            for unit, name, mail, number, other in (
                ("ubnd-quang-lac", "Quảng Lạc", "quang-lac", "+999100000027", "ubnd-mai-pha"),
                ("ubnd-mai-pha", "Mai Pha", "mai-pha", "+999100000028", "ubnd-quang-lac"),
            )
        ),
    ),
    Mistake(
        "unit without any address",
        (DIRECTORY, "  tt-vhtt:", "  ⟦tt-vhtt⟧:"),
        (DIRECTORY, '    email: [tt-vhtt@ubnd.example]\n    sms: ["+999100000006"]\n', ""),
        (DIRECTIVES, "[tt-vhtt, phuong-xa]", "[⟦tt-vhtt⟧, phuong-xa]"),
        says="tt-vhtt",
    ),
]


class Place:
    def __init__(self, file, line, first, last):
        self.file, self.line, self.first, self.last = file, line, first, last

    def __str__(self):
        return f"{self.file}:{self.line}:{self.first}"

    def holds(self, error):
        """The column may be the wrong word's or that of the key before it."""
        return (self.file, self.line) == error[:2] and self.first <= error[2] <= self.last


def write(texts, folder):
    """Writes the copy without the marks; the places that they mark, by mistake."""
    places = {}
    for file, text in texts.items():
        lines = text.split("\n")
        for index, line in enumerate(lines):
            first = len(line) - len(line.lstrip(" -")) + 1
            while match := MARK.search(line):
                line = line[: match.start()] + match["text"] + line[match.end() :]
                last = match.start() + len(match["text"]) + 1
                places.setdefault(match["name"], []).append(Place(file, index + 1, first, last))
            if match := re.search(r"⟦([^|]*)\|", line):  # a mark without an end: up to the end of the file
                line = line[: match.start()] + line[match.end() :]
                places.setdefault(match[1], []).extend(
                    Place(file, number, 1, 10_000) for number in range(index + 1, len(lines) + 2)
                )
            lines[index] = line
        (folder / file).write_text("\n".join(lines), encoding="utf-8")
    return places


def check(dondoc, folder):
    done = run(dondoc, "check", "--config", folder)
    output = done.stdout + done.stderr
    errors = []
    for match in ERROR.finditer(output):
        file = next((name for name in FILES if match["file"].endswith(name)), match["file"])
        errors.append((file, int(match["line"]), int(match["column"]), match["message"]))
    return done.returncode, errors, output


def texts_of(folder):
    return {file: (folder / file).read_text(encoding="utf-8") for file in FILES if file != OTHER}


def attempt(dondoc, mistakes, blame_no_other=True):
    """What is wrong with the answer to these mistakes together, and how many errors there were."""
    with tempfile.TemporaryDirectory() as parent:
        folder = pathlib.Path(parent, "config")
        shutil.copytree(SAMPLE, folder)
        texts = texts_of(folder)
        for mistake in mistakes:
            mistake.apply(texts)
        places = write(texts, folder)
        status, errors, output = check(dondoc, folder)

    wrong = [] if status == EX_CONFIG else [f"exit {status} in place of {EX_CONFIG}"]
    for mistake in mistakes:
        at = [error for error in errors if any(place.holds(error) for place in places[mistake.name])]
        if not at:
            wrong.append(f"{mistake.name}: no error at {' or '.join(map(str, places[mistake.name][:4]))}")
        elif not any(mistake.says in error[3] for error in at):
            wrong.append(f"{mistake.name}: the message lacks {mistake.says!r}: {at[0][3]}")
    if blame_no_other:
        known = [place for marked in places.values() for place in marked]
        for error in errors:
            if not any(place.holds(error) for place in known):
                wrong.append("blames another place: %s:%d:%d: %s" % error)
    if wrong and not errors:
        wrong.append(f"the output was: {output.strip()[:400] or 'empty'}")
    return wrong, errors


def main():
    parser = arguments(__doc__)
    parser.add_argument("--show", action="store_true", help="print the errors of each mistake")
    options = parser.parse_args()

    status, errors, output = check(options.dondoc, SAMPLE)
    if status != 0 or errors:
        sys.exit(f"the sample itself is refused with exit {status}:\n{output}")

    failures = 0
    together = [mistake for mistake in MISTAKES if not mistake.alone]
    for name, mistakes in [*((mistake.name, [mistake]) for mistake in MISTAKES), ("all at once", together)]:
        wrong, errors = attempt(options.dondoc, mistakes)
        failures += bool(wrong)
        print(f"{'FAILED' if wrong else 'ok':6} {name}")
        for line in wrong:
            print(f"       {line}")
        if options.show:
            for error in errors:
                print("       %s:%d:%d: error: %s" % error)
    if failures:
        sys.exit(f"{failures} of {len(MISTAKES) + 1} failed")
    print(f"{len(MISTAKES)} mistakes refused, {len(together)} of them at once")


main()
