"""Compare our lunar dates, day by day, with those of PyPI vnlunar.

    pip install vnlunar==1.0.5
    DONDOC_LUNAR_DATES=/tmp/lunar.txt swift test --filter datesAreWrittenForTheIndependentCheck
    python3 Tests/Independent/lunar.py /tmp/lunar.txt

Each line of the file is `YYYY-MM-DD year month day leap`. Exit status 1 when a day differs.
"""

import sys

import vnlunar

def main(path: str) -> int:
    days = differences = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            date, *ours = line.split()
            year, month, day = map(int, date.split("-"))
            theirs = vnlunar.convert_solar_to_lunar(day, month, year, 7.0)
            days += 1
            if lunar(theirs) == tuple(map(int, ours)):
                continue
            differences += 1
            print(f"{date}: ours {ours}, vnlunar {theirs}")
    print(f"{days} days, {differences} differences")
    return 1 if differences or not days else 0


def lunar(found) -> tuple[int, int, int, int]:
    """Year, month, day, leap of vnlunar's answer."""
    return found["year"], found["month"], found["day"], found["leap"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
