"""Compare the dates of our recurrence rules with those of PyPI python-dateutil, on 500 random rules.

    pip install python-dateutil==2.9.0.post0
    python3 Tests/Independent/recurrence.py rules > /tmp/rules.txt
    DONDOC_RULES=/tmp/rules.txt DONDOC_RULE_DATES=/tmp/dates.txt \
        swift test --filter RecurrenceRuleTests
    python3 Tests/Independent/recurrence.py compare /tmp/dates.txt

Each line of the first file is `START|RULE`; of the second the same with our first 60 dates up to 2060. Exit status 1
when a rule differs. Left out is what dateutil reads otherwise than the RFC has it: weekdays with and without numbers in
one BYDAY (it takes those that are both, the RFC all of them) and BYSETPOS in a week that begins before the start (it
chooses from the rest of the week, the RFC from the whole).
"""

import datetime
import itertools
import random
import sys

from dateutil.rrule import rrulestr

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
LAST = datetime.datetime(2060, 12, 31)


def some(source: random.Random, choices, most: int) -> list:
    return source.sample(choices, source.randint(1, most))


def signed(source: random.Random, number: int) -> int:
    return -number if source.random() < 0.35 else number


def rule(source: random.Random) -> tuple[datetime.date, str]:
    start = datetime.date(2019, 1, 1) + datetime.timedelta(days=source.randrange(1500))
    frequency = source.choice(["DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"])
    parts = [f"FREQ={frequency}"]
    if source.random() < 0.4:
        parts.append(f"INTERVAL={source.randint(2, 5)}")
    ending = source.random()
    if ending < 0.3:
        parts.append(f"COUNT={source.randint(1, 30)}")
    elif ending < 0.5:
        until = start + datetime.timedelta(days=source.randrange(3000))
        parts.append(f"UNTIL={until:%Y%m%d}")
    named = False
    months = source.random() < 0.3
    if months:
        parts.append("BYMONTH=" + ",".join(map(str, some(source, range(1, 13), 4))))
    if frequency != "WEEKLY" and source.random() < 0.4:
        named = True
        days = {signed(source, source.randint(1, 31)) for _ in range(source.randint(1, 3))}
        parts.append("BYMONTHDAY=" + ",".join(map(str, days)))
    if frequency == "YEARLY" and not months and source.random() < 0.25:
        named = True
        days = {signed(source, source.randint(1, 366)) for _ in range(source.randint(1, 3))}
        parts.append("BYYEARDAY=" + ",".join(map(str, days)))
    weeks = frequency == "YEARLY" and not named and not months and source.random() < 0.3
    if weeks:
        parts.append("BYWEEKNO=" + ",".join(str(signed(source, source.randint(1, 53))) for _ in range(2)))
    if weeks or source.random() < 0.5:
        named = True
        chosen = some(source, DAYS, 4)
        if frequency in ("MONTHLY", "YEARLY") and not weeks and source.random() < 0.5:
            most = 5 if frequency == "MONTHLY" or months else 53
            chosen = [f"{signed(source, source.randint(1, most))}{day}" for day in chosen]
        parts.append("BYDAY=" + ",".join(chosen))
    position = named and source.random() < 0.35
    if position:
        numbers = {signed(source, source.randint(1, 4)) for _ in range(source.randint(1, 2))}
        parts.append("BYSETPOS=" + ",".join(map(str, numbers)))
    first = 0
    if source.random() < 0.3:
        first = source.randrange(7)
        parts.append(f"WKST={DAYS[first]}")
    if position and frequency == "WEEKLY":
        start -= datetime.timedelta(days=(start.weekday() - first) % 7)
    return start, ";".join(parts)


def dates(start: str, text: str) -> list[str]:
    begin = datetime.datetime.fromisoformat(start)
    found = itertools.takewhile(lambda date: date <= LAST, rrulestr(text, dtstart=begin))
    return [f"{date:%Y-%m-%d}" for date in itertools.islice(found, 60)]


def compare(path: str) -> int:
    rules = differences = days = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            start, text, ours = line.rstrip("\n").split("|")
            theirs = dates(start, text)
            rules += 1
            days += len(theirs)
            if ours.split() != theirs:
                differences += 1
                print(f"{start} {text}\n  ours     {ours[:200]}\n  dateutil {' '.join(theirs)[:200]}")
    print(f"{rules} rules, {days} dates, {differences} differences")
    return 1 if differences or not rules else 0


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["compare"]:
        return compare(arguments[1])
    source = random.Random(int(arguments[1]) if len(arguments) > 1 else 5545)
    for _ in range(500):
        start, text = rule(source)
        print(f"{start}|{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
