#!/usr/bin/env python3
"""stop-early.py DONDOC: a SIGTERM at any moment of a start ends the daemon.

A signal that comes before the daemon can catch it ends it as the kernel does; later ones end it with 0. None is lost:
a daemon that runs on would be killed by systemd 90 seconds later, amid its work.
"""

import pathlib
import random
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import arguments, conclude
from Support.daemon import Clock, Daemon
from Support.office import EIGHT, Burst


def main():
    parser = arguments(__doc__)
    parser.add_argument("--starts", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(1)
    wrong, caught = [], 0
    with tempfile.TemporaryDirectory(prefix="dondoc-stop-") as root:
        office = Burst(root, 5)
        for start in range(options.starts):
            daemon = Daemon(options.dondoc, office.config, office.state, Clock(EIGHT, 2))
            time.sleep(chance.uniform(0, 0.12))
            status = daemon.end(signal.SIGTERM, 10)
            caught += status == 0
            if status not in (0, -signal.SIGTERM):
                wrong.append(f"start {start + 1}: exit {status}: {daemon.lines[-3:]}")
    if not caught:
        wrong.append("each signal came before the daemon could catch it")
    conclude(wrong, f"{options.starts} starts, {caught} ended by the daemon itself")


main()
