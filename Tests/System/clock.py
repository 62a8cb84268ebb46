#!/usr/bin/env python3
"""clock.py DONDOC [LIBRARY]: run by clock.sh, with a clock that is set: the machine's in a guest, or what LIBRARY gives
the daemon (clock.c)."""
import datetime
import json
import pathlib
import struct
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import check, finish
from Support.daemon import Daemon, listing, run, wait_for
from Support.office import AllDay

# Slow as the guest is, with a debug build above all.
PATIENCE = 60


class Guest:
    def __init__(self, program, clock):
        self.program, self.clock, self.folder = program, clock, pathlib.Path(tempfile.mkdtemp())
        self.state = self.daemon = None

    def found(self):
        """A new office with one directive a day, at 12:00."""
        root = self.folder / str(time.monotonic_ns())
        self.state = root / "state"
        self.office = AllDay(root / "config", root / "kept", units=40, steps=["on the day"])
        self.office.zone_name, self.office.policies = "Asia/Ho_Chi_Minh", {"noon": "12:00"}
        return self.office.found()

    def start(self):
        self.daemon = Daemon(self.program, self.office.config, self.state, environment=self.clock.environment)
        return self.daemon.wait_ready(PATIENCE)

    def stop(self):
        if self.daemon:
            self.daemon.end(seconds=PATIENCE)

    def move(self, **span):
        self.clock.set(self.clock.now() + datetime.timedelta(**span))

    def __call__(self, *words):
        done = run(self.program, *words, "--state", self.state)
        return done.returncode, done.stdout, done.stderr

    def status(self):
        return json.loads(self("status", "--json")[1])

    def steps(self):
        return [int(one["detail"]["milliseconds"])
                for one in listing(self.program, "log", "--kind", "clock-stepped", "--state", self.state)
                if "milliseconds" in one["detail"]]

    def sent(self):
        return sorted(copy.to for copy in self.office.deliveries() if copy.to.startswith("u"))


class MachineClock:
    environment = {}

    def set(self, instant):
        time.clock_settime(time.CLOCK_REALTIME, instant.timestamp())

    def now(self):
        return datetime.datetime.now(datetime.timezone.utc)


