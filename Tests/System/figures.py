#!/usr/bin/env python3
"""figures.py DONDOC [idle|memory|start]...: run by figures.sh inside the sandbox."""
import pathlib
import re
import statistics
import sys
import time

import unit
from Support.checks import check, finish
from unit import main_pid, systemctl

UNITS = 100


def office(count):
    """An office of so many obligations, whose next slot is more than a day away."""
    new = unit.office(units=UNITS)
    new.policies, new.steps = {"quiet": "08:00"}, ["on the day"]
    new.found()
    for first in range(0, count, 1000):
        new.notice(f"tb-{first // 1000}", [
            (str(n), f"u{n % UNITS + 1}", new.day(3 + n % 300), "quiet") for n in range(first, min(first + 1000, count))])
    unit.drop_in("figures", "WatchdogSec=0\nTimeoutStartSec=30min")
    began = time.monotonic()
    code, _, said = systemctl("start", "dondoc")
    print(f"   first start with {count} directives: {time.monotonic() - began:.1f} s", flush=True)
    check("it is up", code == 0, said + unit.run("journalctl", "-u", "dondoc", "-n", "20", "--no-pager")[1])
    unit.settle(60)
    return new


def value(name, text):
    return int(re.search(rf"^{name}:\s+(\d+)", text, re.M).group(1))


def switches():
    """Voluntary context switches by thread."""
    tasks = pathlib.Path(f"/proc/{main_pid()}/task")
    return {
        task.name + " " + (task / "comm").read_text().strip():
            value("voluntary_ctxt_switches", (task / "status").read_text())
        for task in tasks.iterdir()}


def idle():
    new = office(10_000)
    systemctl("restart", "dondoc")
    # What it has done before must not keep it awake: an order, a reload of changed files, a message.
    new.notice("tb-more", [("1", "u1", new.day(9), "quiet")])
    unit.dondoc("reload")
    unit.dondoc("ack", "tb-more/1")
    unit.dondoc("status")
    time.sleep(15)
    before = switches()
    time.sleep(60)
    after = switches()
    woken = {name: count - before.get(name, 0) for name, count in after.items() if count != before.get(name, 0)}
    gone = before.keys() - after.keys()
    check(f"idle with 10,000: {sum(woken.values())} voluntary switches of {len(after)} threads in 60 s (goal 0)",
          not woken and not gone, (woken, gone))


def memory():
    figures = {}
    for count in [1_000, 100_000]:
        office(count)
        time.sleep(10)
        text = pathlib.Path(f"/proc/{main_pid()}/status").read_text()
        print(f"   10 s after the first load of {count}: {value('RssAnon', text) / 1024:.1f} MB anonymous", flush=True)
        systemctl("restart", "dondoc")
        time.sleep(10)
        text = pathlib.Path(f"/proc/{main_pid()}/status").read_text()
        figures[count] = value("RssAnon", text) / 1024
        resident = value("VmRSS", text) / 1024
        check(f"memory 10 s after READY with {count}: {figures[count]:.1f} MB anonymous (goal 6), "
              f"{resident:.1f} MB resident (goal 40)", figures[count] <= 6 and resident <= 40)
        if count == 100_000:
            start_times(count)
    check("and flat", figures[100_000] <= figures[1_000] * 1.25, figures)


def start_times(count):
    """From `systemctl start` to READY, with the ledger there and the files unchanged."""
    times = []
    inside = []
    for _ in range(11):
        systemctl("stop", "dondoc")
        began = time.monotonic()
        systemctl("start", "dondoc")
        times.append((time.monotonic() - began) * 1000)
        inside.append((int(unit.shown("ActiveEnterTimestampMonotonic")) -
                       int(unit.shown("InactiveExitTimestampMonotonic"))) / 1000)
    print(f"   start with {count} obligations and unchanged files: systemctl start {statistics.median(times):.0f} ms, "
          f"exec to READY by systemd's stamps {statistics.median(inside):.0f} ms (median of 11)", flush=True)
    return statistics.median(inside)


def start():
    figures = {}
    for count in [1_000, 100_000]:
        office(count)
        figures[count] = start_times(count)
    check("the start does not grow with the obligations", figures[100_000] <= figures[1_000] * 1.5 + 5, figures)


GROUPS = {"idle": idle, "memory": memory, "start": start}
unit.install(sys.argv[1])
for name in sys.argv[2:] or GROUPS:
    GROUPS[name]()
finish()
