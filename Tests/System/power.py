#!/usr/bin/env python3
"""power.py DONDOC [CUTS]: the power fails while the daemon sends; what was shown or used before is there after (P4).

A user-mode Linux guest has the ledger on a disk of its own, an image file. The gateway keeps what it gets on the host's
disk, which does not fail; the daemon's words and the answers to orders go there too. At a random moment the guest is
killed with all that its kernel held back, and booted again: the ledger must be whole, and hold each message that a gateway
got, each outcome that the daemon told and each order that it answered. In the end all runs to rest and is accounted for.
"""

import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.account import Account
from Support.checks import arguments, conclude
from Support.daemon import Clock
from Support.office import EIGHT, Burst

UNITS = 400

# The guest's first process. It ends with the guest: by a cut or, in the last boot, by itself when all is sent.
INIT = """\
#!/bin/bash
export PATH={path} LANG=C.UTF-8 HOME=/run TMPDIR=/run
root={root} dondoc={dondoc} clock={clock} rest={rest}
mount -t proc proc /proc && mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run
mount -t devtmpfs dev /dev
ln -s /proc/self/fd /dev/fd
mount -t hostfs -o "$root" none "$root"
exec </dev/null >/dev/tty1 2>&1
stty raw -echo </dev/tty1
ip link set lo up
mount -t ext4 /dev/ubda /mnt || {{ echo "GUEST no disk"; poweroff -ff; }}
state=/mnt/state
if [ -e $state/ledger.sqlite ]; then
    "$dondoc" audit --state $state >"$root/audit" 2>&1; echo "GUEST audit $?"
    "$dondoc" outbox list --all --json --state $state >"$root/outbox"
    "$dondoc" log --kind acknowledged --json --state $state >"$root/log"
    echo "GUEST told"
fi
"$dondoc" run --config "$root/config" --state $state --starting-at "$clock" &
daemon=$!
while kill -0 $daemon 2>/dev/null; do
    sleep 0.1
    for file in "$root"/kept/reminder,*; do
        number=$(sed -n 's/^To: .*u\\([0-9]*\\)@.*/\\1/p;T;q' "$file" 2>/dev/null)
        [ -n "$number" ] && [ ! -e "$root/acks/$number" ] || continue
        "$dondoc" ack "tb-thu/$number" --state $state >/dev/null 2>&1 && echo >"$root/acks/$number"
        break
    done
    [ $rest = no ] || [ -n "$("$dondoc" outbox list --json --state $state)" ] || [ "$(ls "$root/seen" | wc -l)" -lt {units} ] ||
        kill $daemon
done
wait $daemon
echo "GUEST ended $?"
"$dondoc" audit --state $state >"$root/audit" 2>&1; echo "GUEST audit $?"
cp -r $state "$root/state"
sync
sleep 0.3
poweroff -ff
"""


