#!/usr/bin/env python3
"""mutations.py DONDOC [TIMES]: a running daemon reloads spoiled configurations (reliability.md P16).

A file is cut, flipped, doubled, given a byte order mark or line ends of Windows, made empty, huge, a folder, a FIFO or a
loop of symbolic links, or its text is spoiled in some other way; then `dondoc reload`. It is taken whole or refused whole:
refused, it names a place, and the obligations stay as they were to the letter; whatever it is, the daemon lives, and takes
the old files again.
"""

import collections
import os
import pathlib
import random
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import arguments, conclude
from Support.daemon import Clock, Daemon, listing, run
from Support.office import EIGHT, Burst


EX_CONFIG = 78
FILES = ["dondoc.yaml", "directory.yaml", "calendars/vn.yaml", "directives/tb-thu.yaml"]
SCRAPS = [b"\t", b"\0", b"&a ", b"*a", b"!!int ", b"'", b'"', b"{", b"}", b"[", b"]", b": ", b"- ", b"|\n", b"? ",
          b"---\n", b"\xff\xfe", "\u202e".encode(), "đ\u0301".encode(), b"08:00", b"@"]


def cut(path, content, chance):
    path.write_bytes(content[:chance.randrange(len(content))])


def flip(path, content, chance):
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 3)):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    path.write_bytes(spoiled)


def insert(path, content, chance):
    place = chance.randrange(len(content))
    path.write_bytes(content[:place] + chance.choice(SCRAPS) + content[place:])


def double(path, content, chance):
    lines = content.splitlines(keepends=True)
    number = chance.randrange(len(lines))
    path.write_bytes(b"".join(lines[:number + 1] + lines[number:]))


def drop(path, content, chance):
    lines = content.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    path.write_bytes(b"".join(lines))


def mark(path, content, chance):
    path.write_bytes(b"\xef\xbb\xbf" + content)


def windows(path, content, chance):
    path.write_bytes(content.replace(b"\n", b"\r\n"))


def empty(path, content, chance):
    path.write_bytes(b"")


def huge(path, content, chance):
    path.write_bytes(content + b"# " + b"x" * chance.choice([1 << 20, 1 << 24]) + b"\n")


def deep(path, content, chance):
    path.write_bytes(content + b"x: " + b"[" * 100_000)


def folder(path, content, chance):
    path.unlink()
    path.mkdir()


def fifo(path, content, chance):
    path.unlink()
    os.mkfifo(path)


def loop(path, content, chance):
    path.unlink()
    path.symlink_to(path.name)


def dangling(path, content, chance):
    path.unlink()
    path.symlink_to("nowhere.yaml")


COMMON = [cut, flip, insert, double, drop]
RARE = [mark, windows, empty, huge, deep, folder, fifo, loop, dangling]


def main():
    parser = arguments(__doc__)
    parser.add_argument("times", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="dondoc-mutations-") as root:
        spoil(options, Burst(root, 20), random.Random(options.seed))


def spoil(options, office, chance):
    # Two days before anything is due, so that nothing but the reloads happens.
    daemon = Daemon(options.dondoc, office.config, office.state, Clock(EIGHT, 2 * 86_400))
    if not daemon.wait_ready():
        sys.exit(f"no daemon: {daemon.lines}")
    state = ("--state", office.state)

    def reload():
        return run(options.dondoc, "reload", *state)

    wrong, counts = [], collections.Counter()
    original = {name: (office.config / name).read_bytes() for name in FILES}
    before = listing(options.dondoc, "list", *state)
    for number in range(1, options.times + 1):
        name = chance.choice(FILES)
        path = office.config / name
        how = chance.choice(RARE) if chance.random() < 0.25 else chance.choice(COMMON)
        how(path, original[name], chance)
        what = f"{number}: {how.__name__} {name}"
        done = reload()
        said = done.stdout + done.stderr
        if done.returncode == EX_CONFIG:
            counts["refused"] += 1
            if not re.search(r"\S+(\.yaml|/):\d+:\d+: error: ", said):
                wrong.append(f"{what}: refused without a place: {said[:300]}")
            if number % 10 == 0 and listing(options.dondoc, "list", *state) != before:
                wrong.append(f"{what}: refused, and the obligations are others")
        elif done.returncode == 0:
            counts["taken"] += 1
        else:
            wrong.append(f"{what}: exit {done.returncode}: {said[:300]}")
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.is_fifo() or path.is_symlink():
            path.unlink()
        path.write_bytes(original[name])
        if done.returncode == 0:
            # What it changed is changed back before the next one.
            again = reload()
            if again.returncode:
                wrong.append(f"{what}: taken, and the old files are refused after it: {again.stderr[:300]}")
                break
            before = listing(options.dondoc, "list", *state)
        if daemon.process.poll() is not None:
            wrong.append(f"{what}: the daemon ended: {daemon.lines[-3:]}")
            break
    status = daemon.end()
    if status != 0:
        wrong.append(f"exit {status} at the end: {daemon.lines[-3:]}")
    # The next start finds the old files and what was in force.
    daemon = Daemon(options.dondoc, office.config, office.state, Clock(EIGHT, 86_400))
    if not daemon.wait_ready():
        wrong.append(f"no start after it: {daemon.lines[-3:]}")
    daemon.end()
    conclude(
        wrong,
        f"{options.times} spoiled configurations: {counts['refused']} refused with their place and without a trace, "
        f"{counts['taken']} taken, the daemon lives (seed {options.seed})")


main()
