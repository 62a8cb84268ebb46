#!/usr/bin/env python3
"""daemon.py DONDOC [GROUP...] [--restarts N]: what must hold of the daemon under systemd; daemon.sh boots the sandbox.

It is run twice, the second time after a reboot ($BOOT). One line a check.
"""
import argparse
import collections
import datetime
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

import unit
from Support.checks import check, finish
from Support.daemon import wait_for
from Support.office import OPERATOR
from unit import dondoc, journal, main_pid, records, run, settle, systemctl

CONTROL = "/run/dondoc/control.sock"
REFUSED = "Cấu hình mới có lỗi"


def refusal_names(office, place):
    """Waits for a letter to the operator that says that the configuration was refused, and why. Earlier refusals may have
    sent letters of the same kind, so one with another reason does not end the wait."""
    return wait_for(lambda: any(REFUSED in subject and place in text for subject, text in office.letters(OPERATOR)), 10)


def times_sent(office, prefix):
    """How often each address was served, of those that begin so."""
    return collections.Counter(copy.to for copy in office.deliveries() if copy.to.startswith(prefix))


# --- start


def start():
    office = unit.office()
    office.notice("tb-1", [("1", "u1", office.day(3), "at-once"), ("2", "u2", office.day(4), "at-once")])
    code, _, said = systemctl("start", "dondoc")
    check("systemctl start returns without a fault", code == 0, said)
    check("and after READY", unit.shown("SubState") == "running" and bool(unit.shown("StatusText")))
    check("verify says nothing", run("systemd-analyze", "verify", "--man=no", "dondoc.service", "dondoc.socket")[1:]
          == ("", ""))
    settle()
    check("each unit hears once", times_sent(office, "u") == {"u1@ubnd.example": 1, "u2@ubnd.example": 1},
          office.deliveries())
    status = run("systemctl", "status", "--no-pager", "dondoc")[1]
    check("systemctl status shows the next instant", f"Next: {office.day(3)}T00:00" in status, status)
    code, said, _ = dondoc("status")
    check("dondoc status", code == 0 and "2 open" in said and "up since" in said, said)
    # A daemon without any configuration: nothing to run with, and no loop of starts.
    office = unit.office()
    (office.config / "dondoc.yaml").unlink()
    code, _, _ = systemctl("start", "dondoc")
    check("without a configuration the start fails", code != 0)
    check("with exit 78", unit.shown("ExecMainStatus") == "78", unit.shown("ExecMainStatus"))
    time.sleep(0.5)
    check("and is not tried again", unit.shown("NRestarts") == "0" and unit.shown("ActiveState") == "failed")


# --- reload


def due_of(obligation):
    return next((record["due_date"] for record in records("list") if record["obligation"] == obligation), None)


def reload():
    office = unit.office()
    office.notice("tb-1", [("1", "u1", office.day(3), "at-once"), ("2", "u2", office.day(4), "at-once")])
    systemctl("start", "dondoc")
    settle()
    good, bad, told = 0, 0, 0
    due = office.day(3)
    for turn in range(25):
        due = office.day(10 + turn)
        path = office.notice("tb-1", [("1", "u1", due, "at-once"), ("2", "u2", office.day(4), "at-once")])
        code, _, said = systemctl("reload", "dondoc")
        good += code == 0 and due_of("tb-1/1@u1") == due
        whole = path.read_text()
        path.write_text(whole.replace(f"deadline: {due}", "deadline: 2026-02-30"))
        before = records("list")
        code, _, said = dondoc("reload")
        bad += code == 78 and "tb-1.yaml:10:" in said and "2026-02-30" in said and records("list") == before
        if turn % 5 == 0:
            told += systemctl("reload", "dondoc")[0] != 0 and unit.is_up()
        path.write_text(whole)
    check("25 good reloads are in force when systemctl reload returns", good == 25, good)
    check("25 bad ones exit with 78, name the place and change nothing", bad == 25, bad)
    check("systemctl reload fails with a bad one, and the unit goes on", told == 5, told)
    office.notice("tb-1", [
        ("1", "u1", office.day(60), "at-once"), ("2", "u2", office.day(4), "at-once"),
        ("3", "u3", office.day(5), "at-once")])
    said = dondoc("reload")[1]
    check("a reload says what changed", f"+1 directive" in said and "1 deadline moved: tb-1/1@u1" in said, said)
    due = office.day(61)
    office.notice("tb-1", [
        ("1", "u1", due, "at-once"), ("2", "u2", office.day(4), "at-once"), ("3", "u3", office.day(5), "at-once")])
    os.kill(main_pid(), signal.SIGHUP)
    check("SIGHUP reloads", wait_for(lambda: due_of("tb-1/1@u1") == due, 10))

    # A broken configuration across a restart.
    path = office.config / "dondoc.yaml"
    path.write_text(path.read_text().replace("timezone:", "timezonne:"))
    before = records("list")
    code, _, said = systemctl("restart", "dondoc")
    check("with a broken configuration a restart succeeds", code == 0 and unit.is_up(), said)
    check("what was in force is in force", records("list") == before and len(before) == 3, before)
    check("the operator gets a letter with the place", refusal_names(office, "dondoc.yaml:2:1"), office.letters(OPERATOR))


