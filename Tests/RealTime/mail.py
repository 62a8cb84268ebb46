#!/usr/bin/env python3
"""mail.py DONDOC: the sample in real time, its mail by msmtp to an SMTP server on loopback, its SMS into a spool.

At 08:00 on 29/11/2021 of the daemon's clock the assignments and the last steps before their dues arrive, each once,
within a second; every mail parses without a defect. Then again with a SIGTERM in the burst and a second start.
Needs msmtp; without that it is skipped, but under CI it fails.
"""

import datetime
import email
import email.policy
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, arguments, conclude, skip
from Support.daemon import Clock, Daemon, listing
from Support.mailserver import MailServer
from Support.office import EIGHT, OPERATOR

SPOOLED = '[./spool, email, "{to}", "{state}/spool"]'
BEFORE = 2.0


class Inbox(MailServer):
    """What the mail server got, without operator messages, which are not what is tested."""

    @property
    def mails(self):
        return [mail for mail in list(self.taken) if mail[1] != OPERATOR]

    def count(self):
        return len(self.mails)


def folder_for(root, msmtp, port):
    """The sample's configuration with msmtp for its mail, and nothing else changed."""
    config = pathlib.Path(root) / "config"
    shutil.copytree(ROOT / "config", config)
    command = f'[{msmtp}, "--host=127.0.0.1", "--port={port}", "--from={{from}}", "--", "{{to}}"]'
    path = config / "dondoc.yaml"
    text = path.read_text()
    if SPOOLED not in text:
        sys.exit(f"config/dondoc.yaml has no {SPOOLED} to put msmtp in the place of")
    # Without the reports, which go on a Monday before the assignments do.
    text = text.replace("reports: {exceptions: daily, summary: monday}", "reports: {exceptions: never, summary: never}")
    path.write_text(text.replace(SPOOLED, command))
    path.chmod(0o644)
    return config


def plan(dondoc, config, clock_text):
    """What is to go at 08:00: {(gateway, to): steps}."""
    lines = listing(
        dondoc, "plan", "--config", config, "--loaded", clock_text, "--from", clock_text,
        "--to", "2021-11-29T08:00:01+07:00",
    )
    bundles = {}
    for line in lines:
        bundles.setdefault((line["gateway"], line["to"]), []).append((line["directive"], line["step"]))
    return bundles


def spooled(state):
    return sorted((pathlib.Path(state) / "spool").glob("*.sms"))


def reminders(dondoc, state):
    return [line for line in listing(dondoc, "outbox", "--all", "--state", state) if line["kind"] == "reminder"]


def run_once(dondoc, config, root, inbox, restart):
    """One process, or two with a SIGTERM between them amid the burst."""
    name = "restarted" if restart else "whole"
    state = pathlib.Path(root) / name
    inbox.taken.clear()
    clock = Clock(EIGHT, BEFORE)
    loaded = str(clock)
    wanted = plan(dondoc, config, loaded)
    mails = {to for gateway, to in wanted if gateway == "email"}
    texts = {to for gateway, to in wanted if gateway == "sms"}
    wrong = []

    clock = Clock(EIGHT, BEFORE)
    daemon = Daemon(dondoc, config, state, clock)
    if not daemon.wait_ready():
        return [f"{name}: not ready: {daemon.lines[-5:]}"], ""
    # Its clock began between these two, so its 08:00 lies between them too.
    earliest, latest = daemon.began + BEFORE, daemon.ready_at + BEFORE
    status = None
    if restart:
        daemon.wait_until(lambda: inbox.count() >= 2)
        status = daemon.end(signal.SIGTERM)
        at_stop = inbox.count()
        outbox = reminders(dondoc, state)
        accepted = sum(line["state"] == "accepted" and line["gateway"] == "email" for line in outbox)
        if status != 0 or accepted != at_stop or len(outbox) != accepted + len(spooled(state)):
            wrong.append(f"{name}: exit {status}; {at_stop} mails and {len(spooled(state))} SMS got there, {len(outbox)}"
                         f" messages in the outbox, {accepted} mails accepted")
        if at_stop >= len(mails):
            wrong.append(f"{name}: the SIGTERM came after the burst")
        daemon = Daemon(dondoc, config, state, clock)

    def arrived():
        return inbox.count() >= len(mails) and len(spooled(state)) >= len(texts)

    if not daemon.wait_until(arrived, 30):
        wrong.append(f"{name}: {inbox.count()} of {len(mails)} mails, {len(spooled(state))} of {len(texts)} SMS came")
    time.sleep(0.5)
    status = daemon.end(signal.SIGTERM)
    if status != 0:
        wrong.append(f"{name}: exit {status} after SIGTERM: {daemon.lines[-5:]}")

    # Once each, to whom the plan says.
    got = sorted(recipient for _, recipient, _, _ in inbox.mails)
    if got != sorted(mails):
        wrong.append(f"{name}: mails to {got}, not to {sorted(mails)}")
    numbers = sorted(path.name.split("-")[0] for path in spooled(state))
    if numbers != sorted(texts):
        wrong.append(f"{name}: SMS to {numbers}, not to {sorted(texts)}")

    lateness = []
    if not restart:
        lateness = [at - latest for _, _, _, at in inbox.mails]
        if min(at for _, _, _, at in inbox.mails) < earliest:
            wrong.append(f"{name}: a mail came before 08:00")
        if max(lateness) > 1:
            wrong.append(f"{name}: the last mail came {max(lateness):.3f} s after 08:00")
    for sender, recipient, content, _ in inbox.mails:
        wrong += [f"{name}: to {recipient}: {fault}" for fault in faults_of(recipient, sender, content)]
    wrong += [f"{name}: {fault}" for fault in ledger_faults(dondoc, state, wanted, inbox, restart)]
    if not restart:
        wrong += [f"{name}: {fault}" for fault in merged_faults(inbox, wanted)]
    figures = f"{name}: {len(got)} mails and {len(numbers)} SMS, once each"
    if lateness:
        figures += f", the last mail at most {max(lateness):.3f} s after 08:00"
    return wrong, figures


