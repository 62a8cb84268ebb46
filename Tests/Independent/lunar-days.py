"""Compare our lunar dates of 1967 to 2100, day by day, with those of PyPI vnlunar.

    pip install vnlunar==1.0.5
    python3 lunar-days.py DONDOC

Exit status 1 when a day differs.
"""

import sys

import calendars
import vnlunar


def main(dondoc: str) -> int:
    count = differences = 0
    for year in range(1967, 2101):
        for line in calendars.ask(dondoc, calendars.SAMPLE, "--year", year):
            ours = line["lunar"]
            _, month, day = map(int, line["date"].split("-"))
            theirs = vnlunar.convert_solar_to_lunar(day, month, year, 7.0)
            count += 1
            if (ours["year"], ours["month"], ours["day"], int(ours["leap"])) == lunar(theirs):
                continue
            differences += 1
            print(f"{line['date']}: ours {ours}, vnlunar {theirs}")
    print(f"{count} days, {differences} differences")
    return 1 if differences or not count else 0


def lunar(found) -> tuple[int, int, int, int]:
    """Year, month, day, leap of vnlunar's answer."""
    return found["year"], found["month"], found["day"], found["leap"]


sys.exit(main(sys.argv[1]))
