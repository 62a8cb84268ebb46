#!/usr/bin/env python3
"""spool.py: the sample's gateway keeps every message, whole, once a run, under whatever shell is `sh`."""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, conclude

SPOOL = ROOT / "config" / "spool"
SHELLS = [shell for shell in (["sh"], ["dash"], ["busybox", "sh"]) if shutil.which(shell[0])]
ODD = (
    "../../etc/passwd", "-rf", ".hidden", "a b\nc", "ừ@é", "$(touch x)", "*", "x" * 400, "+999100000001", "|cmd", "'\"",
)
EX_USAGE, EX_CANTCREAT, EX_IOERR = 64, 73, 74


def spool(shell, *arguments, message=b"m", name="id", output=subprocess.PIPE):
    environment = {"PATH": os.defpath, **({"DONDOC_ID": name} if name else {})}
    return subprocess.run(
        [*shell, SPOOL, *arguments], input=message, env=environment, cwd="/", umask=0o077, timeout=30,
        stdout=output, stderr=subprocess.PIPE,
    ).returncode


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(shell, root):
    def expect(what, found, wanted):
        if found != wanted:
            yield f"{' '.join(shell)}: {what}: {found!r:.300}, not {wanted!r:.300}"

    folder = root / "made" / "when missing"
    for name in ("one", "one", "two"):
        yield from expect("status", spool(shell, "email", "a@b.example", folder, message=b"1\0\n", name=name), 0)
    names = ["a@b.example-one.2.eml", "a@b.example-one.eml", "a@b.example-two.eml"]
    yield from expect("a repeat is kept beside the first", files(folder), dict.fromkeys(names, b"1\0\n"))

    folder = root / "odd"
    for to in ODD:
        yield from expect(f"status for {to[:20]!r}", spool(shell, "sms", to, folder, name="</../i>"), 0)
    yield from expect("odd addresses give so many files", len(list(folder.glob("*.sms"))), len(ODD))
    yield from expect("all inside, none hidden", [name for name in files(folder) if name[0] in ".-"], [])

    folder = root / "parallel"
    texts = [b"%d" % number * 5_000 for number in range(40)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda text: spool(shell, "email", "p@b.example", folder, message=text), texts))
    yield from expect("statuses of 40 with one id, 4 at a time", set(statuses), {0})
    yield from expect("their texts", sorted(files(folder).values()), sorted(texts))

    folder = root / "by hand"
    yield from expect("without an id", (spool(shell, "sms", "+9991", folder, name=""), len(files(folder))), (0, 1))

    for arguments in ((), ("email", "a"), ("fax", "a", root), ("sms", "", root), ("sms", "a", "")):
        yield from expect(f"status for {arguments}", spool(shell, *arguments), EX_USAGE)
    (root / "file").touch()
    yield from expect("a file where the folder should be", spool(shell, "sms", "a", root / "file"), EX_CANTCREAT)

    # A file-size limit, in place of a full disk.
    folder = root / "full"
    limited = ["sh", "-c", 'ulimit -f 8; trap "" XFSZ; exec "$@"', "sh", *shell]
    yield from expect("a write that fails", spool(limited, "sms", "a", folder, message=b"x" * 100_000), EX_IOERR)
    yield from expect("nothing is left of it", files(folder), {})


def main():
    wrong = []
    for shell in SHELLS:
        with tempfile.TemporaryDirectory() as root:
            wrong += differences(shell, pathlib.Path(root))
    conclude(wrong, f"kept whole under {', '.join(' '.join(shell) for shell in SHELLS)}")


main()
