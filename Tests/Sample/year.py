#!/usr/bin/env python3
"""year.py DONDOC: a year of the sample's messages, in both languages, read by parsers of others.

Each message of a rehearsal is parsed by Python's email (policies default and SMTP), its HTML by html.parser, its calendar
by PyPI's icalendar and vobject, which are fetched into a temporary place; where they cannot be had, that part is skipped
with the reason. What preview shows is compared with what was sent. Exits with 0 unless something is wrong.
"""

import datetime
import email
import email.policy
import hashlib
import html.parser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
import venv

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, arguments
from Support.daemon import listing

SPAN = ("--from", "2021-11-26", "--to", "2022-11-25")
EVENTS = ("--occur", "tb-2021-11-30/8.3=ho-so-1@2021-12-01", "--fail", "tb-2021-11-30/9.6@2021-12-20")
VOID = {"meta", "br", "img", "hr", "input", "link"}


class Document(html.parser.HTMLParser):
    """Balanced tags, the language, the visible text; nothing that is fetched or runs."""

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.words, self.language = [], [], [], None
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "html":
            self.language = values.get("lang")
        if tag in {"script", "iframe", "object", "embed", "form", "img", "link", "base"}:
            self.wrong.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name in {"src", "background", "srcset", "action"}:
                self.wrong.append(f"{tag} {name}={value}")
            if name == "href" and not value.startswith("mailto:"):
                self.wrong.append(f"href={value}")
            if "url(" in (value or ""):
                self.wrong.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            if "url(" in data or "@import" in data:
                self.wrong.append("a style that fetches")
        else:
            self.words.append(data)


def modules(place):
    """icalendar and vobject from PyPI; the reason where they cannot be had."""
    try:
        venv.create(place, with_pip=True)
        command = [f"{place}/bin/pip", "install", "-q", "--disable-pip-version-check", "icalendar==6.3.1", "vobject==0.9.9"]
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    except (subprocess.SubprocessError, OSError, SystemExit) as error:
        return None, (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1:]
    sys.path[:0] = map(str, pathlib.Path(place).glob("lib/python*/site-packages"))
    import icalendar
    import vobject
    return (icalendar, vobject), None


def uid(obligation):
    """The UID by its rule: a version 8 UUID of the SHA-256 of the obligation's id."""
    digits = list(hashlib.sha256(f"task|{obligation}".encode()).hexdigest()[:32])
    digits[12], digits[16] = "8", "a"
    return str(uuid.UUID("".join(digits)))


def wrong_mail(raw, language):
    """What Python's email, or a mail server, would stumble over."""
    if any(len(line) > 76 for line in raw.split(b"\n")):
        yield "a line of more than 76 characters"
    if not raw.isascii() or b"\r" in raw:
        yield "not ASCII with LF"
    for policy in (email.policy.default, email.policy.SMTP):
        mail = email.message_from_bytes(raw, policy=policy)
        for part in mail.walk():
            yield from (f"{defect!r}" for defect in part.defects)
            for name, value in part.items():
                yield from (f"{name}: {defect!r}" for defect in value.defects)
            if part.is_multipart() and raw.count(f"--{part.get_boundary()}\n".encode()) != len(part.get_payload()):
                yield "the boundary occurs elsewhere"
        again = email.message_from_bytes(mail.as_bytes(), policy=policy)
        if [(k, str(v)) for k, v in mail.items()] != [(k, str(v)) for k, v in again.items()]:
            yield "the header does not come back"
        if any(len(line) > 998 for line in mail.as_bytes().splitlines()):
            yield "a line of more than 998 characters"
    if mail["Auto-Submitted"] != "auto-generated" or mail["Bcc"] or not mail["References"]:
        yield "a header that must or must not be there"
    if mail["Content-Language"] != language:
        yield f"Content-Language: {mail['Content-Language']}"
    document = Document(mail.get_body(("html",)).get_content())
    yield from (f"HTML: {fault}" for fault in document.wrong)
    if document.language != language:
        yield f"HTML in {document.language}"
    shown = " ".join(" ".join(document.words).split()).casefold()
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    for line in re.findall(r"^- [^:\n]+: (.*)$", text, re.M):
        for words in re.split(r"[“”()]", line):
            if " ".join(words.split()).casefold() not in shown:
                yield f"only in the text: {words!r}"


def tasks(mail):
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            if part.get_param("method") != "PUBLISH":
                yield "no method"
            yield part.get_content()


