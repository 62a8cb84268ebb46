#!/usr/bin/env python3
"""syscalls.py DONDOC [KILLS]: the daemon ends, or its disk fails, at the k-th call of the kernel (reliability.md P1-P3, P5).

strace sends SIGKILL at the k-th `pwrite64`, `fdatasync`, `openat`, `clone3` (which starts a gateway), `waitid`, `write`
or `epoll_wait` of a thread, k at random; at an `execve` it is the gateway just started that kills. That goes on in bursts
of reminders, some at a time, until so many kills are done; each burst is then run to rest and compared with the plan, the
ledger and the gateway. Then 200 gateways that only take the SHA-256 of what they get (digests.py). Then EIO and ENOSPC at
`fdatasync` and `pwrite64`, amid a burst and during orders and reloads: nothing is sent without a durable claim, the daemon
ends with 74 and writes nothing after an EIO, or stays and waits for space, and all is sent when the disk works again.
"""

import concurrent.futures
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import digests

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.account import Account
from Support.checks import arguments, conclude, skip
from Support.daemon import Clock, Daemon, listing, run, wait_for
from Support.office import EIGHT, Burst

EX_IOERR, EX_TEMPFAIL = 74, 75
# Roughly how many calls a thread makes in one process; a process that outlives them lowers the number.
CALLS = {
    "pwrite64": 300, "fdatasync": 20, "openat": 250, "clone3": 16, "execve": 30, "waitid": 16, "write": 60,
    "epoll_wait": 60,
}
UNITS = 60


WRITES = "pwrite64,fdatasync,fsync,ftruncate"


def strace(call, what, log=None):
    """Detached, so that the daemon is our own child; gateways go untraced. The log has each write with its path."""
    return [
        "strace", "-D", "-f", "--detach-on=execve", "-qq", "-y", "-o", str(log or os.devnull),
        "-e", f"trace={WRITES if log else call}", "-e", f"inject={call}:{what}",
    ]


def written_after_error(log, state):
    """The calls that change files of the state directory after the first one that failed by injection."""
    wait_for(lambda: "+++ exited" in log.read_text(), 5)
    lines = log.read_text().splitlines()
    first = next((number for number, line in enumerate(lines, 1) if "(INJECTED)" in line), len(lines))
    return [line for line in lines[first:] if f"<{state}/" in line]


class Trial:
    """One office and its deaths."""

    def __init__(self, dondoc, root, number):
        self.dondoc = dondoc
        self.office = Burst(pathlib.Path(root) / str(number), UNITS)
        # Some are killed while they load for the first time, and have time for it; what is first loaded after 08:00 is
        # not due that day.
        loads = isinstance(number, int) and number % 5 == 0
        self.clock = Clock(EIGHT, 8 if loads else 3)
        self.loaded = str(self.clock)
        self.deaths = 0
        if not loads:
            daemon = self.live()
            daemon.wait_ready()
            daemon.end()
            self.clock = Clock(EIGHT, 0.5)

    def live(self, wrapper=()):
        return Daemon(self.dondoc, self.office.config, self.office.state, self.clock, wrapper)

    def at_rest(self):
        if self.office.kept_count() < UNITS:
            return False
        return not listing(self.dondoc, "outbox", "--state", self.office.state)

    def settle(self):
        """Runs to rest without faults; what is wrong then."""
        wrong = []
        daemon = self.live()
        if not daemon.wait_ready() or not daemon.wait_until(self.at_rest, 60):
            wrong.append(f"no rest: {self.office.kept_count()} of {UNITS}; {daemon.lines[-3:]}")
        status = daemon.end()
        if status != 0:
            wrong.append(f"exit {status} at the end: {daemon.lines[-3:]}")
        while self.office.gateways_running():
            time.sleep(0.01)
        account = Account(self.dondoc, self.office, self.loaded, self.deaths)
        return wrong + account.wrong, account


class Sums:
    def __init__(self):
        self.planned = self.lost = self.cut_off = self.twice = self.unlike = self.bound = self.seen_twice = 0

    def add(self, account):
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(account, name))

    def __str__(self):
        return (
            f"{self.planned} planned, {self.lost} lost, {self.cut_off} attempts cut off, {self.twice} copies more than one"
            f" (bound {self.bound}: {Burst.concurrency} a death), {self.unlike} of other bytes, {self.seen_twice} seen"
            f" twice where ids are remembered"
        )