# --- kill


def late():
    office = unit.office()
    # The beginning of a minute that leaves time to start and to kill.
    at = office.now().replace(second=0, microsecond=0) + datetime.timedelta(minutes=1)
    if (at - office.now()).total_seconds() < 8:
        at += datetime.timedelta(minutes=1)
    office.policies["soon"] = at.strftime("%H:%M")
    office.found()
    office.notice("tb-1", [("1", "u1", office.day(), "soon"), ("2", "u2", office.day(), "soon")],
                  assigned=office.day(-1))
    systemctl("start", "dondoc")
    settle()
    early = times_sent(office, "u")
    time.sleep(max(0, (at - office.now()).total_seconds() - 1.5))
    os.kill(main_pid(), signal.SIGKILL)
    time.sleep(1)
    back = wait_for(unit.is_up, 30)
    check("killed, it is started again", back and unit.shown("NRestarts") == "1", unit.shown("NRestarts"))
    check("nothing was due before", not early, early)
    check("and it was away when it was due", office.now() > at and not early)
    settle()
    time.sleep(1)
    sent = times_sent(office, "u")
    check("what was due meanwhile goes once", sent == {"u1@ubnd.example": 1, "u2@ubnd.example": 1}, sent)
    text = office.letters("u1@ubnd.example")[0][1]
    check("and says that it is late", at.strftime("%H:%M") in text and "lẽ ra được gửi lúc" in text, text)


def hang():
    office = unit.office()
    office.notice("tb-1", [("1", "u1", office.day(3), "at-once")])
    unit.drop_in("watchdog", "WatchdogSec=2\nTimeoutAbortSec=1\nRestartSec=1")
    systemctl("start", "dondoc")
    settle()
    time.sleep(5)
    check("a daemon that is well keeps its watchdog quiet", unit.shown("NRestarts") == "0")
    old = main_pid()
    os.kill(old, signal.SIGSTOP)
    restarted = wait_for(lambda: unit.is_up() and main_pid() != old, 20)
    check("stopped (SIGSTOP), it is started anew by the watchdog", restarted and unit.shown("NRestarts") == "1")
    entries = journal("-g", "Watchdog timeout")
    check("and the journal says why", len(entries) == 1, entries)
    settle()
    check("nothing is sent twice", times_sent(office, "u") == {"u1@ubnd.example": 1})
    unit.drop_in("watchdog", None)


# --- load


LOAD = 300


