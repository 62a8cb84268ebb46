"""Compare adding and counting working days, over random calendars, with numpy.busday_offset or with remind.

    python3 working-days.py numpy DONDOC
    python3 working-days.py remind DONDOC --program /usr/bin/remind

Both get the days off one by one, weekends too, so that worked weekend days need no rule of theirs. Neither knows "the
n-th working day after a day off" in those words: numpy first rolls back to a working day, remind counts back from the
end. Exit status 1 when an answer differs.
"""

import argparse
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile

import calendars

SEED = 20260210
YEARS = [2024, 2025, 2026]
CALENDARS, QUERIES = 4, 40


def by_numpy(calendar, queries, _program):
    import numpy

    table = numpy.busdaycalendar(
        weekmask="1111111", holidays=numpy.array(sorted(map(str, calendar.all_off)), dtype="datetime64[D]"))
    answers = []
    for start, count in queries:
        roll = "preceding" if count > 0 else "following"
        end = numpy.busday_offset(str(start), count, roll=roll, busdaycal=table).astype(object)
        low, high = (start + calendars.DAY, end) if count > 0 else (end, start - calendars.DAY)
        counted = numpy.busday_count(str(low), str(high + calendars.DAY), busdaycal=table)
        answers.append((end, int(counted)))
    return answers


def by_remind(calendar, queries, program):
    """Counts with nonomitted(), steps back with a trigger's `-N`; forwards the end is where that count is reached."""
    lines = ["BANNER %"] + [f"OMIT {day}" for day in sorted(calendar.all_off)]
    for start, count in queries:
        if count < 0:
            lines.append(f'REM MSG [evaltrig("{start} {count}", \'{calendar.first}\')]%')
        else:
            # It has no loop: each day on which the count is not reached yet puts the end off by one.
            lines.append(f"SET day '{start}' + 1")
            steps = " + ".join(
                f"(nonomitted('{start + calendars.DAY}', '{start + calendars.DAY * (offset + 1)}') < {count})"
                for offset in range(1, 2 * count + 45))
            lines.append(f"SET late {steps}")
            lines.append("REM MSG [day + late]%")
    with tempfile.NamedTemporaryFile("w", suffix=".rem", encoding="utf-8") as script:
        script.write("\n".join(lines) + "\n")
        script.flush()
        run = subprocess.run(
            [program, "-q", script.name, str(calendar.first)], capture_output=True, text=True, timeout=120)
    ends = [datetime.date.fromisoformat(line) for line in run.stdout.split()]
    if len(ends) != len(queries):
        sys.exit(f"remind answered {len(ends)} of {len(queries)}: {run.stderr[:500]}")
    return [(end, abs(count)) for end, (_, count) in zip(ends, queries)]


def differences(dondoc, ask, program):
    source = random.Random(SEED)
    for number in range(CALENDARS):
        calendar = calendars.RandomCalendar(source, YEARS)
        first, last = datetime.date(2024, 7, 1), datetime.date(2026, 6, 30)
        queries = [
            (first + calendars.DAY * source.randrange((last - first).days),
             source.choice([-1, 1]) * source.choice([1, 2, 3, 5, 10, 15, 30, 60]))
            for _ in range(QUERIES)
        ]
        answers = ask(calendar, queries, program)
        with tempfile.TemporaryDirectory() as root:
            config = pathlib.Path(root) / "config"
            calendar.write(config)
            for (start, count), (end, counted) in zip(queries, answers):
                before = ["--before"] if count < 0 else []
                [added] = calendars.ask(dondoc, config, "add", f"{abs(count)} working days", start, *before)
                [back] = calendars.ask(dondoc, config, "count", start, end)
                if (added["result"], back["working_days"]) != (str(end), counted):
                    yield (
                        f"calendar {number}: {start} {count:+}: ours {added['result']}, {back['working_days']}, "
                        f"theirs {end}, {counted}"
                    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("other", choices=["numpy", "remind"])
    parser.add_argument("dondoc")
    parser.add_argument("--program", default="remind")
    options = parser.parse_args()
    ask = by_numpy if options.other == "numpy" else by_remind
    wrong = list(differences(options.dondoc, ask, options.program))
    for line in wrong:
        print(line)
    print(f"{CALENDARS * QUERIES} counts over {CALENDARS} calendars, {len(wrong)} differences")
    return 1 if wrong else 0


sys.exit(main())
