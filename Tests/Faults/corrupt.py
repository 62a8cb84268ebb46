#!/usr/bin/env python3
"""corrupt.py DONDOC [TIMES] [--columns N]: a damaged ledger is found, and never acted on (reliability.md P17).

Amid a burst the daemon is killed, or stopped, or left running, and the database or its write-ahead log is damaged: a bit, a
run of bytes, a page of zeros, another page's bytes, a file cut short, a log deleted, an older copy in its place. Then the
daemon goes on. It may refuse with what is wrong and a remedy, or it may go on; but a gateway gets no message that differs
from those of an undamaged run in one byte, none to another address, and none twice but what was in flight at a kill.

Then N times a bit of one column of a message that waits for another attempt is flipped while the daemon is stopped, each
column in turn: the daemon that starts says what is damaged and ends, or sends what it was to send.
"""

import collections
import pathlib
import random
import shutil
import signal
import sqlite3
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import arguments, conclude
from Support.daemon import Clock, Daemon, listing, run
from Support.office import EIGHT, OPERATOR, Burst


UNITS = 40
EX_IOERR, EX_CONFIG = 74, 78
DAMAGES = ["bit", "bytes", "zeros", "page", "cut", "gone", "older"]


def damage(kind, path, chance, older):
    """Damages a file; what was done, or None where it could not be."""
    content = bytearray(path.read_bytes())
    if kind == "gone":
        path.unlink()
        return "deleted"
    if kind == "older":
        for end in ("", "-wal"):
            shutil.copy(older / f"ledger.sqlite{end}", path.parent / f"ledger.sqlite{end}")
        return "put back as it was earlier"
    page = chance.randrange(len(content) // 4096) * 4096
    place = chance.randrange(len(content))
    if kind == "bit":
        content[place] ^= 1 << chance.randrange(8)
    elif kind == "bytes":
        content[place:place + 16] = chance.randbytes(len(content[place:place + 16]))
    elif kind == "zeros":
        content[page:page + 4096] = bytes(4096)
    elif kind == "page":
        other = chance.randrange(len(content) // 4096) * 4096
        content[page:page + 4096] = content[other:other + 4096]
    elif kind == "cut":
        del content[place:]
    with open(path, "r+b") as file:
        file.write(content)
        file.truncate(len(content))
    return f"{kind} at {place if kind in ('bit', 'bytes', 'cut') else page}"


def letters(office):
    """What the gateway got: the bytes by recipient, but for what differs from run to run."""
    found = {}
    for copy in office.deliveries():
        if copy.to == OPERATOR:
            continue
        content = copy.path.read_bytes()
        to = next((line for line in content.split(b"\n") if line.startswith(b"To: ")), b"")
        found.setdefault(to, []).append(content)
    return found


def one(options, root, number, chance, wanted):
    """One ledger and its damage: the outcome in a word, and what is wrong."""
    office = Burst(pathlib.Path(root) / str(number), UNITS)
    clock = Clock(EIGHT, 0.5)
    daemon = Daemon(options.dondoc, office.config, office.state, clock)
    daemon.wait_until(lambda: office.kept_count() >= 3, 30)
    older = pathlib.Path(root) / f"{number}-older"
    older.mkdir()
    for end in ("", "-wal"):
        shutil.copy(office.state / f"ledger.sqlite{end}", older)
    until = chance.randint(6, UNITS - 15)
    daemon.wait_until(lambda: office.kept_count() >= until, 30)
    state = chance.choice(["killed", "stopped", "running"])
    if state != "running":
        daemon.end(signal.SIGKILL if state == "killed" else signal.SIGTERM)
    kind = chance.choice(DAMAGES)
    # Files are only ever exchanged under a daemon that is down.
    if state == "running" and kind in ("gone", "older", "cut"):
        kind = "bytes"
    end = "-wal" if kind == "gone" else chance.choice(["", "-wal"])
    sizes = {name: (office.state / f"ledger.sqlite{name}").stat().st_size for name in ("", "-wal")}
    # Before its first checkpoint all of a ledger is in the log, and after an orderly stop nothing is.
    if sizes[end] < 8192:
        end = max(sizes, key=sizes.get)
    done = damage(kind, office.state / f"ledger.sqlite{end}", chance, older)
    what = f"{number}: {state}, ledger.sqlite{end} {done}"
    lives = 0
    if state == "running":
        daemon.wait_until(lambda: office.kept_count() >= UNITS, 10)
        if daemon.process.poll() is None:
            daemon.end()
        lives += 1
    daemon = Daemon(options.dondoc, office.config, office.state, clock)
    daemon.wait_until(lambda: office.kept_count() >= UNITS, 4)
    status = daemon.wait(0.01)
    if status is None:
        daemon.end()
    wrong = []
    if status is not None and status not in (EX_IOERR, EX_CONFIG):
        wrong.append(f"{what}: exit {status}: {daemon.lines[-3:]}")
    if status is not None and not any("backup" in line or "remedy" in line or "give another" in line
                                      for line in daemon.lines):
        wrong.append(f"{what}: it names no remedy: {daemon.lines[-3:]}")
    while office.gateways_running():
        pass
    cut_off = office.concurrency if state == "killed" else 0
    twice = 0
    for to, copies in letters(office).items():
        if to not in wanted:
            wrong.append(f"{what}: a message to {to!r}, who is not in the plan")
        for copy in copies:
            if to in wanted and unstamped(copy) not in wanted[to]:
                wrong.append(f"{what}: {to!r} got other words")
        twice += len(copies) - 1
    if twice > cut_off:
        wrong.append(f"{what}: {twice} came twice")
    missing = UNITS - office.kept_count()
    outcome = "refused" if status is not None else "whole" if missing == 0 else "waits"
    audit = run(options.dondoc, "audit", "--state", office.state)
    if outcome != "refused" and audit.returncode:
        outcome += ", found by audit"
    if options.v:
        print(f"{what}: {outcome}, {missing} not sent: {daemon.lines[-1:] if status else ''}", flush=True)
    shutil.rmtree(office.root, ignore_errors=True)
    return outcome, wrong


def flip(path, column, chance):
    """Flips a bit of a column of a reminder, past the triggers; what was done, or None where it holds nothing."""
    database = sqlite3.connect(path, isolation_level=None)
    database.text_factory = bytes
    row, value = database.execute(f"SELECT row, {column} FROM message WHERE kind = 'reminder' ORDER BY row").fetchone()
    if value is None:
        return None
    if isinstance(value, int):
        bit = chance.randrange(64)
        new = (value ^ 1 << bit) & (1 << 64) - 1
        new -= (1 << 64) * (new >> 63)
    else:
        bit = chance.randrange(len(value) * 8)
        new = bytearray(value)
        new[bit // 8] ^= 1 << bit % 8
    triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    database.execute("PRAGMA ignore_check_constraints = ON")
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name.decode()}")
    parameter = "?" if isinstance(value, int) else "CAST(? AS TEXT)"
    try:
        database.execute(f"UPDATE message SET {column} = {parameter} WHERE row = ?", (new, row))
    except sqlite3.IntegrityError:
        return None
    finally:
        for _, sql in triggers:
            database.execute(sql.decode())
        database.close()
    return f"bit {bit} of message.{column}"


def columns(options, root, chance):
    """Bits of the columns of a message that waits: the outcomes, and what is wrong."""
    office = Burst(pathlib.Path(root) / "columns", 3)
    busy = office.kept / "busy"
    busy.touch()
    daemon = Daemon(options.dondoc, office.config, office.state, Clock(EIGHT, 0.5))
    def deferred():
        return [record for record in listing(options.dondoc, "outbox", "--state", office.state)
                if record["kind"] == "reminder" and record["state"] == "deferred"]
    if not daemon.wait_until(lambda: daemon.ready_at and len(deferred()) == office.units, 30):
        sys.exit(f"nothing waits: {daemon.lines[-3:]}")
    daemon.end()
    busy.unlink()
    whole = office.root / "whole"
    shutil.copytree(office.state, whole)
    database = sqlite3.connect(office.state / "ledger.sqlite")
    names = [row[1] for row in database.execute("PRAGMA table_info(message)")]
    database.close()
    outcomes, wrong, wanted, tried = collections.Counter(), [], None, 0
    while tried < options.columns:
        shutil.rmtree(office.state)
        shutil.copytree(whole, office.state)
        for path in office.kept.iterdir():
            path.unlink()
        what = "no damage"
        if wanted is not None:
            names.append(names.pop(0))
            what = flip(office.state / "ledger.sqlite", names[-1], chance)
            if what is None:
                continue
            tried += 1
        # Before the office closes, so that each may go.
        daemon = Daemon(options.dondoc, office.config, office.state, Clock(EIGHT, -3600))
        daemon.wait_until(lambda: office.kept_count() >= office.units, 4)
        status = daemon.wait(0.01)
        if status is None:
            daemon.end()
        got = {to: [unstamped(copy) for copy in copies] for to, copies in letters(office).items()}
        if wanted is None:
            wanted = got
            if status is not None or len(wanted) != office.units:
                sys.exit(f"without damage: exit {status}, {list(wanted)}: {daemon.lines[-3:]}")
            continue
        if status is not None and status not in (EX_IOERR, EX_CONFIG):
            wrong.append(f"{what}: exit {status}: {daemon.lines[-3:]}")
        if status is not None and not any("backup" in line for line in daemon.lines):
            wrong.append(f"{what}: it names no remedy: {daemon.lines[-3:]}")
        for to, copies in got.items():
            if copies != wanted.get(to):
                wrong.append(f"{what}: {to!r} got {len(copies)}, or other words")
        outcome = "refused" if status is not None else "whole" if got == wanted else "waits"
        if outcome == "waits" and run(options.dondoc, "audit", "--state", office.state).returncode == 0:
            wrong.append(f"{what}: something waits, and the audit names nothing")
        if options.v:
            print(f"{what}: {outcome}: {daemon.lines[-1:]}", flush=True)
        outcomes[outcome] += 1
    return outcomes, wrong


def unstamped(content):
    """A message without what differs from run to run: its instant, and the ids that hang on it."""
    stamps = (b"date:", b"message-id:", b"references:", b"dtstamp:", b"dtstart:")
    return b"\n".join(line for line in content.split(b"\n") if not line.lower().startswith(stamps))


def main():
    parser = arguments(__doc__)
    parser.add_argument("times", type=int, nargs="?", default=20)
    parser.add_argument("--columns", type=int, default=0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("-v", action="store_true", help="tell each of them")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    outcomes, wrong = collections.Counter(), []
    with tempfile.TemporaryDirectory(prefix="dondoc-corrupt-") as root:
        wanted = {}
        for late in (False, True):
            whole = Burst(pathlib.Path(root) / f"whole-{late}", UNITS)
            if late:
                daemon = Daemon(options.dondoc, whole.config, whole.state, Clock(EIGHT, 9))
                daemon.wait_ready()
                daemon.end()
            clock = Clock(EIGHT, -3 if late else 0.5)
            daemon = Daemon(options.dondoc, whole.config, whole.state, clock)
            if not daemon.wait_until(lambda: whole.kept_count() >= UNITS, 60):
                sys.exit(f"no burst without damage: {daemon.lines[-3:]}")
            daemon.end()
            for to, copies in letters(whole).items():
                wanted.setdefault(to, set()).add(unstamped(copies[0]))
        for number in range(1, options.times + 1):
            outcome, faulty = one(options, root, number, chance, wanted)
            outcomes[outcome] += 1
            wrong += faulty
        bits, faulty = columns(options, root, chance)
        wrong += faulty
    conclude(
        wrong,
        f"{options.times} damaged ledgers: {figures(outcomes)}; {options.columns} flipped bits in columns: {figures(bits)}; "
        f"no other word or address, none twice but what was in flight (seed {seed})",
    )


def figures(outcomes):
    return ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items())) or "none"


main()
