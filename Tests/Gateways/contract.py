#!/usr/bin/env python3
"""contract.py DONDOC [--output BYTES]: the real daemon with gateways that misbehave, and one that reports what it finds.

Each unit's message goes to one gateway script that behaves as the address says. Compared with the contract: what a
gateway finds when it starts, what becomes of each message, that no process is left, and what 10 GB of output cost the
daemon in memory and processor time (its own, without the gateways').
"""

import os
import pathlib
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import arguments, conclude
from Support.daemon import Clock, Daemon, listing
from Support.office import EIGHT, Burst


# By the number of the unit: what its gateway does, and what is to become of the first attempt.
BEHAVIOUR = {
    1: ("looks around", "accepted"),
    2: ("prints 10 GB", "accepted"),
    3: ("never reads, ends well", "accepted"),
    4: ("daemonises, holding its output", "accepted"),
    5: ("ignores TERM", "unknown"),
    6: ("own session, ignores TERM", "unknown"),
    7: ("double fork", "unknown"),
    8: ("stops itself", "unknown"),
    9: ("closes its output", "accepted"),
    10: ("is killed", "unknown"),
}

GATEWAY = """\
#!/bin/sh
case $DONDOC_TO in
u1@*)
    {{ echo "fd" $(ls /proc/self/fd)
      echo "cwd $(readlink /proc/$$/cwd)"; echo "umask $(umask)"; echo "core $(ulimit -S -c)"
      read -r id _ _ group session rest </proc/$$/stat; echo "session $([ $session = $$ ] && [ $group != 1 ] && echo own)"
      grep -E '^Sig(Blk|Ign|Cgt):' /proc/$$/status | tr '\\t' ' '
      tr '\\0' '\\n' </proc/$$/environ | sed 's/^/env /'
      echo "stdin $(stat -L -c %F /dev/stdin) $(sed -n 's/^pos:[[:space:]]*//p' /proc/$$/fdinfo/0)" \\
           "$(sed -n 's/^flags:[[:space:]]*//p' /proc/$$/fdinfo/0)"
      sha256sum | sed 's/^/digest /'; }} >"$1/around" 2>"$1/around.err" ;;
+999100000002) head -c {output} /dev/zero ;;
u3@*) exit 0 ;;
u4@*) setsid sleep 600 & exit 0 ;;
u5@*) trap '' TERM; while :; do sleep 0.1; done ;;
u6@*) setsid sh -c 'trap "" TERM; while :; do sleep 0.1; done' ;;
u7@*) (setsid sh -c '(trap "" TERM; exec sleep 600) & exit' &); sleep 600 ;;
u8@*) kill -STOP $$ ;;
u9@*) exec >&- 2>&-; sleep 0.2; exit 0 ;;
u10@*) kill -KILL $$ ;;
esac
"""