class Guest:
    """One boot of the machine."""

    def __init__(self, root, dondoc, clock, rest=False):
        self.folder = pathlib.Path(root)
        self.console = self.folder / "console"
        init = self.folder / "init"
        init.write_text(INIT.format(
            path=os.environ["PATH"], root=root, dondoc=dondoc, clock=str(clock), rest="yes" if rest else "no",
            units=UNITS))
        init.chmod(0o755)
        with open(self.console, "w") as console, open(self.folder / "boot.log", "w") as boot:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--propagation", "private", "--pid", "--fork",
                 "--kill-child", "--mount-proc", "linux.uml", "mem=512M", f"uml_dir={root}/", "umid=uml", "root=/dev/root",
                 "rootfstype=hostfs", "rootflags=/", "ro", f"init={init}", f"ubda={root}/disk.img", "quiet", "con=null",
                 f"con0=null,fd:{boot.fileno()}", f"con1=null,fd:{console.fileno()}"],
                stdin=subprocess.DEVNULL, stdout=boot, stderr=boot, pass_fds=[console.fileno(), boot.fileno()])

    def said(self):
        return self.console.read_text(errors="replace")

    def wait_says(self, text, seconds):
        until = time.monotonic() + seconds
        while text not in self.said():
            if self.process.poll() is not None or time.monotonic() > until:
                return text in self.said()
            time.sleep(0.02)
        return True

    def cut(self):
        """The power fails: unshare takes the guest and all of its processes with it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        time.sleep(0.1)


def told(text):
    """The messages of which the daemon said on its terminal that they were accepted."""
    return set(re.findall(r"message=([0-9a-f]{12,}).*", "\n".join(
        line for line in text.splitlines() if "event=accepted" in line)))


def main():
    parser = arguments(__doc__)
    parser.add_argument("cuts", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("-v", action="store_true", help="show what the guest said")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    root = pathlib.Path(tempfile.mkdtemp(prefix="dondoc-power-"))
    try:
        run(options, root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def run(options, root):
    chance = random.Random(options.seed)
    office = Burst(root, UNITS)
    (root / "acks").mkdir()
    with open(root / "disk.img", "wb") as image:
        image.truncate(64 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", str(root / "disk.img")], check=True)
    clock = Clock(EIGHT, 1)
    loaded = str(clock)
    wrong, accepted, cuts, amid, answers = [], set(), 0, 0, 0

    def held_against(number):
        """What the ledger that was found again lacks of what was known outside."""
        outbox = {line["message"]: line for line in map(json.loads, (root / "outbox").read_text().splitlines())}
        log = [json.loads(line)["obligation"] for line in (root / "log").read_text().splitlines()]
        for name, digests in copies.items():
            if name not in outbox or set(digests) != {outbox[name]["sha256"]}:
                wrong.append(f"cut {number}: a gateway got {name[:12]}, and the ledger lacks it or its bytes")
        for name in accepted:
            if outbox.get(name, {}).get("state") != "accepted":
                wrong.append(f"cut {number}: {name[:12]} was told as accepted, and is not")
        for item in acks:
            if f"tb-thu/{item}@u{item}" not in log and f"tb-thu/{item}" not in log:
                wrong.append(f"cut {number}: an acknowledgement of tb-thu/{item} was answered, and is lost")

    while cuts < options.cuts and not wrong:
        guest = Guest(root, options.dondoc, clock)
        if cuts:
            if not guest.wait_says("GUEST told", 90):
                wrong.append(f"cut {cuts}: the guest does not come up: {guest.said()[-500:]}")
                guest.cut()
                break
            if "GUEST audit 0" not in guest.said():
                wrong.append(f"cut {cuts}: dondoc audit: {(root / 'audit').read_text()[-500:]}")
            held_against(cuts)
        before = office.kept_count()
        if not guest.wait_says("ready: ", 90):
            log = (root / "boot.log").read_text()[-1000:]
            if not cuts and "GUEST" not in guest.said() and not guest.said():
                print(f"skipped: the guest does not start here: {log}")
                guest.cut()
                return
            wrong.append(f"boot {cuts + 1}: the daemon does not start: {guest.said()[-500:]} {log}")
        until = time.monotonic() + 30
        while chance.random() < 0.9 and office.kept_count() == before and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 2.5))
        guest.cut()
        cuts += 1
        if options.v:
            print(guest.said())
        copies = office.copies()
        acks = {path.name for path in (root / "acks").iterdir()}
        accepted |= told(guest.said())
        answers = len(acks)
        amid += before < office.kept_count() < UNITS
        print(f"cut {cuts}: {office.kept_count()} of {UNITS} with the gateway, {len(accepted)} told as accepted, "
              f"{answers} orders answered", flush=True)

    if not wrong:
        guest = Guest(root, options.dondoc, clock, rest=True)
        if not guest.wait_says("GUEST told", 90):
            wrong.append(f"the last boot: {guest.said()[-500:]}")
        else:
            held_against(cuts)
        if not guest.wait_says("GUEST ended 0", 240):
            wrong.append(f"no rest: {guest.said()[-1000:]}")
        try:
            guest.process.wait(60)
        except subprocess.TimeoutExpired:
            wrong.append("the guest does not end")
        guest.cut()
        if options.v:
            print(guest.said())
        if guest.said().count("GUEST audit 0") != 2:
            wrong.append(f"dondoc audit at the end: {(root / 'audit').read_text()[-500:]}")
    figures = f"{cuts} power cuts, {amid} of them amid sending"
    if not wrong:
        account = Account(options.dondoc, office, loaded, cuts)
        wrong += account.wrong
        figures += (
            f": {len(accepted)} outcomes told, {answers} orders answered and every copy of a gateway were in the ledger "
            f"after, which was whole each time; {account.figures()}")
    conclude(wrong, f"{figures} (seed {options.seed})")


main()
