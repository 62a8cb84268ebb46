"""Asks dondoc for days, and makes offices with random calendars for it."""

import datetime
import json
import pathlib
import shutil
import subprocess
import sys

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "config"
DAY = datetime.timedelta(days=1)


def ask(dondoc, config, *arguments):
    """The JSON objects that `dondoc calendar ARGUMENTS` prints; ends the script when it fails."""
    command = [dondoc, "calendar", *map(str, arguments), "--config", str(config), "--json"]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)}\nexit {run.returncode}\n{run.stderr.decode(errors='replace')}")
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def days(first, last):
    while first <= last:
        yield first
        first += DAY


class RandomCalendar:
    """Days off and worked weekend days of some years, drawn at random; what is off is known without dondoc."""

    def __init__(self, random, years):
        self.first, self.last = datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)
        names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        weekend = random.choice([[5, 6], [5, 6], [4, 5], [6]])
        self.weekend = [names[number] for number in weekend]
        self.off, self.worked = [], []
        for day in days(self.first, self.last):
            if day.weekday() in weekend:
                if random.random() < 0.06:
                    self.worked.append(day)
            elif random.random() < 0.08:
                self.off.append(day)
        # A long break, as at Tết, so that counts cross more than one weekend of it.
        for year in years:
            start = datetime.date(year, 1, random.randint(10, 28))
            self.off += [
                day for day in days(start, start + 9 * DAY) if day.weekday() not in weekend and day not in self.off]
        self.all_off = {
            day for day in days(self.first, self.last) if day.weekday() in weekend and day not in self.worked
        } | set(self.off)

    def write(self, folder):
        """A copy of the sample's office with this calendar and no directive."""
        shutil.copytree(SAMPLE, folder)
        for path in (folder / "directives").iterdir():
            path.unlink()
        lines = [f"weekend: [{', '.join(self.weekend)}]", "years:"]
        for year in range(self.first.year, self.last.year + 1):
            lines += [f"  {year}:", '    source: "random"']
            for key, dates in (("days-off", self.off), ("working", self.worked)):
                entries = sorted(date for date in dates if date.year == year)
                lines.append(f"    {key}:" if entries else f"    {key}: {{}}")
                lines += [f"      {date}: random" for date in entries]
        (folder / "calendars" / "vn.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
