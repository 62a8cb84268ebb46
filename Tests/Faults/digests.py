#!/usr/bin/env python3
"""digests.py: a gateway never gets part of a message (reliability.md P3).

200 gateways run at a time, each the SHA-256 of its standard input and no more, reading slowly, while the daemon that feeds
them is killed again and again: each digest is that of a stored message. Run by syscalls.py.
"""

import time
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.daemon import Clock, Daemon, listing
from Support.office import EIGHT, Burst


UNITS = 200
# Half a message, a rest in which the daemon dies, the other half.
DIGEST = """\
#!/bin/sh
[ "$DONDOC_TO" != quan-tri@ubnd.example ] || exit 0
touch "$1/begun.$$"
{ dd bs=700 count=1 2>/dev/null; sleep 0.$((2 + $$ % 5)); cat; } | sha256sum >"$1/.digest.$$"
mv "$1/.digest.$$" "$1/digest.$$"
"""


def run(dondoc, root, chance):
    """How often the daemon was killed amid them, how many digests were taken, and what is wrong."""
    office = Burst(root, UNITS, concurrency=UNITS)
    office.keep.write_text(DIGEST)
    clock = Clock(EIGHT, 0.5)

    def count(kind):
        return sum(path.name.startswith(kind) for path in office.kept.iterdir())

    kills, wrong = 0, []
    while count("begun") < UNITS and kills < 20:
        daemon = Daemon(dondoc, office.config, office.state, clock)
        before = count("begun")
        if not daemon.wait_until(lambda: count("begun") > before, 30):
            wrong.append(f"no gateway starts: {daemon.lines[-3:]}")
            break
        time.sleep(chance.uniform(0, 0.3))
        daemon.end(9)
        kills += 1
    daemon = Daemon(dondoc, office.config, office.state, clock)
    rest = ("outbox", "--state", office.state)
    if not daemon.wait_ready() or not daemon.wait_until(lambda: not listing(dondoc, *rest), 120):
        wrong.append(f"no rest: {daemon.lines[-3:]}")
    daemon.end()
    until = time.monotonic() + 20
    while count("digest") < count("begun") and time.monotonic() < until:
        time.sleep(0.05)
    stored = {line["sha256"] for line in listing(dondoc, *rest, "--all")}
    taken = [path.read_text().split()[0] for path in office.kept.glob("digest.*")]
    for digest in set(taken) - stored:
        wrong.append(f"a gateway got {digest}, which is no stored message")
    if len(taken) < UNITS:
        wrong.append(f"only {len(taken)} digests were taken")
    return kills, len(taken), wrong
