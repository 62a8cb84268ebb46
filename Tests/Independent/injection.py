#!/usr/bin/env python3
"""injection.py FILE: reads messages that Dondoc wrote of hostile texts, and says what is not as the template has it.

FILE is a JSON list of cases by Tests/RenderingTests/Injection. A mail is read by Python's email (policies default and
SMTP), an SMS by the rules of smstools' files, an address by the grammars of RFC 5321 and E.164. Prints
{"seen": …, "faults": […]}.
"""

import base64
import email
import email.policy
import html.parser
import json
import re
import sys

NAMES = ["From", "To", "Subject", "Date", "Message-ID", "References", "Auto-Submitted", "Content-Language",
         "MIME-Version", "Content-Type"]
SOMETIMES = ["In-Reply-To", "Content-Transfer-Encoding"]
SHAPES = [["text/plain"], ["multipart/alternative", "text/plain", "text/html"],
          ["multipart/alternative", "text/plain", "text/html", "text/calendar"]]
COMPONENTS = {"BEGIN:VCALENDAR", "BEGIN:VTODO", "BEGIN:VALARM", "BEGIN:VTIMEZONE", "BEGIN:STANDARD", "BEGIN:DAYLIGHT"}
PLAIN_TAGS = set("html head meta title style body main section header footer div p span br hr table thead tbody tr th td ul"
                 " ol li dl dt dd h1 h2 h3 b strong em i small a blockquote".split())
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
MAIL = re.compile(rf"(?=[^@]{{1,64}}@)(?=.{{1,254}}\Z)(?!-){ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})*\Z", re.ASCII)
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}\Z")


class Tags(html.parser.HTMLParser):
    """The tags of a page, and what a text must never make of it."""

    def __init__(self):
        super().__init__()
        self.seen = set()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.seen |= {f"{tag} {name}" for name, _ in attributes if name.startswith("on")}


def mail_faults(case):
    raw = base64.b64decode(case["mail"])
    for policy in (email.policy.default, email.policy.SMTP):
        mail = email.message_from_bytes(raw, policy=policy)
        for part in mail.walk():
            if part.defects or any(value.defects for value in part.values()):
                yield f"defects {part.defects} {[value.defects for value in part.values()]}"
            if part is not mail and {name.lower() for name in part} - {
                    "content-type", "content-transfer-encoding", "content-disposition", "content-language"}:
                yield f"a part has {part.keys()}"
        if [name for name in mail.keys() if name not in SOMETIMES] != NAMES or len(set(mail.keys())) != len(mail.keys()):
            yield f"fields {mail.keys()}"
            continue
        if str(mail["Subject"]) != case["subject"]:
            yield f"subject {mail['Subject']!r}, not {case['subject']!r}"
        if [address.addr_spec for address in mail["To"].addresses] != [case["to"]]:
            yield f"to {mail['To']}"
        if [address.addr_spec for address in mail["From"].addresses] != ["van-phong@ubnd.example"]:
            yield f"from {mail['From']}"
        if mail["Message-ID"] != f"<{case['id']}@ubnd.example>":
            yield f"id {mail['Message-ID']}"
        kinds = [part.get_content_type() for part in mail.walk()]
        if kinds not in SHAPES:
            yield f"parts {kinds}"
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                lines = re.sub(r"\r?\n[ \t]", "", part.get_content()).splitlines()
                begun = {line for line in lines if line.upper().startswith("BEGIN:")}
                if not {"BEGIN:VCALENDAR", "BEGIN:VTODO"} <= begun <= COMPONENTS or lines.count("END:VCALENDAR") != 1:
                    yield f"calendar {begun}"
            elif part.get_content_type() == "text/html":
                tags = Tags()
                tags.feed(part.get_content())
                if not tags.seen <= PLAIN_TAGS:
                    yield f"tags {tags.seen - PLAIN_TAGS}"
        text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
        if not text.rstrip().endswith(case["end"]) or re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", text):
            yield f"text {text[-200:]!r}"
    if any(len(line) > 76 for line in raw.split(b"\n")) or any(byte > 0x7E or byte < 0x20 and byte != 0x0A for byte in raw):
        yield "a line is too long, or not ASCII"


def sms_faults(case):
    raw = base64.b64decode(case["spool"])
    head, _, body = raw.partition(b"\n\n")
    lines = head.decode("ascii").split("\n")
    fields = dict(line.split(": ", 1) for line in lines)
    if list(fields) != ["To", "Alphabet", "Autosplit"] or len(lines) != 3:
        yield f"header {lines}"
        return
    if fields["To"] != case["number"].removeprefix("+") or not NUMBER.match(case["number"]):
        yield f"number {fields['To']!r}"
    text = body.decode({"UTF-8": "utf-8", "UCS2": "utf-16-be"}[fields["Alphabet"]])
    if text != case["sms"]:
        yield f"text {text!r}, not {case['sms']!r}"
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", text):
        yield f"a control character in {text!r}"


def address_faults(case):
    for kind, grammar in (("mail", MAIL), ("sms", NUMBER)):
        text, accepted = case["addresses"][kind]["text"], case["addresses"][kind]["accepted"]
        if accepted != bool(grammar.match(text)):
            yield f"{'accepted' if accepted else 'refused'}: {text!r}"


def main():
    cases = json.load(open(sys.argv[1]))
    faults = [f"{index}: {fault}" for index, case in enumerate(cases)
              for find in (mail_faults, sms_faults, address_faults) for fault in find(case)]
    print(json.dumps({"seen": len(cases), "faults": faults[:10]}))


main()
