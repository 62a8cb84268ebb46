#!/usr/bin/env python3
"""postfix.py [DONDOC]: a real Postfix killed amid deliveries, beside Dondoc under the same treatment.

Postfix is the measure of a mail system that loses nothing. An instance of its own, in a temporary folder, delivers by
pipe(8) to a program that keeps what it gets, four at a time, and is killed with SIGKILL, all of its daemons at once;
started again, it goes on. What is lost, what came twice and what came in part is counted. Needs root and Debian's package
postfix; nothing is sent to the network.
"""

import argparse
import grp
import os
import pathlib
import pwd
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

# Like the gateway of office.py: it takes the whole, rests for a moment, and then has it.
KEEP = """\
#!/bin/sh
cat >"$1/.$$" || exit 75
sleep 0.0$(($$ % 10))
mv "$1/.$$" "$1/$2.$$"
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = postfix.example
mydestination =
inet_interfaces = loopback-only
default_transport = keep
keep_destination_recipient_limit = 1
keep_destination_concurrency_limit = 4
initial_destination_concurrency = 4
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
maillog_file = {root}/log
maillog_file_prefixes = {root}
"""

MASTER = """\
pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
showq unix n - n - - showq
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
keep unix - n n - 4 pipe flags=q user=nobody argv={root}/keep {root}/kept ${{user}}
"""


class Postfix:
    """An instance of its own."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.config = self.root / "config"
        self.kept = self.root / "kept"
        for name in ("config", "queue", "data", "kept"):
            (self.root / name).mkdir()
        self.root.chmod(0o755)
        os.chown(self.kept, pwd.getpwnam("nobody").pw_uid, -1)
        os.chown(self.root / "data", pwd.getpwnam("postfix").pw_uid, -1)
        (self.root / "keep").write_text(KEEP)
        (self.root / "keep").chmod(0o755)
        (self.config / "main.cf").write_text(MAIN.format(root=root))
        (self.config / "master.cf").write_text(MASTER.format(root=root))
        self.call("postfix", "-c", self.config, "set-permissions")

    def call(self, *command, text=None):
        return subprocess.run(
            [str(word) for word in command], input=text, capture_output=True, text=True,
            env={**os.environ, "MAIL_CONFIG": str(self.config)}, timeout=60)

    def start(self):
        done = self.call("postfix", "-c", self.config, "start")
        if done.returncode:
            sys.exit(f"Postfix does not start: {done.stdout}{done.stderr}{(self.root / 'log').read_text()[-2000:]}")

    def daemons(self):
        """The master and its daemons; not the programs to which they deliver."""
        try:
            master = int((self.root / "queue/pid/master.pid").read_text())
            os.kill(master, 0)
        except (OSError, ValueError):
            return []
        found = [master]
        for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(path.read_text().rpartition(")")[2].split()[1]) == master:
                    found.append(int(path.parent.name))
            except (OSError, ValueError):
                continue
        return found

    def kill(self):
        for process in self.daemons():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(0.05)

    def stop(self):
        self.call("postfix", "-c", self.config, "stop")

    def submit(self, number):
        text = f"Subject: {number}\nTo: dv{number}@ubnd.example\n\n" + "Kính gửi\n" * 60 + f"end of {number}\n"
        sent = self.call("/usr/sbin/sendmail", "-f", "van-phong@ubnd.example", "--", f"dv{number}@ubnd.example", text=text)
        if sent.returncode:
            sys.exit(f"sendmail: {sent.stderr}")

    def is_empty(self):
        return "is empty" in self.call("postqueue", "-c", self.config, "-p").stdout

    def names(self):
        return [path.name for path in self.kept.iterdir() if path.name[0] != "."]

    def arrived(self):
        return {name.split(".")[0] for name in self.names()}


def run(options, root, chance):
    postfix = Postfix(root)
    for number in range(options.messages):
        postfix.submit(number)
    kills = amid = 0
    postfix.start()
    try:
        while kills < options.kills and len(postfix.arrived()) < options.messages:
            before = len(postfix.arrived())
            until = time.monotonic() + 20
            while len(postfix.arrived()) == before and time.monotonic() < until:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.8 * options.messages / options.kills * 0.02))
            in_flight = any(path.name[0] == "." for path in postfix.kept.iterdir())
            amid += in_flight
            postfix.kill()
            kills += 1
            postfix.start()
        until = time.monotonic() + 120
        while time.monotonic() < until and not (
                len(postfix.arrived()) >= options.messages and postfix.is_empty()):
            time.sleep(0.2)
    finally:
        postfix.stop()
    whole, part = {}, 0
    for name in postfix.names():
        number = name.split(".")[0].removeprefix("dv")
        if (postfix.kept / name).read_text().endswith(f"end of {number}\n"):
            whole[number] = whole.get(number, 0) + 1
        else:
            part += 1
    print(
        f"Postfix: {kills} kills, {amid} with deliveries in flight: {options.messages} messages, "
        f"{options.messages - len(whole)} lost, {sum(whole.values()) - len(whole)} copies more than one, {part} in part "
        f"(at most 4 in flight)", flush=True)
    return options.messages - len(whole)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dondoc", nargs="?")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--messages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    if os.geteuid() != 0 or not shutil.which("postfix"):
        print("skipped: needs root and postfix (Debian: apt install postfix)")
        return
    try:
        grp.getgrnam("postdrop")
    except KeyError:
        print("skipped: Postfix is not set up here")
        return
    with tempfile.TemporaryDirectory(prefix="dondoc-postfix-") as root:
        lost = run(options, root, random.Random(options.seed))
    if options.dondoc:
        kill = pathlib.Path(__file__).with_name("kill.py")
        done = subprocess.run(
            [sys.executable, kill, options.dondoc, "--kills", str(options.kills), "--messages", str(options.messages)],
            capture_output=True, text=True)
        print(f"Dondoc: {done.stdout.splitlines()[-1] if done.stdout else done.stderr[-500:]}")
        if done.returncode:
            sys.exit(done.returncode)
    if lost:
        sys.exit(f"{lost} lost by Postfix: is the experiment right?")


main()