def faults_of(recipient, sender, content):
    """What is wrong with a mail as Python's email reads it."""
    message = email.message_from_bytes(content, policy=email.policy.SMTP)
    for part in message.walk():
        for defect in part.defects:
            yield f"defect {defect!r}"
        for header, value in part.items():
            for defect in value.defects:
                yield f"defect in {header}: {defect!r}"
    if [address.addr_spec for address in message["To"].addresses] != [recipient]:
        yield f"To is {message['To']}"
    if message["From"].addresses[0].addr_spec != sender:
        yield f"From is {message['From']}, the envelope's sender {sender}"
    if message["Auto-Submitted"] != "auto-generated" or not message["Message-ID"] or not str(message["Subject"]):
        yield "without Auto-Submitted, Message-ID or Subject"
    date = message["Date"].datetime
    if date is None or abs((date - EIGHT).total_seconds()) > 60 or date.utcoffset() != datetime.timedelta(hours=7):
        yield f"Date is {message['Date']}"
    text = message.get_body(("plain",)).get_content()
    if "�" in text or not text.strip():
        yield "its text does not decode"
    if any(len(line) > 78 for line in content.split(b"\r\n")):
        yield "a line is longer than 78"


def merged_faults(inbox, wanted):
    """8.1's `1 working day before` comes with its assignment merged into it."""
    steps = [step for (gateway, _), items in wanted.items() for directive, step in items if directive.endswith("/8.1")]
    if steps.count("1 working day before") != 2 or steps.count("on assignment") != 8:
        yield f"the plan has these steps of 8.1: {steps}"
    mail = [content for _, recipient, content, _ in inbox.mails if recipient == "tnmt@ubnd.example"]
    text = email.message_from_bytes(mail[0], policy=email.policy.SMTP).get_body(("plain",)).get_content() if mail else ""
    for words in ("30/11/2021", "Còn 1 ngày làm việc", "đồng thời là thông báo giao nhiệm vụ"):
        if words not in text:
            yield f"the mail of 8.1 does not say '{words}':\n{text}"


def ledger_faults(dondoc, state, wanted, inbox, restart):
    outbox = reminders(dondoc, state)
    log = listing(dondoc, "log", "--state", state)
    if {(line["gateway"], line["to"]) for line in outbox} != set(wanted) or len(outbox) != len(wanted):
        yield f"the outbox has {len(outbox)} messages, the plan {len(wanted)}"
    for line in outbox:
        if line["state"] != "accepted" or line["attempts"] != 1:
            yield f"outbox: {line}"
    ids = {line["message"] for line in outbox}
    for kind in ("claimed", "accepted"):
        if sorted(event["message"] for event in log if event["kind"] == kind and event["message"] in ids) != sorted(ids):
            yield f"the log does not tell '{kind}' of each message once"
    kinds = [event["kind"] for event in log]
    lives = 2 if restart else 1
    if (kinds.count("started"), kinds.count("stopped"), kinds[-1]) != (lives, lives, "stopped"):
        yield f"the log tells of {kinds.count('started')} starts and {kinds.count('stopped')} stops"
    if not restart:
        late = max(event["at"] for event in log if event["kind"] == "accepted")
        if late > "2021-11-29T08:00:01.999":
            yield f"accepted as late as {late} by the daemon's clock"


def main():
    options = arguments(__doc__).parse_args()
    msmtp = shutil.which("msmtp")
    if not msmtp:
        skip("msmtp is not installed")
    inbox = Inbox()
    with tempfile.TemporaryDirectory(prefix="dondoc-mail-") as root:
        os.chmod(root, 0o755)
        config = folder_for(root, msmtp, inbox.port)
        wrong, figures = [], []
        for restart in (False, True):
            faulty, line = run_once(options.dondoc, config, root, inbox, restart)
            wrong += faulty
            figures.append(line)
    conclude(wrong, "; ".join(figures))


main()
