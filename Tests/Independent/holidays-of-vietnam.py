"""Compare the days off of Vietnam's calendar, 2020 to 2026, with PyPI holidays; each difference has its reason.

    pip install holidays==0.109
    python3 holidays-of-vietnam.py DONDOC

Compared are weekdays only: PyPI lists holidays that fall on a weekend too, and offices are closed then anyway. Worked
Saturdays are listed as what that package does not model. Exit status 1 for a difference that is not explained here,
and for an explanation that no difference needs any more.
"""

import datetime
import sys

import calendars
import holidays

# Date: who is right, and why.
KNOWN = {
    "2026-01-02": (
        "ours: exchanged for Saturday 10/01/2026 by letter 12729/VPCP-KGVX of 25/12/2025, eight days before; the "
        "package's release does not have it"
    ),
}


def main(dondoc: str) -> int:
    wrong, explained = [], []
    for year in range(2020, 2027):
        theirs = {
            day: name for day, name in holidays.country_holidays("VN", years=year).items() if day.weekday() < 5}
        lines = calendars.ask(dondoc, calendars.SAMPLE, "--year", year)
        days = {datetime.date.fromisoformat(line["date"]): line for line in lines}
        ours = {day for day, line in days.items() if day.weekday() < 5 and not line["working"]}
        for day in sorted(ours ^ theirs.keys()):
            who = f"off by ours ({days[day]['reason']})" if day in ours else f"off by PyPI ({theirs[day]})"
            if str(day) in KNOWN:
                explained.append(str(day))
                print(f"{day} {who}; right is {KNOWN[str(day)]}")
            else:
                wrong.append(f"{day} {who}: not explained")
        for day, line in days.items():
            if line["working"] and day.weekday() >= 5:
                print(f"{day} worked by ours: {line['reason']}; PyPI models no worked Saturday")
        print(f"{year}: {len(ours)} weekdays off by ours, {len(theirs)} by PyPI")
    wrong += [f"{day}: explained, but there is no difference" for day in KNOWN if day not in explained]
    for line in wrong:
        print(line)
    print(f"{len(explained)} differences explained, {len(wrong)} not")
    return 1 if wrong else 0


sys.exit(main(sys.argv[1]))
