#!/usr/bin/env python3
"""same-bytes.py OLD NEW [--offices N]: two builds of the program send and show the same, byte for byte.

Both plan and rehearse a year of the sample and of three generated offices, and run the daemon for a moment. Compared are
the lines of the plan, each message as a gateway gets it (its Message-ID too) and as people read it, and what `check`,
`explain`, `list`, `calendar`, `preview`, `report` and `outbox` print. Prints a table; exit 1 if anything differs.

One thing is left to chance in a rehearsal, of one build too: an e-mail and an SMS of one instant were both accepted at
that instant, and which of them a later text names as the last one hangs on which was claimed first. A message that
differs in nothing else is counted as a tie.
"""

import argparse
import concurrent.futures
import datetime
import email
import email.policy
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support import daemon, generated

PHRASES = """\
chậm nhất ngày 31/01/2026
trước ngày 15 tháng 12
xong trong tháng 11/2026
trong quý I năm 2026
trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản
chậm nhất 24 giờ sau khi nhận hồ sơ
trước Tết Nguyên đán
trước 16h00 ngày 20/3
báo cáo định kỳ trước ngày 25 hằng tháng
thứ Sáu hằng tuần
ngày làm việc cuối cùng của quý
đầu tháng 4
khẩn trương, báo cáo ngay
thường xuyên
trong 10 ngày tới
từ ngày 01/4 đến ngày 15/4/2026
"""


# Vietnamese, English, and a report as text and as JSON, where the milliseconds of the real clock differ too.
TIES = [(r"qua\s+(thư\s+điện\s+tử|tin\s+nhắn\s+SMS)", "qua CHANNEL"), (r"\bby\s+(e-mail|SMS)", "by CHANNEL"),
        (r"(\d\d:\d\d +)(email|sms)\b", r"\1CHANNEL"), (r'"last_channel":"\w+"', "CHANNEL"), (r'("last_reached":"[-\dT:]*):\d\d\.\d+', r"\1")]


def without_ties(what, content):
    """A message as people read it, or an output, without what is left to chance."""
    if what.endswith(".eml"):
        mail = email.message_from_bytes(content, policy=email.policy.SMTP)
        parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        text = "\n".join([*(f"{key}: {value}" for key, value in mail.items()), *map(str, parts)])
        text = re.sub(r"boundary=\S+", "", text)
    else:
        text = content.decode() if isinstance(content, bytes) else "\n".join(map(str, content))
    for pattern, name in TIES:
        text = re.sub(pattern, name, text)
    return text


