#!/usr/bin/env python3
"""compare-plan-rehearse.py DONDOC: what is planned is what is sent.

Plans and rehearses the sample's notice over the same days and compares the deliveries; then reads every message that the
rehearsal left, as its recipients' programs would.
"""

import collections
import email
import email.policy
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, arguments, conclude
from Support.daemon import listing

IDENTITY = ("obligation", "role", "unit", "step", "at", "gateway", "to")
PLANNED = (
    "at", "due", "due_date", "directive", "obligation", "unit", "role", "step", "version", "occurrence", "ordinal",
    "gateway", "to",
)
SENT = (*PLANNED, "sent_at", "message")


def wrong_keys(name, objects, keys):
    """Listings whose keys depend on their values cannot be read by a program."""
    found = {tuple(sorted(set(keys) ^ set(item))) for item in objects} - {()}
    return [f"{name}: keys absent or not agreed: {', '.join(keys)}" for keys in sorted(found)]


def wrong_deliveries(planned, sent):
    planned = collections.Counter(tuple(item[key] for key in IDENTITY) for item in planned)
    sent = collections.Counter(tuple(item[key] for key in IDENTITY) for item in sent)
    wrong = [f"planned {count} times: {identity}" for identity, count in planned.items() if count > 1]
    wrong += [f"sent {count} times: {identity}" for identity, count in sent.items() if count > 1]
    wrong += [f"planned, not sent: {identity}" for identity in sorted(planned.keys() - sent.keys())]
    wrong += [f"sent, not planned: {identity}" for identity in sorted(sent.keys() - planned.keys())]
    return wrong


def wrong_mail(path, known):
    """Everything that a mail program would stumble over in the file."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    wrong = [f"{path.name}: {defect!r}" for part in message.walk() for defect in part.defects]
    for header in ("From", "To", "Subject", "Date", "Message-ID"):
        values = message.get_all(header, [])
        if len(values) != 1:
            wrong.append(f"{path.name}: {len(values)} times {header}")
        wrong += [f"{path.name}: {header}: {defect!r}" for value in values for defect in value.defects]
    addresses = [address.addr_spec for address in message["To"].addresses] if message["To"] else []
    if len(addresses) != 1 or addresses[0] not in known:
        wrong.append(f"{path.name}: To is {addresses}, no planned address")
    body = message.get_body(("plain",))
    if body is None or not body.get_content().strip():
        wrong.append(f"{path.name}: no plain text")
    elif "\N{REPLACEMENT CHARACTER}" in body.get_content():
        wrong.append(f"{path.name}: text that does not decode")
    return wrong


def wrong_files(spool, sent):
    files = [path for path in spool.iterdir() if path.suffix in (".eml", ".sms")]
    wrong = [f"{path.name}: neither .eml nor .sms" for path in spool.iterdir() if path not in files]
    messages = {item["message"] for item in sent}
    if len(files) != len(messages):
        wrong.append(f"{len(files)} files for {len(messages)} messages")
    known = {item["to"] for item in sent}
    identities = collections.Counter()
    for path in files:
        if path.suffix == ".eml":
            wrong += wrong_mail(path, known)
            identities[email.message_from_bytes(path.read_bytes())["Message-ID"]] += 1
        else:
            try:
                if not path.read_bytes().decode("utf-8").strip():
                    wrong.append(f"{path.name}: no text")
            except UnicodeDecodeError as error:
                wrong.append(f"{path.name}: {error}")
    wrong += [f"{count} files with the Message-ID {name}" for name, count in identities.items() if count > 1]
    return wrong


def main():
    parser = arguments(__doc__)
    parser.add_argument("--config", type=pathlib.Path, default=ROOT / "config")
    parser.add_argument("--from", dest="start", default="2021-11-26")
    parser.add_argument("--to", dest="end", default="2022-01-05")
    options, rest = parser.parse_known_args()  # --occur and the like go to both

    span = ("--config", options.config, "--from", options.start, "--to", options.end, *rest)
    with tempfile.TemporaryDirectory() as folder:
        spool = pathlib.Path(folder, "spool")
        planned = listing(options.dondoc, "plan", *span)
        sent = listing(options.dondoc, "rehearse", *span, "--spool", spool)
        if not planned:
            sys.exit("nothing is planned")
        wrong = wrong_keys("plan", planned, PLANNED) + wrong_keys("rehearse", sent, SENT)
        if not wrong:
            wrong = wrong_deliveries(planned, sent) + wrong_files(spool, sent)
    conclude(wrong, f"planned = sent: {len(planned)} deliveries in {len({item['message'] for item in sent})} messages")


main()