def own_cost(process):
    """Seconds of processor time of the daemon itself, and the most memory that it had, in megabytes."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), peak / 1024


def marked(ids):
    """The processes whose environment names one of these messages."""
    found = []
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                variables = (folder / "environ").read_bytes().split(b"\0")
                found += [(int(folder.name), name, (folder / "cmdline").read_bytes())
                          for name in ids if f"DONDOC_ID={name}".encode() in variables]
            except OSError:
                pass
    return found


def around_faults(path, outbox):
    """What a gateway found that the contract does not give."""
    lines = [line.split(" ", 1) for line in path.read_text().splitlines()]
    found = {}
    for key, value in lines:
        found.setdefault(key, []).append(value)
    mine = next(line for line in outbox if line["to"].startswith("u1@"))
    wanted = {"cwd": ["/"], "umask": ["0077"], "core": ["0"], "session": ["own"],
              # 3 is the folder that `ls` itself reads; what the shell has of its own it hands to nobody.
              "fd": ["0 1 2 3"], "digest": [f"{mine['sha256']}  -"]}
    for key, value in wanted.items():
        if found.get(key) != value:
            yield f"{key} is {found.get(key)}, not {value}"
    # Bits 31 and 32 are glibc's own.
    for key in ("SigBlk:", "SigIgn:"):
        if int(found[key][0], 16) & ~(1 << 31 | 1 << 32):
            yield f"{key} {found[key]}"
    names = sorted(value.split("=")[0] for value in found["env"])
    if names != ["DONDOC_ATTEMPT", "DONDOC_CHANNEL", "DONDOC_ID", "DONDOC_TO", "LANG", "PATH", "TZ"]:
        yield f"variables {names}"
    # memfd files say "regular file"; 0 is O_RDONLY, 0100000 O_LARGEFILE.
    kind, position, flags = found["stdin"][0].rsplit(" ", 2)
    if kind != "regular file" or position != "0" or int(flags, 8) & os.O_ACCMODE != os.O_RDONLY:
        yield f"standard input: {found['stdin']}"


def main():
    parser = arguments(__doc__)
    parser.add_argument("--output", type=int, default=10_000_000_000, help="bytes that a gateway prints")
    options = parser.parse_args()
    wrong = []
    with tempfile.TemporaryDirectory(prefix="dondoc-contract-") as root:
        office = Burst(root, units=len(BEHAVIOUR), concurrency=16)
        office.keep.write_text(GATEWAY.format(output=options.output))
        office.edit("dondoc.yaml", "timeout: 20s", "timeout: 120s")
        # What prints has its own gateway and all the time that it needs.
        office.edit("dondoc.yaml", "timeout: 120s", "timeout: 3s")
        office.edit("dondoc.yaml", "policies:",
                    f'  sms: {{channel: sms, command: [./keep, "{office.kept}"], timeout: 10m}}\npolicies:')
        office.edit("dondoc.yaml", "via: [email]", "via: [email, sms]")
        office.edit("directory.yaml", "email: [u2@ubnd.example]", 'sms: ["+999100000002"]')
        # Of the daemon's own surroundings nothing is to come through.
        variables = {"NOTIFY_SOCKET": "", "SECRET_OF_THE_DAEMON": "x", "LD_LIBRARY_PATH": ""}
        daemon = Daemon(options.dondoc, office.config, office.state, Clock(EIGHT, 1),
                               environment=variables)
        if not daemon.wait_ready():
            sys.exit(f"not ready: {daemon.lines[-5:]}")
        before, _ = own_cost(daemon.process.pid)
        def outbox():
            return [line for line in listing(options.dondoc, "outbox", "--all", "--state", office.state)
                    if line["kind"] == "reminder"]

        def attempted():
            return [line["to"] for line in outbox() if line["attempts"] and line["state"] != "claimed"]

        daemon.wait_until(lambda: len(attempted()) >= len(BEHAVIOUR) - 1, 60)
        # None left of what timed out, within two seconds; what an accepted one left in the background is its own affair.
        ids = {line["message"]: line["to"] for line in outbox() if "+" not in line["to"]}
        end = time.monotonic() + 2
        while (left := [(process, ids[name], command) for process, name, command in marked(ids)
                        if not ids[name].startswith(("u4@", "u10@"))]) and time.monotonic() < end:
            time.sleep(0.1)
        wrong += [f"left: {one}" for one in left]
        daemon.wait_until(lambda: len(attempted()) == len(BEHAVIOUR), 600)
        after, peak = own_cost(daemon.process.pid)
        for line in outbox():
            number = 2 if "+" in line["to"] else int(line["to"].split("@")[0][1:])
            behaviour, first = BEHAVIOUR[number]
            if (line["state"] == "accepted") != (first == "accepted"):
                wrong.append(f"{behaviour}: {line['state']}, not {first}")
        wrong += around_faults(office.kept / "around", outbox())
        if peak > 60:
            wrong.append(f"the daemon had {peak:.0f} MB at most")
        stray = [process for process, name, _ in marked(ids) if ids[name].startswith("u4@")]
        if len(stray) != 1:
            wrong.append(f"{len(stray)} processes of what daemonised")
        ended = daemon.end(signal.SIGTERM)
        if ended != 0:
            wrong.append(f"exit {ended}: {daemon.lines[-5:]}")
        for process, _, _ in marked(ids):
            os.kill(process, signal.SIGKILL)
    conclude(wrong, f"{len(BEHAVIOUR)} behaviours, with {options.output / 1e9:g} GB of output, cost the daemon "
                           f"{after - before:.2f} s of processor time; it had {peak:.1f} MB at most")


main()