def load(restarts):
    office = unit.office(units=LOAD)
    office.notice("tb-0", [("1", "u1", office.day(30), "at-once")])
    unit.drop_in("limits", "RestartSec=1")
    systemctl("start", "dondoc")
    settle()
    mark = unit.cursor()
    office.notice("tb-1", [(str(n), f"u{n}", office.day(20), "at-once") for n in range(2, LOAD + 1)])
    dondoc("reload")
    wait_for(lambda: len(office.deliveries()) > 40, 20, 0.01)
    began = time.monotonic()
    code, _, said = systemctl("stop", "dondoc.socket", "dondoc.service")
    took = time.monotonic() - began
    part = times_sent(office, "u")
    check("systemctl stop amid a load", code == 0 and 40 < len(part) < LOAD, (code, said, len(part)))
    check("takes no longer than what is in flight", took < 5, took)
    check("and leaves nothing unfinished", not unit.pending(), unit.pending()[:3])
    accepted = [one for one in records("outbox", "list", "--all") if one["to"].startswith("u")]
    check("what was given to the gateway is what the ledger says",
          {one["to"] for one in accepted if one["state"] == "accepted"} == set(part), len(accepted))
    systemctl("start", "dondoc")
    wait_for(lambda: len(times_sent(office, "u")) == LOAD, 60)
    settle()
    time.sleep(1.2)   # the last summary comes when its second has ended
    sent = times_sent(office, "u")
    check(f"after the start all {LOAD} have heard, each once",
          len(sent) == LOAD and set(sent.values()) == {1}, sent.most_common(2))
    entries = journal("--after-cursor", mark, "DONDOC_EVENT=accepted")
    summaries = [one for one in entries if "DONDOC_WITHHELD" in one]
    check("a burst is summarised in the journal",
          summaries and len(entries) < LOAD and
          len(entries) - len(summaries) + sum(int(one["DONDOC_WITHHELD"]) for one in summaries) >= LOAD - 1,
          (len(entries), [one["MESSAGE"] for one in summaries]))

    faults = [one["MESSAGE"] for one in journal("--after-cursor", mark) if one["PRIORITY"] < "4"]
    check("and the journal has no fault of the stop", not faults, faults)

    # P18: restarts under load.
    batch = LOAD
    (office.kept / "slow").write_text("0.1")
    office.notice("tb-2", [(str(n), f"u{n}", office.day(20), "at-once") for n in range(1, batch + 1)])
    dondoc("reload")
    failed = 0
    amid = 0
    more = 2
    for turn in range(restarts):
        if len(office.deliveries()) >= LOAD * more - 20:
            more += 1
            office.notice(f"tb-{more}", [(str(n), f"u{n}", office.day(20), "at-once") for n in range(1, batch + 1)])
        amid += bool(unit.pending())
        failed += systemctl("restart", "dondoc")[0] != 0
        time.sleep(0.1)
    (office.kept / "slow").unlink()
    check(f"{restarts} restarts under load succeed", failed == 0, failed)
    check("and most came amid a delivery", amid > restarts // 2, amid)
    # Reminders of two notices to one unit at one instant are one message: so reminders are counted, and messages by id.
    def reminded():
        accepted = [one for one in records("outbox", "list", "--all") if one["state"] == "accepted"]
        return collections.Counter(name for one in accepted for name in one["obligations"])

    wait_for(lambda: len(reminded()) >= LOAD * more, 120, 2)
    settle()
    time.sleep(0.5)
    sent = reminded()
    check(f"P18: of {LOAD * more} reminders 0 are lost, 0 sent twice",
          len(sent) == LOAD * more and set(sent.values()) == {1},
          (len(sent), collections.Counter(sent.values()), [one for one in records("outbox", "list")][:3]))
    ids = collections.Counter(copy.id for copy in office.deliveries() if copy.to.startswith("u"))
    wanted = {one["message"] for one in records("outbox", "list", "--all") if one["to"].startswith("u")}
    check("the gateway got each message once", set(ids) == wanted and set(ids.values()) == {1},
          (len(ids), len(wanted), collections.Counter(ids.values())))
    others = collections.Counter(copy.to for copy in office.deliveries() if not copy.to.startswith("u"))
    check("the operator is sent no more than a sign of life", others[OPERATOR] <= 1, others)
    check("none was tried twice", all(copy.attempt == "1" for copy in office.deliveries()
                                      if copy.to.startswith("u")))
    unit.drop_in("limits", None)


# --- journal


def fields():
    secret, body, hidden = "CANARY-CREDENTIAL", "CANARY-TASK", "CANARY-HIDDEN"
    unit.drop_in("secret", f"SetCredential=gateway:{secret}")
    office = unit.office()
    path = office.config / "dondoc.yaml"
    mark = unit.cursor()
    office.notice("tb-1", [
        ("1", "u1", office.day(3), "at-once", f"Việc {body}"),
        ("2", "u2", office.day(4), "at-once", f"Việc {hidden}", f"quote: {hidden}", "personal: true"),
        ("3", "u3", office.day(4), "at-once", f"Việc {hidden}", f"quote: {hidden}", "restricted: true")])
    systemctl("start", "dondoc")
    settle()
    dondoc("done", "tb-1/2", "--reason", f"văn bản {hidden}")
    dondoc("ack", "tb-1/1")
    # Faults must not let words through either.
    whole = (office.config / "directives/tb-1.yaml").read_text()
    (office.config / "directives/tb-1.yaml").write_text(whole.replace("policy: at-once}", "polcy: at-once}"))
    dondoc("reload")
    (office.config / "directives/tb-1.yaml").write_text(whole)
    office.keep.write_text(f"#!/bin/sh\ncat\necho {hidden}-OUTPUT >&2\nexit 75\n")
    dondoc("extend", "tb-1/3", "--to", office.day(9), "--by", "UBND", "--reason", hidden)
    wait_for(lambda: journal("--after-cursor", mark, "DONDOC_EVENT=deferred"), 10, 0.3)
    systemctl("restart", "dondoc")
    entries = journal("--after-cursor", mark)
    ours = [one for one in entries if one.get("SYSLOG_IDENTIFIER") == "dondoc"]
    sent = [one for one in ours if one.get("DONDOC_EVENT") == "accepted" and "DONDOC_OBLIGATION" in one]
    wanted = {
        "PRIORITY": "6", "DONDOC_DIRECTIVE": "tb-1/1", "DONDOC_OBLIGATION": "tb-1/1@u1", "DONDOC_UNIT": "u1",
        "DONDOC_STEP": "on assignment", "DONDOC_GATEWAY": "email", "DONDOC_ATTEMPT": "1", "DONDOC_DELIVERIES": "1",
        "MESSAGE_ID": "abb8cf5f949b42279edc87959fcef6bd", "_SYSTEMD_UNIT": "dondoc.service"}
    found = next((one for one in sent if one["DONDOC_UNIT"] == "u1"), {})
    check("an entry has its fields", all(found.get(key) == value for key, value in wanted.items()), found)
    check("with the message's id and the place in the code",
          len(found.get("DONDOC_MESSAGE", "")) == 32 and
          found.get("CODE_FILE", "").startswith("ReminderService/") and "CODE_LINE" in found and "CODE_FUNC" in found,
          found)
    # Without a cursor: journalctl 252 passes over the first match after one that is no match itself.
    found = [one["DONDOC_MESSAGE"] for one in journal("DONDOC_DIRECTIVE=tb-1/2", "DONDOC_EVENT=accepted")]
    known = [one["DONDOC_MESSAGE"] for one in sent if one["DONDOC_DIRECTIVE"] == "tb-1/2"]
    check("it is found by directive", len(known) == 1 and known[0] == found[-1], (known, found))
    named = [one for one in ours if "DONDOC_EVENT" in one]
    check("each kind of event has an id of its own",
          all("MESSAGE_ID" in one for one in named) and
          len({(one["DONDOC_EVENT"], one["MESSAGE_ID"]) for one in named}) ==
          len({one["MESSAGE_ID"] for one in named}), [one["DONDOC_EVENT"] for one in named if "MESSAGE_ID" not in one])
    check("a deferred message is told with its directive",
          any(one.get("DONDOC_EVENT") == "deferred" and one.get("DONDOC_DIRECTIVE") == "tb-1/3" for one in ours))
    orders = [one for one in ours if one.get("DONDOC_EVENT") == "command"]
    check("an order is told with its author", orders and all(one["DONDOC_AUTHOR"] == "root" for one in orders), orders)
    unnamed = [one["MESSAGE"] for one in ours if "DONDOC_EVENT" not in one and one["PRIORITY"] < "4"]
    check("what is wrong is an event with a name", not unnamed, unnamed)
    run("journalctl", "--sync")
    whole_journal = run("journalctl", "--no-pager", "-o", "export")[1]
    for canary in [secret, body, hidden]:
        lines = [line for line in whole_journal.splitlines() if canary in line]
        # systemd itself may show the drop-in's words; ours must not.
        check(f"no {canary} in the journal", not lines, lines[:3])
    check("no body in the journal", "Kính gửi" not in whole_journal and "Subject:" not in whole_journal)
    unit.drop_in("secret", None)


# --- socket


def exchange(payload, patience=20):
    """What the daemon answers on the socket to these bytes; b"" where it hangs up."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(patience)
        caller.connect(CONTROL)
        try:
            caller.sendall(payload)
            caller.shutdown(socket.SHUT_WR)
            answer = b""
            while part := caller.recv(65536):
                answer += part
        except (BrokenPipeError, ConnectionResetError):
            return b""
        return answer


# Run as a member of the group: each of these must be refused by the kernel. Prints those that were not.
TRESPASSES = """
import os, socket, sys
pid = int(sys.argv[1])
tried = {}
def must_fail(name, attempt):
    try:
        attempt()
    except OSError:
        tried[name] = "refused"
    else:
        tried[name] = "ALLOWED"
def append(path):
    os.close(os.open(path, os.O_WRONLY))
def bind(path):
    socket.socket(socket.AF_UNIX).bind(path)
for name in os.listdir("/var/lib/dondoc"):
    path = f"/var/lib/dondoc/{name}"
    must_fail(f"write {name}", lambda: append(path))
    must_fail(f"delete {name}", lambda: os.remove(path) if os.path.isfile(path) else os.rename(path, path + "-"))
    must_fail(f"replace {name}", lambda: os.symlink("/etc/passwd", path + "-new"))
# Who can open it can lock it while the daemon is stopped, and then it does not start.
must_fail("open ledger.lock", lambda: os.close(os.open("/var/lib/dondoc/ledger.lock", os.O_RDONLY)))
for folder, _, files in os.walk("/etc/dondoc"):
    must_fail(f"create in {folder}", lambda: os.mkdir(f"{folder}/new"))
    for name in files:
        must_fail(f"write {folder}/{name}", lambda: append(f"{folder}/{name}"))
must_fail("replace the control socket", lambda: os.remove("/run/dondoc/control.sock"))
must_fail("bind beside it", lambda: bind("/run/dondoc/other.sock"))
must_fail("end the daemon", lambda: os.kill(pid, 15))
must_fail("stop the daemon", lambda: os.kill(pid, 19))
must_fail("read its environment", lambda: open(f"/proc/{pid}/environ", "rb").read())
must_fail("read its memory", lambda: open(f"/proc/{pid}/mem", "rb").read(1))
must_fail("read its credentials", lambda: os.listdir("/run/credentials/dondoc.service"))
must_fail("read its descriptors", lambda: os.listdir(f"/proc/{pid}/fd"))
print(len(tried), *(name for name, outcome in tried.items() if outcome == "ALLOWED"), sep="\\n")
"""


def members():
    """What a member of the group may not do (systemd/README.md), tried as one."""
    office = unit.office(units=2)
    office.notice("tb-1", [("1", "u1", office.day(5), "at-once")])
    unit.drop_in("credential", "SetCredential=secret:abc")
    systemctl("start", "dondoc")
    settle()
    code, said, errors = unit.run("python3", "-c", TRESPASSES, str(main_pid()), user="clerk")
    lines = said.splitlines()
    check("a member can trespass nowhere", code == 0 and int(lines[0]) > 25 and not lines[1:], (code, said, errors))
    print(f"   {lines[0] if lines else 0} things were tried", flush=True)
    check("but may read the ledger", dondoc("list", user="clerk")[0] == 0)
    check("and give orders", dondoc("ack", "tb-1/1", user="clerk")[0] == 0)
    unit.drop_in("credential", "")


def orders():
    office = unit.office(units=50)
    office.notice("tb-1", [(str(n), f"u{n}", office.day(5), "at-once") for n in range(1, 41)] + [
        ("41", "u1", "5 days after receipt", "at-once")])
    systemctl("start", "dondoc")
    settle()

    check("root may give orders", dondoc("ack", "tb-1/1")[0] == 0)
    check("a member of the group may", dondoc("ack", "tb-1/2", user="clerk")[0] == 0)
    code, _, said = dondoc("ack", "tb-1/3", user="stranger")
    check("a stranger may not and is told so", code == 77 and "group 'dondoc'" in said, (code, said))
    authors = {one["obligation"]: one["author"] for one in records("log", "--kind", "acknowledged")}
    check("the authors are those that the kernel names", authors == {"tb-1/1@u1": "root", "tb-1/2@u2": "clerk"},
          authors)

    before = len(records("log"))
    refusals = {
        "an unknown directive": (("done", "tb-9/9"), 65, "tb-9/9"),
        "an extension to the past": (
            ("extend", "tb-1/4", "--to", office.day(-3), "--by", "UBND", "--reason", "x"), 65, "passed"),
        "an extension that shortens": (
            ("extend", "tb-1/4", "--to", office.day(1), "--by", "UBND", "--reason", "x"), 65, "before the due"),
        "a date that does not exist": (
            ("extend", "tb-1/4", "--to", "2026-02-30", "--by", "UBND", "--reason", "x"), 64, "2026-02-30"),
        "an event of tomorrow": (("occur", "tb-1/41", "--on", office.day(1), "--case", "a"), 65, "not come yet"),
        "an event that nothing waits for": (("occur", "tb-1/1", "--on", office.day(), "--case", "a"), 65, "waits for"),
        "a message that does not exist": (("outbox", "retry", "ffffffffffff"), 65, "ffffffffffff"),
        "an unknown unit": (("ack", "tb-1/5", "--as", "nobody"), 65, "nobody"),
    }
    for what, (words, code, reason) in refusals.items():
        seen = dondoc(*words)
        check(f"refused with the reason: {what}", seen[0] == code and reason in seen[2], seen)
    check("and nothing of that is recorded", len(records("log")) == before)

    twice = {
        "done": ("done", "tb-1/6"), "ack": ("ack", "tb-1/7"), "hold": ("hold", "--reason", "thử"),
        "hold --off": ("hold", "--off"), "withdraw": ("withdraw", "tb-1/8", "--reason", "bãi bỏ"),
        "extend": ("extend", "tb-1/9", "--to", office.day(20), "--by", "UBND", "--reason", "mưa"),
        "occur": ("occur", "tb-1/41", "--on", office.day(), "--case", "a"),
        "failed": ("done", "tb-1/10", "--failed", "--reason", "không đạt"),
    }
    for what, words in twice.items():
        first = dondoc(*words)
        settle()
        events = len(records("log"))
        second = dondoc(*words)
        check(f"{what} twice is {what} once", first[0] == second[0] == 0 and len(records("log")) == events,
              (first, second))
    check("what is done cannot fail", dondoc("done", "tb-1/6", "--failed", "--reason", "x")[0] == 65)

    began = time.monotonic()
    callers = [subprocess.Popen(["dondoc", "ack", f"tb-1/{11 + n % 25}"], stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE) for n in range(200)]
    codes = collections.Counter(caller.wait(60) for caller in callers)
    took = time.monotonic() - began
    check("200 orders at a time are all answered", codes == {0: 200}, codes)
    recorded = collections.Counter(one["obligation"] for one in records("log", "--kind", "acknowledged"))
    check("and each counts once", all(recorded[f"tb-1/{n}@u{n}"] == 1 for n in range(11, 36)), recorded)
    print(f"   200 orders took {took:.1f} s with their processes", flush=True)
    ask = json.dumps({"method": "vn.dondoc.Order", "parameters": {"status": {}}}).encode() + b"\0"
    began = time.monotonic()
    check("200 calls on one connection are answered in turn", exchange(ask * 200).count(b"\0") == 200)
    print(f"   200 calls took {time.monotonic() - began:.2f} s", flush=True)

    pid = main_pid()
    memory = int(unit.shown("MemoryCurrent") or 0) if unit.shown("MemoryCurrent").isdigit() else 0
    check("random bytes are answered with a refusal or a closed line",
          all(b"Refused" in answer or answer == b"" for answer in [exchange(os.urandom(5000)) for _ in range(50)]))
    check("so is a call without an end", exchange(b'{"method":') == b"")
    check("and one of 10 MB", exchange(b"x" * 10_000_000) == b"")
    check("and an order of another version", b"Refused" in exchange(b'{"method":"vn.dondoc.Sing","parameters":{}}\0'))
    idle = [socket.socket(socket.AF_UNIX) for _ in range(300)]
    for one in idle:
        one.connect(CONTROL)
    began = time.monotonic()
    answered = dondoc("status")[0] == 0
    took = time.monotonic() - began
    check("callers who say nothing do not keep others waiting", answered and took < 5, took)
    for one in idle:
        one.close()
    check("it is the same daemon after all that", main_pid() == pid and unit.shown("NRestarts") == "0")

    systemctl("stop", "dondoc.service", "dondoc.socket")
    told = 0
    commands = [
        ("done", "tb-1/1"), ("ack", "tb-1/1"), ("occur", "tb-1/41", "--on", office.day(), "--case", "b"), ("reload",),
        ("extend", "tb-1/1", "--to", office.day(9), "--by", "a", "--reason", "b"), ("status",), ("hold",),
        ("withdraw", "tb-1/1", "--reason", "x"), ("outbox", "retry", "ff"), ("outbox", "drop", "ff"),
        ("outbox", "release"), ("clock", "accept")]
    for words in commands:
        code, _, said = dondoc(*words)
        told += code == 69 and "systemctl start dondoc" in said
    check("when the daemon is down each order says so and how to start it", told == len(commands), told)
    check("reading needs no daemon", dondoc("list")[0] == dondoc("log")[0] == dondoc("outbox")[0] == 0)
    systemctl("start", "dondoc.socket")
    check("the socket alone starts the daemon for an order", dondoc("ack", "tb-1/36")[0] == 0 and unit.is_up())


# --- reboot

MARK = pathlib.Path("/var/lib/systests.json")


def reboot():
    """The first half, before the boot."""
    office = unit.office()
    office.notice("tb-1", [(str(n), f"u{n}", office.day(3), "at-once") for n in range(1, 4)])
    systemctl("enable", "dondoc.service", "dondoc.socket")
    systemctl("start", "dondoc")
    settle()
    path = office.config / "directives/tb-1.yaml"
    path.write_text(path.read_text().replace("lead: [u2]", "lead: [u22]"))
    MARK.write_text(json.dumps({"list": [(one["obligation"], one["due"]) for one in records("list")]}))


def rebooted():
    if not MARK.exists():
        return
    office = unit.there()
    before = json.loads(MARK.read_text())
    check("after a reboot with a broken edit it runs", wait_for(unit.is_up, 10))
    check("with what was in force", [[one["obligation"], one["due"]] for one in records("list")] == before["list"])
    check("the operator gets a letter", refusal_names(office, "did you mean 'u2'"), office.letters(OPERATOR))
    settle()
    check("nothing is sent twice",
          times_sent(office, "u") == {f"u{n}@ubnd.example": 1 for n in range(1, 4)}, office.deliveries())
    stops = records("log", "--kind", "stopped")
    check("and the stop before it was an orderly one", len(stops) == 1, stops)


GROUPS = {
    "start": start, "reload": reload, "late": late, "hang": hang, "load": load, "fields": fields, "members": members,
    "orders": orders, "reboot": reboot}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dondoc")
    parser.add_argument("group", nargs="*", choices=[[], *GROUPS], default=[])
    parser.add_argument("--restarts", type=int, default=20)
    options = parser.parse_args()
    if os.environ.get("BOOT") == "2":
        rebooted()
        finish()
    unit.install(options.dondoc)
    for name in options.group or GROUPS:
        began = time.monotonic()
        GROUPS[name](*([options.restarts] if name == "load" else []))
        print(f"-- {name}: {time.monotonic() - began:.0f} s", flush=True)
    finish()


main()