class Sweep:
    """Bursts with one kill a process, some at a time, until there were enough."""

    def __init__(self, options, root, chance, sums):
        self.options, self.root, self.chance, self.sums = options, root, chance, sums
        self.most, self.done, self.wrong, self.number = dict(CALLS), dict.fromkeys(CALLS, 0), [], 0
        self.under_way = dict.fromkeys(CALLS, 0)
        self.lock = threading.Lock()

    def run(self):
        with concurrent.futures.ThreadPoolExecutor(self.options.workers) as pool:
            for worker in [pool.submit(self.work) for _ in range(self.options.workers)]:
                worker.result()

    def is_over(self):
        return sum(self.done.values()) + sum(self.under_way.values()) >= self.options.kills or self.wrong

    def work(self):
        while True:
            with self.lock:
                if self.is_over():
                    return
                self.number += 1
                number = self.number
            burst = Trial(self.options.dondoc, self.root, number)
            told = []
            for _ in range(12):
                if burst.office.kept_count() >= UNITS:
                    break
                with self.lock:
                    if self.is_over():
                        break
                    call = min(CALLS, key=lambda name: (self.done[name] + self.under_way[name], self.chance.random()))
                    when = self.chance.randint(1, self.most[call])
                    self.under_way[call] += 1
                told += self.kill(burst, call, when)
            faulty, account = burst.settle()
            with self.lock:
                self.sums.add(account)
                self.wrong += told + [f"burst {number}: {line}" for line in faulty]
            shutil.rmtree(burst.office.root, ignore_errors=True)

    def kill(self, burst, call, when):
        """One process; what is wrong with its end."""
        daemon = burst.live() if call == "execve" else burst.live(strace(call, f"signal=SIGKILL:when={when}"))
        if call == "execve":
            wanted = min(UNITS - 1, burst.office.kept_count() + when // 3)
            daemon.wait_until(lambda: burst.office.kept_count() >= wanted, 10)
            burst.office.doom.touch()
        daemon.wait_until(lambda: burst.office.kept_count() >= UNITS, 10)
        missed = daemon.process.poll() is None
        status = daemon.end()
        burst.office.doom.unlink(missing_ok=True)
        with self.lock:
            self.under_way[call] -= 1
            if missed:
                self.most[call] = max(1, self.most[call] * 3 // 4)
            if status == -signal.SIGKILL:
                burst.deaths += 1
                self.done[call] += 1
        # What the last process left running may end the burst before this one can catch a SIGTERM.
        if status in (0, -signal.SIGKILL) or status == -signal.SIGTERM and daemon.ready_at is None:
            return []
        return [f"{call} {when}: exit {status}"] + [
            line for line in daemon.lines if "claimed" not in line and "accepted" not in line
        ]


# Call, error, from which call on, how it must end: (exit status, or None for a daemon that stays and waits).
FAILURES = [
    ("fdatasync", "EIO", 1, {EX_IOERR}),
    ("fdatasync", "EIO", 3, {EX_IOERR}),
    ("fdatasync", "EIO", 6, {EX_IOERR}),
    ("pwrite64", "EIO", 40, {EX_IOERR}),
    ("pwrite64", "EIO", 120, {EX_IOERR}),
    ("pwrite64", "EIO", 200, {EX_IOERR}),
    ("pwrite64", "ENOSPC", 120, {None}),
    ("pwrite64", "ENOSPC", 200, {None}),
    ("fdatasync", "ENOSPC", 4, {None, EX_IOERR}),
]


def failures(options, root, chance, sums):
    """A disk that fails from the k-th call on: at the calls above, and at one more at random for each 50 kills."""
    wrong, told = [], []
    more = []
    for _ in range(options.kills // 50):
        call, error = chance.choice([("fdatasync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC")])
        endings = {EX_IOERR} if error == "EIO" else {None, EX_IOERR, EX_TEMPFAIL}
        # SQLite reports an error in its shared-memory index, which the first writes create, as a full disk.
        if call == "pwrite64" and error == "EIO":
            endings = endings | {EX_TEMPFAIL}
        # A burst that is over before its k-th call has met no fault.
        more.append((call, error, chance.randint(1, CALLS[call]), endings | {"over"}))
    for number, (call, error, when, endings) in enumerate(FAILURES + more, 1):
        burst = Trial(options.dondoc, root, f"disk-{number}")
        name = f"{error} at {call} {when}"
        log = burst.office.root / "calls"
        daemon = burst.live(strace(call, f"error={error}:when={when}+", log))
        began = time.monotonic()
        daemon.wait_until(lambda: daemon.says("storage-failed") or burst.office.kept_count() >= UNITS, 10)
        clear = time.monotonic() - began
        if "over" in endings and burst.office.kept_count() >= UNITS and not daemon.says("storage-failed"):
            daemon.end()
            faulty, account = burst.settle()
            sums.add(account)
            wrong += [f"{name}: {line}" for line in faulty]
            continue
        if clear > 5:
            wrong.append(f"{name}: {clear:.1f} s without a clear word")
        status = daemon.wait(2)
        sent = burst.office.kept_count()
        if status is None:
            time.sleep(0.3)
            later = burst.office.kept_count()
            # What was in flight may end; nothing new starts.
            if later - sent > burst.office.concurrency:
                wrong.append(f"{name}: it goes on sending")
            if not daemon.says("storage-failed"):
                wrong.append(f"{name}: it stays and does not say so: {daemon.lines[-3:]}")
            stopped = daemon.end(seconds=20)
            # A thread that has not come to its k-th call still finds space.
            if stopped not in (0, EX_TEMPFAIL):
                wrong.append(f"{name}: exit {stopped} after a SIGTERM: {daemon.lines[-3:]}")
        if status not in endings:
            wrong.append(f"{name}: exit {status}: {daemon.lines[-3:]}")
        if status == EX_IOERR:
            wrong += [f"{name}: a write after it: {line}" for line in written_after_error(log, burst.office.state)]
        burst.deaths += 1
        faulty, account = burst.settle()
        sums.add(account)
        wrong += [f"{name}: {line}" for line in faulty]
        state = "waits" if status is None else f"exit {status}"
        told.append(state)
        print(f"{name}: {state} within {clear:.1f} s, {sent} of {UNITS} sent by then", flush=True)
    return wrong, told


def failures_at_rest(options, root, sums):
    """One fsync fails during an order or a reload, and the next would succeed: the daemon ends all the same."""
    wrong = []
    acts = {
        "an order": lambda burst, daemon: run(options.dondoc, "hold", "--state", burst.office.state).returncode,
        "a reload": lambda burst, daemon: run(options.dondoc, "reload", "--state", burst.office.state).returncode,
        "a SIGHUP": lambda burst, daemon: daemon.send(signal.SIGHUP) or EX_IOERR,
        "a stop": lambda burst, daemon: daemon.send(signal.SIGTERM) or EX_IOERR,
    }
    for number, (name, act) in enumerate(acts.items(), 1):
        name = f"EIO during {name}"
        burst = Trial(options.dondoc, root, f"rest-{number}")
        daemon = burst.live()
        if not daemon.wait_ready() or not daemon.wait_until(burst.at_rest, 60):
            wrong.append(f"{name}: no rest before it: {daemon.lines[-3:]}")
        burst.office.edit("dondoc.yaml", "timeout: 20s", "timeout: 21s")
        log = burst.office.root / "calls"
        tracer = subprocess.Popen(
            ["strace", "-f", "-y", "-p", str(daemon.process.pid), "-o", str(log), "-e", f"trace={WRITES}",
             "-e", "inject=fdatasync:error=EIO:when=1"], stderr=subprocess.PIPE, text=True)
        tracer.stderr.readline()
        told = act(burst, daemon)
        status = daemon.wait(5)
        tracer.terminate()
        tracer.wait()
        if (told, status) != (EX_IOERR, EX_IOERR) or not daemon.says("cannot be read or written"):
            wrong.append(f"{name}: exit {status}, the command's {told}: {daemon.lines[-3:]}")
        if status == EX_IOERR:
            wrong += [f"{name}: a write after it: {line}" for line in written_after_error(log, burst.office.state)]
        print(f"{name}: exit {status}, the command's {told}", flush=True)
        daemon.end()
        faulty, account = burst.settle()
        sums.add(account)
        wrong += [f"{name}: {line}" for line in faulty]
    return wrong


def waits_for_space(options, root, sums):
    """With a write refused for want of space the daemon stays, and a minute later goes on by itself."""
    burst = Trial(options.dondoc, root, "space")
    daemon = burst.live(strace("pwrite64", "error=ENOSPC:when=120"))
    wrong = []
    if not daemon.wait_says("storage-failed"):
        wrong.append("no write was refused")
    time.sleep(1)
    before, began = burst.office.kept_count(), time.monotonic()
    if not daemon.wait_until(lambda: burst.office.kept_count() > before, 75):
        wrong.append(f"it does not go on when there is space: {daemon.lines[-3:]}")
    print(f"space: sent again {time.monotonic() - began + 1:.0f} s after the refusal", flush=True)
    # strace counts the calls of each thread, so that another may be refused one just now.
    status = daemon.end()
    if status not in (0, EX_TEMPFAIL):
        wrong.append(f"exit {status} after space came back: {daemon.lines[-3:]}")
    burst.deaths = 1
    faulty, account = burst.settle()
    sums.add(account)
    return wrong + [f"space: {line}" for line in faulty]


def main():
    parser = arguments(__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=40)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--workers", type=int, default=3, help="daemons at a time")
    parser.add_argument("--patient", action="store_true", help="also wait a minute for space to return")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    probe = subprocess.run(strace("openat", "error=EIO:when=9999") + ["true"], capture_output=True, text=True)
    if probe.returncode != 0:
        skip(f"strace cannot trace here: {probe.stderr.strip()[:200]}")
    sums = Sums()
    with tempfile.TemporaryDirectory(prefix="dondoc-faults-") as root:
        os.chmod(root, 0o755)
        began = time.monotonic()
        sweep = Sweep(options, root, random.Random(seed), sums)
        sweep.run()
        done, wrong = sum(sweep.done.values()), sweep.wrong
        each = ", ".join(f"{call} {count}" for call, count in sweep.done.items())
        print(f"kills in {time.monotonic() - began:.0f} s: {each}; {sums}", flush=True)
        parts, taken, faulty = digests.run(options.dondoc, pathlib.Path(root) / "digests", random.Random(seed))
        wrong += faulty
        faulty, told = failures(options, root, random.Random(seed), sums)
        wrong += faulty
        wrong += failures_at_rest(options, root, sums)
        if options.patient:
            wrong += waits_for_space(options, root, sums)
    conclude(
        wrong,
        f"{done} kills and {len(told)} failures of the disk: {sums}; {taken} digests while it was killed {parts} times, "
        f"each of a stored message (seed {seed})",
    )


main()
