/// Mistakes of `directory.yaml`.
let directoryMistakes: [Mistake] = [
    Mistake(
        "directory.yaml", "lanh-dao: {name: Thường trực UBND,", "lanh-dao: {",
        "directory.yaml:2:13: error: missing 'name'"),
    Mistake(
        "directory.yaml", "name: Thường trực UBND", "name: \"Thường \\a trực\"",
        "directory.yaml:2:20: error: 'name' holds the control character 7 (hexadecimal)"),
    Mistake(
        "directory.yaml", "name: Thường trực UBND", "name: \"\"",
        "directory.yaml:2:20: error: 'name' is empty"),
    Mistake(
        "directory.yaml", "  lanh-dao: {", "  operator: {name: Trực ban}\n  lanh-dao: {",
        "directory.yaml:2:3: error: the id 'operator' stands for the operator; choose another"),
    Mistake(
        "directory.yaml", "  lanh-dao: {", "  lãnh đạo: {name: Trực ban}\n  lanh-dao: {",
        """
        directory.yaml:2:3: error: 'lãnh đạo' is not an id of a unit: write at most 100 of a to z, A to Z, digits, \
        '-', '_' and '.', and begin with none of '-' and '.'
        """),
    Mistake(
        "directory.yaml", "name: Thường trực UBND", "name: \"\\u00A0\"",
        "directory.yaml:2:20: error: 'name' is empty"),
    Mistake(
        "directory.yaml", "  lanh-dao: {", "  van-phong: {name: Trực ban, email: [a@ubnd.example]}\n  lanh-dao: {",
        "directory.yaml:4:3: error: the key 'van-phong' is here twice, first in line 2"),
    Mistake(
        "directory.yaml", "supervising: lanh-dao", "supervising: van-phong",
        "directory.yaml:3:71: error: a unit cannot supervise itself"),
    Mistake(
        "directory.yaml", "supervising: lanh-dao", "supervising: phong-tnmt",
        "directory.yaml:3:71: error: supervision goes in a circle: van-phong → phong-tnmt → van-phong"),
    Mistake(
        "directory.yaml", "supervising: lanh-dao", "supervising: lanh-da",
        "directory.yaml:3:71: error: unknown unit 'lanh-da'; did you mean 'lanh-dao'?"),
    Mistake(
        "directory.yaml", "supervising: lanh-dao", "supervising: so-tnmt",
        "directory.yaml:3:71: error: 'so-tnmt' is external: it cannot supervise another"),
    Mistake(
        "directory.yaml", "supervising: lanh-dao", "supervising: phuong-xa",
        "directory.yaml:3:71: error: 'phuong-xa' is a group; one unit is needed here"),
    Mistake(
        "directory.yaml", "\"+999100000008\"", "+999100000008",
        """
        directory.yaml:4:86: error: '+999100000008' must stand in quotes, since YAML may read it as a \
        number: write "+999100000008"
        """),
    Mistake(
        "directory.yaml", "\"+999100000008\"", "\"0912 345 678\"",
        "directory.yaml:4:86: error: '0912 345 678' is not in international form: write \"+84912345678\""),
    Mistake(
        "directory.yaml", "\"+999100000008\"", "84912345678",
        "directory.yaml:4:86: error: '84912345678' is not in international form: write \"+84912345678\""),
    Mistake(
        "directory.yaml", "[tnmt@ubnd.example]", "[tnmt@ubnd.example, Tnmt@UBND.example]",
        "directory.yaml:4:79: error: the addresses 'tnmt@ubnd.example' and 'Tnmt@UBND.example' are one mailbox"),
    Mistake(
        "directory.yaml", "+999100000008", "+840912345678",
        "directory.yaml:4:86: error: '+840912345678' is not in international form: write \"+84912345678\""),
    Mistake(
        "directory.yaml", "+999100000008", "+84 (0) 912 345 678",
        "directory.yaml:4:86: error: '+84 (0) 912 345 678' is not in international form: write \"+84912345678\""),
    Mistake(
        "directory.yaml", "+999100000008", "0084912345678",
        "directory.yaml:4:86: error: '0084912345678' is not in international form: write \"+84912345678\""),
    Mistake(
        "directory.yaml", "\"+999100000008\"", "\"+0123\"",
        "directory.yaml:4:86: error: '+0123' is not a phone number in international form such as \"+84912345678\""),
    Mistake(
        "directory.yaml", "language: en", "language: eng",
        "directory.yaml:6:89: error: 'language' is one of vi, en, not 'eng'; did you mean 'en'?"),
    Mistake(
        "directory.yaml", "language: en", "sms-text: accented",
        "directory.yaml:6:89: error: a unit with 'sms-text' needs 'sms', its telephone"),
    Mistake(
        "directory.yaml", "aliases: [TNMT]", "sms-text: accent",
        "directory.yaml:4:45: error: 'sms-text' is one of auto, accented, unaccented, not 'accent'; did you mean 'accented'?"
    ),
    Mistake(
        "directory.yaml", "external: true", "external: yes",
        "directory.yaml:7:39: error: 'external' is true or false, not 'yes'"),
    Mistake(
        "directory.yaml", "language: en", "valid-to: 2026-02-30",
        "directory.yaml:6:89: error: there is no day 2026-02-30"),
    Mistake(
        "directory.yaml", "language: en", "successor: van-phong",
        "directory.yaml:6:90: error: a unit with 'successor' needs 'valid-to', the last day on which it exists"),
    Mistake(
        "directory.yaml", "language: en", "valid-to: 2022-01-01, successor: hoang-van-thu",
        "directory.yaml:6:112: error: a unit cannot succeed itself"),
    Mistake(
        "directory.yaml", "email: [hvt@ubnd.example], ", "",
        """
        directory.yaml:6:3: error: the unit 'hoang-van-thu' has no address, but 'tb/8.1' names it as \
        coordinating
        """),
    Mistake(
        "directory.yaml", "email: [vp@ubnd.example], ", "",
        """
        directory.yaml:3:3: error: the unit 'van-phong' has no address, but it supervises 'phong-tnmt', \
        which 'tb/8.1' names as lead
        """),
    Mistake(
        "directory.yaml", "[tam-thanh, hoang-van-thu]", "[]",
        "directory.yaml:9:53: error: the group 'phuong-xa' is empty"),
    Mistake(
        "directory.yaml", "[tam-thanh, hoang-van-thu]", "[tam-thanh, phuong-xa]",
        "directory.yaml:9:65: error: 'phuong-xa' is a group; the members of the group 'phuong-xa' are units"),
    Mistake(
        "directory.yaml", "[tam-thanh, hoang-van-thu]", "[tam-than, hoang-van-thu]",
        "directory.yaml:9:54: error: unknown unit 'tam-than'; did you mean 'tam-thanh'?"),
    Mistake(
        "directory.yaml", "  phuong-xa: {", "  tam-thanh: {name: X, members: [van-phong]}\n  phuong-xa: {",
        "directory.yaml:9:3: error: 'tam-thanh' is a unit too, in line 5; a group needs another id"),
    Mistake(
        "directory.yaml", "groups:\n", "group:\n",
        "directory.yaml:8:1: error: unknown key 'group'; did you mean 'groups'?"),
]

