#!/usr/bin/env python3
"""kill.py DONDOC: ends the daemon at random moments of a burst; nothing is lost, and only what was in flight comes twice.

With `--signal KILL` (the default) as the kernel would, with `--signal TERM` as `systemctl restart` does: then nothing at
all comes twice (reliability.md P1 to P3, P18).
"""

import pathlib
import random
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.account import Account
from Support.checks import arguments, conclude
from Support.daemon import Clock, Daemon, listing
from Support.office import EIGHT, Burst


def main():
    parser = arguments(__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--messages", type=int, default=300)
    parser.add_argument("--signal", choices=["KILL", "TERM"], default="KILL")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="dondoc-kill-") as root:
        office = Burst(root, options.messages)
        burst(options, office, chance, seed)


def burst(options, office, chance, seed):
    number = signal.Signals[f"SIG{options.signal}"]
    clock = Clock(EIGHT, 2)
    loaded = str(clock)
    wrong, moments = [], []
    daemon = Daemon(options.dondoc, office.config, office.state, clock)
    while clock.now() < EIGHT and daemon.process.poll() is None:
        time.sleep(0.002)
    for kill in range(options.kills):
        left = options.messages - office.kept_count()
        if left == 0:
            wrong.append(f"the burst was over before kill {kill + 1}: give more --messages")
            break
        if kill and chance.random() < 0.2:
            # Also while it starts and resumes what the one before left running.
            time.sleep(chance.uniform(0, 0.15))
        else:
            # Counted in messages and not in seconds: a fast machine would be through before the last kill.
            share = left / (options.kills - kill)
            target = min(office.kept_count() + max(1, round(chance.uniform(0, 1.2 * share))), options.messages - 1)
            daemon.wait_until(lambda: office.kept_count() >= target, 30)
            time.sleep(chance.uniform(0, 0.01))
        moments.append(office.kept_count())
        status = daemon.end(number)
        wanted = {-number} if number == signal.SIGKILL else {0}
        # A SIGTERM that comes before the daemon can catch it ends it as the kernel does.
        if number == signal.SIGTERM and not daemon.lines:
            wanted.add(-number)
        if status not in wanted:
            wrong.append(f"death {kill + 1}: exit {status}: {daemon.lines[-3:]}")
        daemon = Daemon(options.dondoc, office.config, office.state, clock)

    def at_rest():
        if office.kept_count() < options.messages:
            return False
        return not listing(options.dondoc, "outbox", "--state", office.state)

    if not daemon.wait_until(at_rest, 120):
        wrong.append(f"no rest: {office.kept_count()} of {options.messages} got there; {daemon.lines[-3:]}")
    status = daemon.end(signal.SIGTERM)
    if status != 0:
        wrong.append(f"the last one: exit {status}: {daemon.lines[-3:]}")
    while office.gateways_running():
        time.sleep(0.01)

    account = Account(options.dondoc, office, loaded, options.kills)
    wrong += account.wrong
    if options.signal == "TERM" and (account.twice or account.cut_off):
        wrong.append("SIGTERM cut attempts off")
    inside = sum(0 < moment < options.messages for moment in moments)
    if inside < options.kills // 2:
        wrong.append(f"only {inside} of {options.kills} kills fell into the burst")
    conclude(
        wrong, f"{options.kills} x SIG{options.signal}, {inside} within the burst: {account.figures()} (seed {seed})"
    )


main()
