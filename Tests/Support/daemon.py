"""A daemon of its own: start it at an instant, wait for what it does, ask what it has recorded, end it."""

import datetime
import json
import os
import signal
import subprocess
import threading
import time


def wait_for(condition, seconds=20, pause=0.05):
    """Asks again and again until it is so; what it was in the end."""
    until = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > until:
            return value
        time.sleep(pause)


class Clock:
    """A clock for the daemon: it begins some seconds before an instant, and goes on through every restart."""

    def __init__(self, instant, seconds_before=0.0):
        self.began = time.monotonic()
        self.start = instant - datetime.timedelta(seconds=seconds_before)

    def now(self):
        return self.start + datetime.timedelta(seconds=time.monotonic() - self.began)

    def __str__(self):
        return self.now().isoformat(timespec="seconds")


class Daemon:
    """One process of `dondoc run`; what it says on stderr is kept in `lines`."""

    def __init__(self, dondoc, config, state, clock=None, wrapper=(), environment=None):
        """clock: where its clock begins, a `Clock` or an instant as text; the machine's where left out."""
        command = [*wrapper, str(dondoc), "run", "--config", str(config), "--state", str(state)]
        if clock:
            command += ["--starting-at", str(clock)]
        self.began = time.monotonic()
        self.ready_at = None
        self.lines = []
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            line = line.decode(errors="replace").rstrip("\n")
            self.lines.append(line)
            if self.ready_at is None and " ready: " in line:
                self.ready_at = time.monotonic()

    def is_alive(self):
        return self.process.poll() is None

    def wait_until(self, condition, seconds=30):
        """Whether the condition came true while it lived."""
        wait_for(lambda: condition() or not self.is_alive(), seconds, 0.005)
        return bool(condition())

    def wait_ready(self, seconds=30):
        return self.wait_until(lambda: self.ready_at is not None, seconds)

    def says(self, *words):
        return any(all(word in line for word in words) for line in list(self.lines))

    def wait_says(self, *words, seconds=20):
        return self.wait_until(lambda: self.says(*words), seconds)

    def send(self, number):
        if self.is_alive():
            self.process.send_signal(number)

    def wait(self, seconds=60):
        """Its exit status (negative: the signal that ended it); None where it does not end."""
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        self.reader.join(5)
        return status

    def end(self, number=signal.SIGTERM, seconds=60):
        """Signals it, and gives its exit status when it has ended."""
        self.send(number)
        status = self.wait(seconds)
        if status is None:
            self.process.kill()
            self.process.wait()
            return f"no end within {seconds} s"
        return status


def run(dondoc, *arguments, timeout=120, **options):
    """Runs one command to its end; its outputs are texts."""
    return subprocess.run(
        [str(dondoc), *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
        timeout=timeout, **options)


def listing(dondoc, *arguments, timeout=300):
    """The objects that a listing prints; raises with what it said when it fails."""
    done = run(dondoc, *arguments, "--json", timeout=timeout)
    if done.returncode != 0:
        raise RuntimeError(f"dondoc {arguments[0]}: exit {done.returncode}: {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]
