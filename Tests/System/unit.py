"""dondoc.service as the system tests use it: installed, steered by systemctl, read through the journal."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.daemon import wait_for
from Support.office import AllDay

STATE = pathlib.Path("/var/lib/dondoc")
CONFIGURATION = pathlib.Path("/etc/dondoc")
DROP_INS = pathlib.Path("/etc/systemd/system/dondoc.service.d")


def run(*command, user=None, timeout=120):
    """Runs a command to its end: exit status, standard output, standard error."""
    if user:
        command = ("setpriv", "--reuid", user, "--regid", user, "--init-groups", *command)
    # The journal's export format writes the length of a field with several lines as binary.
    ended = subprocess.run(command, capture_output=True, text=True, errors="backslashreplace", timeout=timeout,
                           stdin=subprocess.DEVNULL)
    return ended.returncode, ended.stdout, ended.stderr


def install(program):
    """The program, the units and the user, as the README has it."""
    shutil.copy(program, "/usr/bin/dondoc")
    os.chmod("/usr/bin/dondoc", 0o755)
    for unit in ["dondoc.service", "dondoc.socket"]:
        shutil.copy(f"systemd/{unit}", "/etc/systemd/system/")
    pathlib.Path("/usr/lib/sysusers.d").mkdir(exist_ok=True)
    shutil.copy("systemd/dondoc.sysusers", "/usr/lib/sysusers.d/dondoc.conf")
    run("systemd-sysusers")
    run("useradd", "clerk")
    run("useradd", "stranger")
    run("usermod", "-aG", "dondoc", "clerk")
    run("systemctl", "daemon-reload")


def drop_in(name, text):
    DROP_INS.mkdir(exist_ok=True)
    path = DROP_INS / f"{name}.conf"
    if text:
        path.write_text(f"[Service]\n{text}\n")
    else:
        path.unlink(missing_ok=True)
    run("systemctl", "daemon-reload")


def office(**options):
    """A new office, whose daemon has never run."""
    systemctl("stop", "dondoc.service", "dondoc.socket")
    systemctl("reset-failed")
    for folder in [STATE, CONFIGURATION]:
        shutil.rmtree(folder, ignore_errors=True)
    new = there(**options).found()
    for folder in [STATE, new.kept, new.seen]:
        shutil.chown(folder, "dondoc", "dondoc")
    return new


def there(**options):
    """The office that is there."""
    return AllDay(CONFIGURATION, STATE / "kept", program="/usr/local/bin/test-gateway", **options)


def systemctl(*words):
    return run("systemctl", *words, timeout=600)


def shown(key):
    return systemctl("show", "-P", key, "dondoc")[1].strip()


def dondoc(*words, user=None):
    return run("dondoc", *words, user=user, timeout=300)


def records(*words):
    """The lines of a listing with --json."""
    return [json.loads(line) for line in dondoc(*words, "--json")[1].splitlines()]


def main_pid():
    return int(shown("MainPID"))


def is_up():
    return shown("ActiveState") == "active" and main_pid() > 0


def pending():
    """Messages that have not come to an end."""
    return [record for record in records("outbox", "list") if record["state"] in ("claimed", "deferred")]


def settle(seconds=120):
    """Waits until everything that is due is sent."""
    return wait_for(lambda: is_up() and not pending(), seconds, 0.2)


def journal(*filters):
    """The entries of the unit, oldest first."""
    run("journalctl", "--sync")
    text = run("journalctl", "-u", "dondoc", "-o", "json", "--no-pager", *filters)[1]
    return [json.loads(line) for line in text.splitlines()]


def cursor():
    """Where the journal is now: for `journal("--after-cursor", …)`."""
    run("journalctl", "--sync")
    text = run("journalctl", "-n", "0", "--show-cursor", "-o", "cat")[1]
    return text.split("-- cursor: ")[-1].strip()
