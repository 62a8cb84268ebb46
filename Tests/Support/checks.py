"""How a check prints what it found: a line each, what was skipped, and the exit status."""

import argparse
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
failures = 0


def arguments(documentation):
    """A parser of arguments that begin with the program."""
    parser = argparse.ArgumentParser(description=documentation.splitlines()[0])
    parser.add_argument("dondoc", type=lambda text: pathlib.Path(text).resolve())
    return parser


def check(what, holds, seen=""):
    """Prints one line; what was seen only where it fails."""
    global failures
    if holds:
        print("ok", what, flush=True)
    else:
        failures += 1
        print(f"FAILED: {what}" + (f": {seen}" if seen != "" else ""), flush=True)
    return holds


def finish():
    """Ends the script after its checks."""
    sys.exit(1 if failures else 0)


def conclude(wrong, figures):
    """Prints what is wrong and then the figures; ends with 1 if anything is."""
    for line in wrong[:100]:
        print(line)
    if wrong:
        print(figures, flush=True)
        sys.exit(f"{len(wrong)} differences")
    print(figures)


def skip(reason, needed=True):
    """Ends the script where this machine lacks something; under CI that is a failure, unless it may be missing there."""
    if needed and os.environ.get("CI"):
        sys.exit(f"{reason}, and CI has to have it")
    print(f"skipped: {reason}")
    sys.exit(0)