def wrong_calendar(text, deliveries, before, parsers):
    """What icalendar and vobject read, against the plan."""
    icalendar, vobject = parsers
    calendar = icalendar.Calendar.from_ical(text)
    if calendar.errors or calendar["METHOD"] != "PUBLISH":
        yield f"icalendar: {calendar.errors}"
    other = {todo.uid.value: todo for todo in vobject.readOne(text).vtodo_list}
    expected = {uid(item["obligation"]): item for item in deliveries}
    found = {str(todo["UID"]): todo for todo in calendar.walk("VTODO")}
    if not found.keys() <= expected.keys() or found.keys() != other.keys():
        yield f"tasks {sorted(found)}, planned {sorted(expected)}"
        return
    for key, todo in found.items():
        item = expected[key]
        if todo.errors:
            yield f"{item['obligation']}: {todo.errors}"
        if todo["SEQUENCE"] != 2 * (item["version"] - 1) or other[key].sequence.value != str(todo["SEQUENCE"]):
            yield f"{item['obligation']}: SEQUENCE {todo['SEQUENCE']}"
        if todo["STATUS"] != "NEEDS-ACTION" or str(todo["SUMMARY"]) != other[key].summary.value:
            yield f"{item['obligation']}: {todo['STATUS']} {todo['SUMMARY']}"
        if item["due"] is None:
            if "DUE" in todo:
                yield f"{item['obligation']}: a due where there is none"
            continue
        due = datetime.datetime.fromisoformat(item["due"])
        if item["directive"] in before:
            due -= datetime.timedelta(days=1)
        if due.time() == datetime.time(0):
            due -= datetime.timedelta(seconds=1)
        if todo["DUE"].dt != due or other[key].due.value != due or not todo["DTSTART"].dt < due:
            yield f"{item['obligation']}: DUE {todo['DUE'].dt}, expected {due}"
        for alarm in todo.walk("VALARM"):
            trigger = alarm["TRIGGER"].dt.astimezone(due.tzinfo)
            if alarm["ACTION"] != "DISPLAY" or trigger.time() != datetime.time(7, 30) or trigger > due:
                yield f"{item['obligation']}: alarm at {trigger}"


def year(dondoc, language, place, parsers):
    """Rehearses the year in a language; gives the number of mails and what is wrong."""
    config = place / f"config-{language}"
    shutil.copytree(ROOT / "config", config)
    settings = config / "dondoc.yaml"
    settings.write_text(settings.read_text().replace("language: vi", f"language: {language}"))
    notice = next(config.glob("directives/*.yaml")).read_text()
    before = {f"tb-2021-11-30/{item}" for item in re.findall(r'id: "([\d.]+)"(?:(?!id: ")[\s\S])*?(?:by|deadline): before ', notice)}
    spool = place / f"spool-{language}"
    options = ("--config", config, *EVENTS)
    sent = {}
    for item in listing(dondoc, "rehearse", *options, *SPAN, "--spool", spool):
        sent.setdefault(item["message"], []).append(item)
    mails, wrong, previews = 0, [], {}
    for path in sorted(spool.glob("*.eml")):
        raw = path.read_bytes()
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        deliveries = sent[mail["Message-ID"].strip("<>").split("@")[0]]
        mails += 1
        wrong += [f"{path.name}: {fault}" for fault in wrong_mail(raw, language)]
        if parsers:
            for text in tasks(mail):
                wrong += [f"{path.name}: {fault}" for fault in wrong_calendar(text, deliveries, before, parsers)]
        # A message to a supervising unit counts earlier reminders, which are known only when it is sent.
        if all(item["role"] in ("lead", "coordinating") for item in deliveries):
            previews.setdefault((deliveries[0]["step"], len(deliveries) > 1), (deliveries[0], raw))
    loaded = ("--loaded", SPAN[1])
    for item, raw in previews.values():
        command = [dondoc, "preview", item["directive"], *options, *loaded, "--unit", item["unit"], "--step", item["step"],
                   "--channel", "email", "--at", item["at"], "--raw"]
        if subprocess.run(command, capture_output=True).stdout != raw:
            wrong.append(f"{language}: another preview of {item['obligation']} {item['step']} {item['at']}")
    return mails, len(previews), wrong


def main():
    dondoc = arguments(__doc__).parse_args().dondoc
    began = datetime.datetime.now()
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        parsers, reason = modules(place / "venv")
        if parsers is None:
            print(f"skipped: the calendars: {reason}")
        failed = False
        for language in ("vi", "en"):
            mails, previews, wrong = year(dondoc, language, place, parsers)
            print(f"{language}: {mails} e-mails, {previews} held against their preview, {len(wrong)} wrong")
            print("\n".join(wrong[:20]), end="\n" if wrong else "")
            failed = failed or bool(wrong) or mails < 100 or previews < 5
    print(f"{(datetime.datetime.now() - began).seconds} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