class Side:
    """One program over one office: its outputs by what was asked, its messages by the name of their file."""

    def __init__(self, program, root, config, facts, year, day):
        self.program, self.root, self.config = program, root, root / "config"
        shutil.copytree(config, self.config)
        self.outputs = {}
        loaded = (*facts, "--loaded", year[0])
        span = ("--from", year[0], "--to", year[1])
        plan = daemon.listing(program, "plan", "--config", self.config, *facts, *span)
        self.ask("plan --json", "plan", *facts, *span, "--json")
        self.ask("plan", "plan", *facts, "--from", year[0], "--to", day)
        self.ask("rehearse", "rehearse", *facts, *span, "--spool", root / "spool")
        self.messages = {str(path.relative_to(root)): path.read_bytes()
                         for path in (root / "spool").rglob("*") if path.is_file()}
        for asked in ("check", "check --json"):
            self.ask(asked, *asked.split(), "--from", year[0])
        for directive in sorted({line["directive"] for line in plan}):
            for language in ("vi", "en"):
                self.ask(f"explain {directive} {language}", "explain", directive, *loaded, "--language", language)
            self.ask(f"explain {directive}", "explain", directive, *loaded, "--json")
            self.ask(f"preview {directive}", "preview", directive, *loaded, "--at", year[0])
        for asked in ("list", "list --json"):
            self.ask(asked, *asked.split(), *loaded, "--at", f"{day}T08:00")
        for month in range(1, 13):
            self.ask(f"calendar {month}", "calendar", "show", f"{year[0][:4]}-{month:02}", "--language", "en")
        self.ask("calendar year", "calendar", "show", year[0][:4], "--year")
        self.ask("calendar count", "calendar", "count", *year)
        for number, phrase in enumerate(PHRASES.splitlines()):
            self.ask(f"phrase {number}", "explain", "--phrase", phrase, "--on", "2026-01-20", "--trigger", "2026-01-21T09:00")
        self.live(min(line["at"] for line in plan if line["at"] > day))
        self.plan = len(plan)

    def ask(self, name, *words):
        done = daemon.run(self.program, *words, "--config", self.config, timeout=900)
        self.note(name, done)

    def note(self, name, done):
        self.outputs[name] = (done.returncode, *(text.replace(str(self.root), "ROOT") for text in (done.stdout, done.stderr)))

    def live(self, instant):
        """The daemon sends what is due at an instant, and is asked what it has recorded."""
        state = self.root / "state"
        begin = datetime.datetime.fromisoformat(instant) - datetime.timedelta(seconds=1)
        life = daemon.Daemon(self.program, self.config, state, begin.isoformat())
        life.wait_ready()
        listing = ("outbox", "list", "--all", "--state", state)
        daemon.wait_for(lambda: life.says("event=accepted") and not daemon.listing(self.program, *listing[:2], *listing[3:]))
        daemon.wait_for(lambda: False, 2)
        self.outputs["run"] = (life.end(), "", "")
        sent = sorted((line["message"], line["kind"], line["gateway"], line["to"], line["state"], line["subject"] or "")
                      for line in daemon.listing(self.program, *listing) if line["kind"] == "reminder")
        self.outputs["outbox"] = (len(sent), "\n".join(map(str, sent)), "")
        for words in (("report",), ("report", "--json"), ("list", "--json")):
            self.note("ledger " + " ".join(words), daemon.run(self.program, *words, "--state", state))


def differences(old, new):
    """Names what differs, with its first difference; None for that where it is a tie."""
    for one, other in ((old.messages, new.messages), (old.outputs, new.outputs)):
        for what in sorted(one.keys() | other.keys()):
            if what not in one or what not in other:
                yield what, f"only the {'new' if what in other else 'old'} one has it"
            elif one[what] != other[what]:
                texts = [without_ties(what, side[what]).splitlines() for side in (one, other)]
                lines = [pair for pair in zip(*texts) if pair[0] != pair[1]] or [("", "")]
                yield what, None if texts[0] == texts[1] else "{!r:.200} / {!r:.200}".format(*lines[0])


def offices(root, count):
    """Name, folder, facts, year and a day in it."""
    yield ("sample", generated.SAMPLE, ["--occur", "tb-2021-11-30/8.3=ho-so-1@2021-12-01", "--fail",
                                        "tb-2021-11-30/9.6@2021-12-20"], ("2021-11-26", "2022-11-25"), "2021-12-15")
    for seed in range(1, count + 1):
        folder = root / f"generated-{seed}"
        yield f"seed {seed}", folder, generated.write(folder, seed), generated.YEAR, "2026-07-15"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("old", "new"):
        parser.add_argument(name, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--offices", type=int, default=3, help="how many are generated")
    options = parser.parse_args()
    different = 0
    print(f"{'office':10} {'plan lines':>10} {'messages':>9} {'outputs':>8} {'ties':>6} {'differing':>10}", flush=True)
    with tempfile.TemporaryDirectory(prefix="dondoc-same-") as folder:
        root = pathlib.Path(folder)
        for name, config, facts, year, day in offices(root, options.offices):
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                old, new = pool.map(
                    lambda side: Side(side[1], root / f"{name}-{side[0]}", config, facts, year, day),
                    (("old", options.old), ("new", options.new)))
            found = list(differences(old, new))
            wrong = [line for line in found if line[1]]
            mails = sum(path.endswith((".eml", ".sms")) for path in old.messages)
            ties = len(found) - len(wrong)
            print(f"{name:10} {old.plan:10} {mails:9} {len(old.outputs):8} {ties:6} {len(wrong):10}", flush=True)
            for what, difference in wrong[:20]:
                print(f"  {what}: {difference}", flush=True)
            different += len(wrong)
    sys.exit(1 if different else 0)


main()
