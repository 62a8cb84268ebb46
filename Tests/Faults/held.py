#!/usr/bin/env python3
"""held.py DONDOC: another process holds the database of the ledger while reminders are due, and at a start.

It holds it as an open sqlite3 shell does (BEGIN IMMEDIATE), with a read lock on one byte of the index of the WAL, for which
reading that file is enough, and, at a start, for itself alone. The daemon stays, claims nothing, names the process
in its journal, its status line, to whoever gives an order and, when it is over, to the operator; then all goes.
"""

import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import arguments, check, finish
from Support.daemon import Clock, Daemon, run, wait_for
from Support.office import EIGHT, Burst

EX_TEMPFAIL = 75
UNITS = 20
SHELL = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1] + '/ledger.sqlite', isolation_level=None)\n"
READ_LOCK = ("import fcntl, sys; f = open(sys.argv[1] + '/ledger.sqlite-shm', 'rb')\n"
             "fcntl.lockf(f, fcntl.LOCK_SH, 1, 120)\n")
HOLDERS = {
    "a transaction": SHELL + "c.execute('BEGIN IMMEDIATE')\n",
    "a read lock on byte 120": READ_LOCK,
    "an exclusive lock": SHELL + "c.execute('PRAGMA locking_mode = EXCLUSIVE'); c.execute('BEGIN EXCLUSIVE')\n",
}


class Holder:
    """A process that holds the database until it is ended."""

    def __init__(self, program, state):
        self.process = subprocess.Popen(
            [sys.executable, "-c", program + "print('held', flush=True); sys.stdin.read()", str(state)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.holds = self.process.stdout.readline() == "held\n"

    def words(self):
        comm = pathlib.Path(f"/proc/{self.process.pid}/comm").read_text().strip()
        return f"process {self.process.pid} ({comm}) of user {os.getuid()} holds the database"

    def end(self):
        self.process.communicate("")


class Manager:
    """What a service manager would be notified of."""

    def __init__(self, path):
        self.path, self.said = path, []
        path.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.setblocking(False)

    def has(self, *words):
        try:
            while True:
                self.said.append(self.socket.recv(65536).decode())
        except BlockingIOError:
            pass
        return any(all(word in said for word in words) for said in self.said)


def while_due(dondoc, root, name, program):
    """It is held from before eight until some seconds after."""
    office = Burst(root, UNITS)
    clock = Clock(EIGHT, 6)
    manager = Manager(office.root / "notify")
    daemon = Daemon(dondoc, office.config, office.state, clock, environment={"NOTIFY_SOCKET": str(manager.path)})
    daemon.wait_ready()
    holder = Holder(program, office.state)
    check(f"{name}: it is held", holder.holds)
    words = holder.words()
    time.sleep(max(0, (EIGHT - clock.now()).total_seconds()) + 1)
    order = run(dondoc, "hold", "--state", office.state)
    check(f"{name}: an order is refused and names the process",
          order.returncode == EX_TEMPFAIL and words in order.stderr, (order.returncode, order.stderr))
    time.sleep(6)
    check(f"{name}: the daemon stays and sends nothing", daemon.is_alive() and office.kept_count() == 0, daemon.lines[-3:])
    said = [line for line in daemon.lines if "storage-locked" in line]
    check(f"{name}: the journal names the process once", len(said) == 1 and words in said[0], daemon.lines[-3:])
    check(f"{name}: so does the status line", manager.has("STATUS=PAUSED", words), manager.said)
    holder.end()
    check(f"{name}: then all goes", daemon.wait_until(lambda: office.kept_count() == UNITS, 15), office.kept_count())
    check(f"{name}: the end of it is logged", daemon.wait_says("storage-resumed", seconds=5), daemon.lines[-3:])
    check(f"{name}: the operator is told who it was",
          wait_for(lambda: any(words in alarm for alarm in office.alarms()), 10), office.alarms())
    check(f"{name}: the daemon ends well", daemon.end() == 0, daemon.lines[-3:])
    return office


def at_a_start(dondoc, office, name, program):
    """It is held when the daemon starts."""
    holder = Holder(program, office.state)
    words = holder.words()
    manager = Manager(office.root / "notify")
    environment = {"NOTIFY_SOCKET": str(manager.path)}
    clock = Clock(EIGHT, -60)
    daemon = Daemon(dondoc, office.config, office.state, clock, environment=environment)
    check(f"{name} at a start: the journal names the process", daemon.wait_says("storage-locked", words),
          daemon.lines[-3:])
    time.sleep(2)
    check(f"{name} at a start: it waits, and so does the manager",
          daemon.is_alive() and daemon.ready_at is None and manager.has("EXTEND_TIMEOUT_USEC=60000000", words),
          (daemon.lines[-3:], manager.said))
    check(f"{name} at a start: a stop ends the wait", daemon.end(seconds=15) == EX_TEMPFAIL, daemon.lines[-3:])
    daemon = Daemon(dondoc, office.config, office.state, clock)
    daemon.wait_says("storage-locked")
    holder.end()
    check(f"{name} at a start: then it is ready", daemon.wait_ready(15), daemon.lines[-3:])
    check(f"{name} at a start: the daemon ends well", daemon.end() == 0, daemon.lines[-3:])


def main():
    dondoc = arguments(__doc__).parse_args().dondoc
    with tempfile.TemporaryDirectory(prefix="dondoc-held-") as root:
        os.chmod(root, 0o755)
        for number, (name, program) in enumerate(HOLDERS.items()):
            if "EXCLUSIVE" in program:
                office = offices[0]
            else:
                office = while_due(dondoc, pathlib.Path(root) / str(number), name, program)
                offices.append(office)
            at_a_start(dondoc, office, name, program)
    finish()


offices = []
main()
