#!/usr/bin/env python3
"""example.py DONDOC: the plan of some directives, against the figures that were worked out by hand from the rules.

Directives 1.2, 8.1, 8.3 (one dossier received on 1/12), 9.3, 9.6, 9.7, 11.1 and 12.1 of the sample's notice, from
26/11 to 10/12/2021. The tables below are data: nothing in them comes from the program.
"""

import collections
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from Support.checks import ROOT, arguments, conclude
from Support.daemon import listing

NOTICE = "tb-2021-11-30"
ITEMS = ("1.2", "8.1", "8.3", "9.3", "9.6", "9.7", "11.1", "12.1")
WARDS = tuple(
    f"ubnd-{name}"
    for name in (
        "hoang-van-thu", "tam-thanh", "chi-lang", "vinh-trai", "dong-kinh", "hoang-dong", "quang-lac", "mai-pha",
    )
)
BOTH = ("email", "sms")
MAIL = ("email",)

GDDT, TNMT, HO_SO = "1.2@phong-gddt", "8.1@phong-tnmt", "8.3@phong-tnmt@ho-so-1"
GIANG_SINH, TET = "11.1@doi-qlttdt@giang-sinh", "11.1@doi-qlttdt@tet"

# Obligation: (due, exclusive; the day that people read).
OBLIGATIONS = {
    GDDT: (None, None),
    TNMT: ("2021-12-01T00:00:00+07:00", "2021-11-30"),
    HO_SO: ("2021-12-07T00:00:00+07:00", "2021-12-06"),
    "9.3@tt-ptqd": ("2022-01-01T00:00:00+07:00", "2021-12-31"),
    "9.6@tt-ptqd": (None, None),
    GIANG_SINH: ("2021-12-26T00:00:00+07:00", "2021-12-25"),
    TET: ("2022-01-02T00:00:00+07:00", "2022-01-01"),
    **{f"12.1@{ward}": (None, None) for ward in WARDS},
}


def lead(obligation, step, ordinal=None, via=BOTH):
    return [(obligation, obligation.split("@")[1], "lead", step, ordinal, via)]


def wards(obligation, step, ordinal=None):
    return [(obligation, ward, "coordinating", step, ordinal, MAIL) for ward in WARDS]


def own(step):
    return [slot for ward in WARDS for slot in lead(f"12.1@{ward}", step)]


def supervising(obligation, step, ordinal):
    return [(obligation, "van-phong", "supervising", step, ordinal, MAIL)]


# Day: (slots, deliveries, messages). All slots are at 08:00.
DAYS = {
    "2021-11-26": (
        lead(GDDT, "on assignment") + lead(TNMT, "on assignment") + lead("9.3@tt-ptqd", "on assignment")
        + lead("9.6@tt-ptqd", "on assignment") + lead(GIANG_SINH, "on assignment") + lead(TET, "on assignment")
        + own("on assignment") + wards(TNMT, "on assignment") + wards(GIANG_SINH, "on assignment")
        + wards(TET, "on assignment"),
        52, 24,
    ),
    "2021-11-29": (lead(GDDT, "at once") + lead(TNMT, "1 working day before"), 4, 4),
    "2021-11-30": (lead(GDDT, "at once") + lead(TNMT, "on the day"), 4, 4),
    "2021-12-01": (
        lead(GDDT, "at once") + lead(TNMT, "1 working day after", 1) + wards(TNMT, "1 working day after", 1)
        + supervising(TNMT, "1 working day after", 1) + lead(HO_SO, "3 working days before"),
        15, 13,
    ),
    "2021-12-02": (lead(GDDT, "at once"), 2, 2),
    "2021-12-03": (
        lead(GDDT, "at once") + lead(TNMT, "3 working days after", 2) + lead(HO_SO, "1 working day before"), 6, 4,
    ),
    "2021-12-06": (lead(GDDT, "at once") + lead(HO_SO, "on the day"), 4, 4),
    "2021-12-07": (
        lead(GDDT, "at once") + lead(HO_SO, "1 working day after", 1)
        + supervising(HO_SO, "1 working day after", 1),
        5, 5,
    ),
    "2021-12-08": (lead(GDDT, "at once"), 2, 2),
    "2021-12-09": (lead(GDDT, "at once") + lead(HO_SO, "3 working days after", 2), 4, 4),
    "2021-12-10": (
        lead(GDDT, "at once") + lead(TNMT, "every 5 working days", 3)
        + [(TNMT, "lanh-dao", "leadership", "escalation", None, MAIL)]
        + lead("9.6@tt-ptqd", "review") + own("review"),
        23, 23,
    ),
}
DELIVERIES, MESSAGES = 121, 89
ON_THE_FIRST_DAY = {"email": (38, 12), "sms": (14, 12)}

