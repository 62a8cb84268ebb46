"""Runs a listing of dondoc and reads its JSON, one object a line."""

import json
import pathlib
import subprocess
import sys

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "config"


def listing(dondoc, *arguments):
    """The objects that `dondoc ARGUMENTS --json` prints; ends the script when it fails."""
    command = [dondoc, *map(str, arguments), "--json"]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)}\nexit {run.returncode}\n{run.stderr.decode(errors='replace')}")
    objects = []
    for number, line in enumerate(run.stdout.decode("utf-8").splitlines(), 1):
        try:
            objects.append(json.loads(line))
        except json.JSONDecodeError as error:
            sys.exit(f"{' '.join(command)}\nline {number} is not JSON ({error}): {line[:200]}")
    return objects
