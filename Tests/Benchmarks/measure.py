"""Measures Dondoc beside its peers and floors, and prints each figure as a ratio, with its goal."""

import argparse
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import generate

SATURDAY = "2021-11-27T10:00:00+07:00"
MONDAY = "2021-11-29T08:00:00+07:00"


def median(values):
    return statistics.median(values)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def noise(values):
    """How far the runs lie apart: half of the span between the quartiles, as a share of the median."""
    ordered = sorted(values)
    quarter = len(ordered) // 4
    return (ordered[-1 - quarter] - ordered[quarter]) / 2 / median(ordered)


def show(name, figure, goal, met, detail):
    print(f"{name:<46} {figure:>14}  {goal:<18} {'ok  ' if met else 'OVER'}  {detail}", flush=True)


def milliseconds(nanoseconds):
    return f"{nanoseconds / 1e6:.1f} ms" if nanoseconds >= 1e7 else f"{nanoseconds / 1e6:.2f} ms"


class Bench:
    def __init__(self, arguments):
        self.release = pathlib.Path(arguments.release)
        self.floors = pathlib.Path(arguments.floors)
        self.repeats = 3 if arguments.quick else 7
        self.large = arguments.large
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dondoc-bench."))
        self.folder.chmod(0o755)

    def program(self, name):
        return str((self.floors if name == "floors" or name.startswith("stamp") else self.release) / name)

    def output(self, *command):
        with open(self.folder / "journal", "w") as journal:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=journal, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{(self.folder / 'journal').read_text()[-2000:]}")
        return done.stdout

    def numbers(self, *command):
        return [int(word) for word in self.output(*command).split()]

    # Cold check against Yams' nodes.

    def timed(self, *command):
        began, before = time.monotonic_ns(), os.times()
        self.output(*command)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return time.monotonic_ns() - began, cpu

    def check(self):
        folder = generate.configuration(self.folder / "check", 10_000, 20)
        files = sorted(str(path) for path in (folder / "directives").iterdir())
        size = sum(os.path.getsize(path) for path in files)
        ours, theirs = [], []
        for _ in range(self.repeats):
            ours.append(self.timed(self.program("dondoc"), "check", "--config", str(folder), "--from", "2021-11-27"))
            theirs.append(self.timed(self.program("nodes"), *files))
        wall, peer = median([each[0] for each in ours]), median([each[0] for each in theirs])
        show("check of 10,000 directives / Yams nodes", f"{wall / peer:.2f}", "≤ 1.2", wall / peer <= 1.2,
             f"{milliseconds(wall)} to {milliseconds(peer)}, {size / 1e6:.1f} MB in 20 files; CPU time "
             f"{median([each[1] for each in ours]) / median([each[1] for each in theirs]):.2f}; "
             f"noise ±{noise([each[0] for each in ours]):.0%}")
        shutil.rmtree(folder)

    # Start with unchanged files.

    def start(self):
        walls = {}
        for count, leads in ((1_000, 1), (10_000, 1), (100_000, 10)):
            folder = generate.configuration(self.folder / "start", count // leads, 20, leads=leads)
            state = self.folder / "state"
            command = [self.program("dondoc"), "run", "--config", str(folder), "--state", str(state),
                       "--starting-at", SATURDAY]
            first, = self.numbers(self.program("floors"), "ready", "1", *command)
            times, empty = [], []
            for _ in range(self.repeats):
                times += self.numbers(self.program("floors"), "ready", "3", *command)
                empty += self.numbers(self.program("floors"), "ready", "3", self.program("empty"))
            wall, floor = median(times), median(empty)
            walls[count] = wall
            show(f"start with {count:,} obligations / empty daemon", f"{wall / floor:.2f}", "≤ 2", wall / floor <= 2,
                 f"{milliseconds(wall)} to {milliseconds(floor)}; the first one, which reads the files, "
                 f"{milliseconds(first)}; noise ±{noise(times):.0%}")
            self.idle(command, count)
            shutil.rmtree(folder)
            shutil.rmtree(state)
        flat = walls[100_000] / walls[1_000]
        show("start with 100,000 / with 1,000", f"{flat:.2f}", "flat: ≤ 1.2", flat <= 1.2, "")

    def idle(self, command, count):
        """Memory and switches of a daemon that has nothing to do, after a second start and after a first one."""
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(11)
            status = self.status(process.pid)
            anonymous, resident = status["RssAnon"] / 1024, status["VmRSS"] / 1024
            show(f"anonymous memory with {count:,}, 10 s later", f"{anonymous:.1f} MB", "≤ 6 MB", anonymous <= 6,
                 f"resident {resident:.0f} MB (≤ 40), {status['Threads']} threads")
            if count == 10_000:
                before = self.switches(process.pid)
                time.sleep(20)
                switches = self.switches(process.pid) - before
                show("voluntary switches in 20 s of rest", f"{switches}", "0", switches == 0, f"{count:,} obligations")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()

    def status(self, process, thread=""):
        values = {}
        for line in open(f"/proc/{process}{thread}/status"):
            name, _, rest = line.partition(":")
            word = rest.split()[0] if rest.split() else ""
            if word.isdigit():
                values[name] = int(word)
        return values

    def switches(self, process):
        return sum(self.status(process, f"/task/{thread}")["voluntary_ctxt_switches"]
                   for thread in os.listdir(f"/proc/{process}/task"))

    # Messages in real time.

    def gateway(self, log, stamp="stamp"):
        return f'["{self.program(stamp)}", "{log}", "{{directive}}"]'

    def stamps(self, log):
        with open(log) as lines:
            return [int(line.rsplit(" ", 1)[1]) for line in lines]

    def lateness(self):
        count, apart = 100, 50
        log = self.folder / "log"
        folder = generate.configuration(self.folder / "slots", count, 1, units=count, command=self.gateway(log))
        ours, floor, commits = [], [], []
        for _ in range(min(self.repeats, 5)):
            first, = self.numbers(self.program("floors"), "slots", self.program("stamp"), str(log), str(count),
                                  str(apart))
            floor.append(self.late(log, first, apart))
            first, *_ = self.numbers(self.program("burst"), "slots", str(folder), str(self.folder / "state"),
                                       str(count), str(apart), "0")
            ours.append(self.late(log, first, apart))
            shutil.rmtree(self.folder / "state")
            commits += self.numbers(self.program("floors"), "commits", str(self.folder / "one.sqlite"), "200")
            os.unlink(self.folder / "one.sqlite")
        for share, goal in ((0.5, 1.25), (0.99, 2)):
            late, least = (median([percentile(run, share) for run in runs]) for runs in (ours, floor))
            show(f"lateness of 100 slots, p{share * 100:.0f} / timerfd and spawn", f"{late / least:.2f}", f"≤ {goal}",
                 late / least <= goal,
                 f"{milliseconds(late)} to {milliseconds(least)}; a bare commit "
                 f"{milliseconds(percentile(commits, share))}; "
                 f"noise ±{noise([percentile(run, share) for run in ours]):.0%}")
        shutil.rmtree(folder)

    def sick(self):
        """One gateway hangs with 5,000 messages queued and is suspended; the other one has a slot all 50 ms."""
        count, apart, queued = 400, 50, 5_000
        log, state = self.folder / "log", self.folder / "state"
        folder = generate.configuration(self.folder / "sick", count + queued, 20, units=count + queued,
                                        command=self.gateway(log))
        runs = {0: [], queued: []}
        for _ in range(min(self.repeats, 3)):
            for waiting, late in runs.items():
                first, *_ = self.numbers(self.program("burst"), "slots", str(folder), str(state), str(count),
                                           str(apart), str(waiting))
                late.append(self.late(log, first, apart))
                shutil.rmtree(state)
        for share in (0.5, 0.99):
            alone, beside = (median([percentile(run, share) for run in late]) for late in runs.values())
            show(f"lateness beside a sick gateway, p{share * 100:.0f}", milliseconds(beside - alone), "< 50 ms more",
                 beside - alone < 50_000_000, f"{milliseconds(beside)} to {milliseconds(alone)} without it; worst "
                 f"{milliseconds(max(max(run) for run in runs[queued]))}")
        shutil.rmtree(folder)

    def late(self, log, first, apart):
        late = [stamp - first - index * apart * 1_000_000 for index, stamp in enumerate(sorted(self.stamps(log)))]
        os.unlink(log)
        return late

    def render(self):
        """Ten thousand messages of the sample against putting the same bytes together."""
        sample = pathlib.Path(__file__).resolve().parents[2] / "config"
        print(self.output(self.program("render"), str(sample)).strip())

    def burst(self):
        for count, places, stamp in (
                [(1_000, 4, "stamp"), (1_000, 32, "stamp"), (1_000, 4, "stamp-script"), (1_000, 32, "stamp-script"),
                 (1_000, 4, "stamp-spool"), (1_000, 32, "stamp-spool")]
                + [(10_000, 32, "stamp"), (10_000, 32, "stamp-script"), (10_000, 16, "stamp-spool")] * self.large):
            self.messages(count, places, stamp)

    def clear(self, log):
        os.unlink(log)
        shutil.rmtree(f"{log}.d", ignore_errors=True)

    def messages(self, count, places, stamp):
        log, prepared, state = self.folder / "log", self.folder / "prepared", self.folder / "state"
        folder = generate.configuration(
            self.folder / "burst", count, 20, units=count, command=self.gateway(log, stamp), concurrency=places)
        self.output(self.program("burst"), "prepare", str(folder), str(prepared), SATURDAY)
        walls, floors, cpus, bursts, firsts, sizes = [], [], [], [], [], []
        for _ in range(self.repeats):
            shutil.copytree(prepared, state)
            first, wall, cpu, burst, size = self.numbers(
                self.program("burst"), "at", str(folder), str(state), MONDAY, str(count))
            stamps = self.stamps(log)
            if len(stamps) != count:
                sys.exit(f"{len(stamps)} messages instead of {count}")
            walls.append(wall)
            cpus.append(cpu / count)
            bursts.append(burst / count)
            firsts.append(min(stamps) - first)
            sizes.append(size / 1e6)
            self.clear(log)
            floors += self.numbers(self.program("floors"), "burst", self.program(stamp), str(log), str(count),
                                   str(places))
            self.clear(log)
            shutil.rmtree(state)
        wall, floor, cpu, late = median(walls), median(floors), median(cpus), percentile(firsts, 0.99)
        name = f"{count:,} at one instant, {places} in flight"
        shown = {"stamp": "a tiny static program", "stamp-script": "a shell script",
                 "stamp-spool": "the sample's gateway, config/spool"}[stamp]
        show(f"{name} / bare spawn", f"{wall / floor:.2f}", "≤ 1.25", wall / floor <= 1.25,
             f"{count / wall * 1e9:,.0f}/s to {count / floor * 1e9:,.0f}/s, {shown}; noise ±{noise(walls):.0%}")
        show("  own CPU a message", f"{cpu / 1e6:.3f} ms", "≤ 0.15 ms", cpu <= 150_000,
             f"{median(bursts) / 1e6:.3f} ms of it after the first start; resident at most {max(sizes):.0f} MB")
        show("  the first one late by", f"{milliseconds(late)}", "≤ 15 ms", late <= 15_000_000,
             f"the worst of {len(firsts)}; median {milliseconds(median(firsts))}")
        shutil.rmtree(folder)
        shutil.rmtree(prepared)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("release")
    parser.add_argument("floors")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", choices=["check", "start", "lateness", "render", "sick", "burst"])
    arguments = parser.parse_args()
    bench = Bench(arguments)
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} before; medians of {bench.repeats} runs; noise: half of the span "
          "between the quartiles")
    try:
        for name in ("check", "start", "lateness", "render", "sick", "burst"):
            if not arguments.only or name in arguments.only:
                getattr(bench, name)()
    finally:
        shutil.rmtree(bench.folder)


main()