/// Mistakes of a calendar.
let calendarMistakes: [Mistake] = [
    Mistake(
        "calendars/vn.yaml", "sunday]", "sonday]",
        "calendars/vn.yaml:1:21: error: 'sonday' is not a day of the week such as monday; did you mean 'sunday'?"),
    Mistake(
        "calendars/vn.yaml", "source: Thông báo 4875, ", "",
        "calendars/vn.yaml:3:9: error: missing 'source'"),
    Mistake(
        "calendars/vn.yaml", "2021-01-01: Tết", "2022-01-01: Tết",
        "calendars/vn.yaml:3:45: error: 2022-01-01 does not lie in 2021"),
    Mistake(
        "calendars/vn.yaml", "2021-01-01: Tết", "2021-02-29: Tết",
        "calendars/vn.yaml:3:45: error: there is no day 2021-02-29"),
    Mistake(
        "calendars/vn.yaml", "2021-02-06: làm", "2021-02-05: làm",
        "calendars/vn.yaml:3:84: error: 2021-02-05 is a Friday, not a day of the weekend: it is worked anyway"),
    Mistake(
        "calendars/vn.yaml", "lunar 1-1", "lunar 13-1",
        """
        calendars/vn.yaml:4:54: error: 'lunar 13-1' is not a day of the year such as 12-25 or lunar 1-1; did you mean \
        'lunar 01-13'?
        """),
    Mistake(
        "calendars/vn.yaml", "2021: {source", "21a: {source",
        "calendars/vn.yaml:3:3: error: 'years' is a number of 1 to 9998, not '21a'"),
]