class ShiftedClock:
    """The clock of the daemon alone: the machine's, shifted by what a file says."""

    def __init__(self, library):
        self.file = pathlib.Path(tempfile.mkdtemp()) / "shift"
        self.environment = {"LD_PRELOAD": library, "CLOCK_SHIFT": str(self.file)}
        self.write(datetime.timedelta())

    def write(self, shift):
        self.shift = shift
        nanoseconds = (shift // datetime.timedelta(microseconds=1)) * 1000
        # In place: the daemon has the file mapped.
        with open(self.file, "r+b" if self.file.exists() else "wb") as file:
            file.write(struct.pack("=q", nanoseconds))

    def set(self, instant):
        self.write(instant - datetime.datetime.now(datetime.timezone.utc))

    def now(self):
        return datetime.datetime.now(datetime.timezone.utc) + self.shift


HCM = datetime.timezone(datetime.timedelta(hours=7))


def steps(guest):
    """A step is noticed and recorded with its size, and slots that it passes follow the rule for a standstill."""
    office = guest.found()
    guest.clock.set(datetime.datetime(2027, 3, 1, 10, 30, tzinfo=HCM))
    # u1 … u6 are to be reminded at noon of the 1st to the 6th of March.
    office.notice("tb-1", [(str(n), f"u{n}", f"2027-03-0{n}", "noon") for n in range(1, 7)], assigned="2027-02-27")
    check("the daemon starts", guest.start())
    time.sleep(2)
    guest_sent = guest.sent()
    wanted = []
    for span, first in [({"hours": 1}, None), ({"hours": -1}, None), ({"hours": 1}, None), ({"hours": 1}, 1),
                        ({"hours": -1}, None), ({"hours": 25}, 2), ({"hours": -25}, None), ({"hours": 25}, None)]:
        known = len(guest.steps())
        guest.move(**span)
        seconds = datetime.timedelta(**span).total_seconds()
        told = wait_for(lambda: len(guest.steps()) > known, PATIENCE, 0.2)
        size = guest.steps()[-1] / 1000 if told else None
        check(f"a step of {span['hours']:+} h is told with its size", told and abs(size - seconds) < 1, size)
        if first:
            wanted.append(f"u{first}@ubnd.example")
        wait_for(lambda: len(guest.sent()) >= len(guest_sent) + len(wanted), PATIENCE if first else 2, 0.2)
        check(f"after it {len(wanted)} slots have been passed, each sent once",
              guest.sent() == sorted(guest_sent + wanted), guest.sent())
    for span in [{"milliseconds": 1}, {"milliseconds": -1}, {"seconds": 1}, {"seconds": -1}, {"seconds": 59},
                 {"seconds": -59}]:
        known = len(guest.steps())
        guest.move(**span)
        seconds = datetime.timedelta(**span).total_seconds()
        if abs(seconds) >= 1:
            told = wait_for(lambda: len(guest.steps()) > known, PATIENCE, 0.2)
            check(f"a step of {seconds:+} s is told with its size",
                  told and abs(guest.steps()[-1] / 1000 - seconds) < 1, guest.steps())
        check(f"nothing is sent twice after {seconds:+} s", guest.sent() == sorted(guest_sent + wanted), guest.sent())
    late = [text for subject, text in office.letters("u2@ubnd.example")]
    check("what was passed over says that it is late", any("lẽ ra được gửi lúc" in text for text in late), late)
    check("it is never insane meanwhile", guest.status()["clock_fault"] is None, guest.status()["clock_fault"])
    guest.stop()


def insane(guest):
    """A clock that cannot be right claims nothing, until it is right or accepted."""
    office = guest.found()
    guest.clock.set(datetime.datetime(2027, 3, 1, 10, 30, tzinfo=HCM))
    office.notice("tb-1", [("1", "u1", "2027-03-01", "noon"), ("2", "u2", "2028-03-20", "noon")], assigned="2027-02-27")
    guest.start()
    time.sleep(2)
    before = guest.sent()
    guest.move(days=400)
    fault = wait_for(lambda: guest.status()["clock_fault"], PATIENCE, 0.2)
    check("+400 days is insane", fault and "9600 hours" in fault, fault)
    time.sleep(3)
    check("nothing is claimed", guest.sent() == before, guest.sent())
    guest.move(days=-400)
    check("set right again it goes on", wait_for(lambda: guest.status()["clock_fault"] is None, PATIENCE, 0.2))
    guest.move(hours=2)
    check("and sends", wait_for(lambda: guest.sent() == sorted(before + ["u1@ubnd.example"]), PATIENCE, 0.2), guest.sent())
    # A machine that starts with its clock at 1970, as one without a battery does.
    guest.stop()
    office = guest.found()
    office.notice("tb-1", [("1", "u1", "2027-03-01", "noon"), ("2", "u2", "2028-03-20", "noon")], assigned="2027-02-27")
    guest.clock.set(datetime.datetime(2027, 3, 1, 10, 30, tzinfo=HCM))
    guest.start()
    guest.stop()
    guest.clock.set(datetime.datetime(1970, 1, 1, 8, 0, tzinfo=HCM))
    guest.start()
    fault = guest.status()["clock_fault"]
    check("1970 is insane", fault is not None, fault)
    time.sleep(2)
    check("and claims nothing", guest.sent() == [], guest.sent())
    guest.clock.set(datetime.datetime(2027, 3, 1, 13, 0, tzinfo=HCM))
    check("when the time service has set it, it goes on",
          wait_for(lambda: guest.status()["clock_fault"] is None, PATIENCE, 0.2), guest.status()["clock_fault"])
    check("and sends what has come due",
          wait_for(lambda: guest.sent() == ["u1@ubnd.example"], PATIENCE, 0.2), guest.sent())
    # A year and more is really over, and a person says so.
    guest.move(days=400)
    wait_for(lambda: guest.status()["clock_fault"], PATIENCE, 0.2)
    code, said, _ = guest("clock", "accept")
    check("dondoc clock accept", code == 0 and "2028-04-04" in said, said)
    check("then it is sane", wait_for(lambda: guest.status()["clock_fault"] is None, PATIENCE, 0.2))
    guest.stop()


def main():
    libraries = [word for word in sys.argv[2:] if word != "-v"]
    guest = Guest(sys.argv[1], ShiftedClock(*libraries) if libraries else MachineClock())
    try:
        steps(guest)
        insane(guest)
    finally:
        guest.stop()
        if "-v" in sys.argv:
            print(*guest.daemon.lines, sep="\n")
    finish()


main()
