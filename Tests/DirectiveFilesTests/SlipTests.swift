import DirectiveFiles
import Directives
import Testing

/// What people write instead of a value, and how the error ends: with the spelling that was meant.
private let slips: [(file: String, old: String, slips: [(written: String, end: String)])] = [
    (
        "directives/tb.yaml", "deadline: 2021-11,",
        [
            ("deadline: 2024-W53,", "there is no week 53 in 2024"),
            ("deadline: 2024-Q5,", "there is no quarter 5 in 2024"),
            ("deadline: end of 2021-13,", "there is no month 13 in 2021"),
            ("deadline: 30/2/2022,", "there is no day 2022-02-30"),
            ("deadline: 5/1/2022,", "did you mean '2022-01-05'?"),
            ("deadline: 2021-w48,", "did you mean '2021-W48'?"),
            ("deadline: \"2024-01-05 4:00\",", "did you mean '2024-01-05 04:00'?"),
            ("deadline: \"2024-01-05 16h30\",", "did you mean '2024-01-05 16:30'?"),
            ("deadline: \"2024-01-05T16:00\",", "did you mean '2024-01-05 16:00'?"),
            ("deadline: monthly on day 5,", "did you mean 'every month on day 5'?"),
            ("deadline: every friday,", "did you mean 'every week on friday'?"),
            ("deadline: every month on the 5th,", "did you mean 'every month on day 5'?"),
            ("deadline: five workdays after receipt,", "did you mean '5 working days after receipt'?"),
            ("deadline: 5 days from receipt,", "did you mean '5 days after receipt'?"),
            ("deadline: within 5 days,", "say from what it is counted, such as 5 days after notice"),
            ("deadline: 0 days after receipt,", "'0' is not a number of 1 to 9999"),
            ("deadline: befor Christmas 2021,", "did you mean 'before christmas 2021'?"),
            ("deadline: asap,", "did you mean 'at once'?"),
            ("deadline: before Tet,", "a day of the calendar wants its year, such as before tet 2021"),
            ("deadline: {every: monthly},", "did you mean 'month'?"),
            ("deadline: {every: month, except: [2022-13]},", "there is no month 13 in 2022"),
            ("deadline: 2021-11, opens: 8.2 fails,", "did you mean 'after 8.2 fails'?"),
        ]
    ),
    (
        "directives/tb.yaml", "lead: [phong-tnmt]",
        [
            ("lead: [Phòng TN&MT]", "the unit of that name is phong-tnmt"),
            ("lead: [tnmt]", "the unit of that name is phong-tnmt"),
            ("lead: [tnmt@ubnd.example]", "the unit of that name is phong-tnmt"),
            ("lead: [\"UBND các phường, xã\"]", "the group of that name is phuong-xa"),
        ]
    ),
    (
        "directives/tb.yaml", "issued: 2021-11-30",
        [
            ("issued: 2021-11-30T08:00", "did you mean '2021-11-30'?"),
            ("issued: 30.11.2021", "did you mean '2021-11-30'?"),
        ]
    ),
    ("directory.yaml", "supervising: van-phong", [("supervising: Văn phòng", "the unit of that name is van-phong")]),
    (
        "directory.yaml", "external: true",
        [("external: \"true\"", "'external' is true or false, without quotes, not 'true'")]
    ),
    ("calendars/vn.yaml", "christmas: 12-25", [("christmas: 25/12", "did you mean '12-25'?")]),
    ("calendars/vn.yaml", "2021-01-01: Tết", [("1/1/2021: Tết", "did you mean '2021-01-01'?")]),
    (
        "dondoc.yaml", "\"07:30-11:30\"",
        [
            ("\"7:30-11:30\"", "did you mean '07:30-11:30'?"), ("\"07h30 – 11h30\"", "did you mean '07:30-11:30'?"),
        ]
    ),
    ("dondoc.yaml", "timezone: Asia/Ho_Chi_Minh", [("timezone: Asia/HoChiMinh", "did you mean 'Asia/Ho_Chi_Minh'?")]),
    ("dondoc.yaml", "catch-up: 7 days", [("catch-up: 7d", "did you mean '7 days'?")]),
    ("dondoc.yaml", "timeout: 60s", [("timeout: 60 seconds", "did you mean '60s'?")]),
    ("dondoc.yaml", "at: \"08:00\"", [("at: immediately", "did you mean 'now'?")]),
    ("dondoc.yaml", "language: vi", [("language: vn", "did you mean 'vi'?")]),
    (
        "dondoc.yaml", "7 days before",
        [
            ("before 7 days", "did you mean '7 days before'?"), ("7 business days before", "'7 working days before'?"),
            ("7 days", "until N working days after"),
        ]
    ),
    ("dondoc.yaml", "3 overdue reminders", [("3", "did you mean '3 overdue reminders'?")]),
]

@Test func anErrorNamesTheSpellingThatWasMeant() throws {
    for (file, old, slips) in slips {
        for slip in slips {
            let lines = try SampleFolder(file, old, slip.written).lines(.error)
            #expect(lines.count == 1 && lines[0].hasSuffix(slip.end), "\(slip.written): \(lines)")
        }
    }
}