# What the leads get after the span: the next slots of each obligation with a due, and the first review of 1.2.
NEXT = {
    HO_SO: ["2021-12-16 every 5 working days"],
    TNMT: ["2021-12-17 every 5 working days"],
    GIANG_SINH: [
        "2021-12-17 7 days before", "2021-12-21 3 working days before", "2021-12-23 1 working day before",
        "2021-12-24 on the day", "2021-12-27 1 working day after",
    ],
    TET: [
        "2021-12-24 7 days before", "2021-12-28 3 working days before", "2021-12-30 1 working day before",
        "2021-12-31 on the day", "2022-01-04 1 working day after",
    ],
    "9.3@tt-ptqd": [
        "2021-12-24 7 days before", "2021-12-28 3 working days before", "2021-12-30 1 working day before",
        "2021-12-31 on the day", "2022-01-04 1 working day after",
    ],
    GDDT: ["2021-12-24 review"],
}


def planned(dondoc, config, end):
    lines = listing(
        dondoc, "plan", "--config", config, "--from", "2021-11-26", "--to", end,
        "--occur", f"{NOTICE}/8.3=ho-so-1@2021-12-01",
    )
    return [line for line in lines if line["directive"] in {f"{NOTICE}/{item}" for item in ITEMS}]


def check_obligations(lines):
    found = {line["obligation"].removeprefix(f"{NOTICE}/"): (line["due"], line["due_date"]) for line in lines}
    for name in sorted(OBLIGATIONS.keys() | found.keys()):
        if OBLIGATIONS.get(name, "no obligation") != found.get(name, "no obligation"):
            yield f"{name}: by hand {OBLIGATIONS.get(name, 'none')}, planned {found.get(name, 'none')}"


def check_day(day, lines):
    slots, deliveries, messages = DAYS.get(day, ([], 0, 0))
    wanted = collections.Counter(
        (obligation, unit, role, step, ordinal, channel)
        for obligation, unit, role, step, ordinal, via in slots
        for channel in via
    )
    found = collections.Counter(
        (
            line["obligation"].removeprefix(f"{NOTICE}/"), line["unit"], line["role"], line["step"], line["ordinal"],
            line["gateway"],
        )
        for line in lines
    )
    for delivery, count in sorted((wanted - found).items(), key=str):
        yield f"{day}: by hand, not planned ({count}): {delivery}"
    for delivery, count in sorted((found - wanted).items(), key=str):
        yield f"{day}: planned, not by hand ({count}): {delivery}"
    if (len(lines), bundles(lines)) != (deliveries, messages):
        yield (
            f"{day}: by hand {deliveries} deliveries in {messages} messages, "
            f"planned {len(lines)} in {bundles(lines)}"
        )
    for line in lines:
        if line["at"] != f"{day}T08:00:00+07:00":
            yield f"{day}: {line['obligation']} {line['step']} at {line['at']}"


def bundles(lines):
    """One message takes all that goes to one address at one instant."""
    return len({(line["at"], line["gateway"], line["to"]) for line in lines})


def check(lines, later):
    yield from check_obligations(lines)
    days = {line["at"][:10] for line in lines}
    for day in sorted(days | DAYS.keys()):
        yield from check_day(day, [line for line in lines if line["at"][:10] == day])
    for channel, figures in ON_THE_FIRST_DAY.items():
        first = [line for line in lines if line["at"].startswith("2021-11-26") and line["gateway"] == channel]
        if (len(first), bundles(first)) != figures:
            yield f"2021-11-26 by {channel}: by hand {figures}, planned {(len(first), bundles(first))}"
    if (len(lines), bundles(lines)) != (DELIVERIES, MESSAGES):
        yield f"in all: by hand {(DELIVERIES, MESSAGES)}, planned {(len(lines), bundles(lines))}"
    addresses = {(line["unit"], line["gateway"], line["to"]) for line in lines}
    if len(addresses) != len({pair[:2] for pair in addresses}):
        yield "a unit has several addresses on one channel"
    for obligation, wanted in NEXT.items():
        found = sorted({
            f"{line['at'][:10]} {line['step']}"
            for line in later
            if line["obligation"] == f"{NOTICE}/{obligation}" and line["role"] == "lead" and line["at"] > "2021-12-11"
        })[: len(wanted)]
        if found != wanted:
            yield f"{obligation} after 10/12: by hand {wanted}, planned {found}"


def main():
    parser = arguments(__doc__)
    parser.add_argument("--config", type=pathlib.Path, default=ROOT / "config")
    options = parser.parse_args()

    lines = planned(options.dondoc, options.config, "2021-12-10")
    wrong = list(check(lines, planned(options.dondoc, options.config, "2022-01-04")))
    conclude(wrong, f"as by hand: {len(OBLIGATIONS)} obligations, {len(lines)} deliveries in {bundles(lines)} messages")


main()
