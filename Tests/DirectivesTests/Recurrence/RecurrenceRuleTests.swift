import Directives
import Foundation
import TestSupport
import Testing

struct RecurrenceRuleTests {
    /// Rules, one a line, `START|RULE`, and where to write their dates: for `Tests/Independent/recurrence.py`.
    static let rules = ProcessInfo.processInfo.environment["DONDOC_RULES"]
    static let output = ProcessInfo.processInfo.environment["DONDOC_RULE_DATES"]

    static func dates(_ rule: String, from start: String, limit: Int = 8) throws -> [String] {
        let recurrence = Recurrence(.rule(try RecurrenceRule(parsing: rule)))
        var dates: [String] = []
        recurrence.forEachOccurrence(from: Fixture.date(start), Fixture.calendar) { occurrence in
            dates.append("\(occurrence.date)")
            return dates.count < limit
        }
        return dates
    }

    @Test(
        arguments: [
            // The RFC's own examples (section 3.8.5.3), as far as they speak of days.
            ("FREQ=DAILY;COUNT=3", "1997-09-02", "1997-09-02 1997-09-03 1997-09-04"),
            ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3", "1997-09-02", "1997-09-02 1997-09-16 1997-09-30"),
            ("FREQ=WEEKLY;UNTIL=19970915;BYDAY=TU,TH", "1997-09-02", "1997-09-02 1997-09-04 1997-09-09 1997-09-11"),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05",
                "1997-08-05 1997-08-10 1997-08-19 1997-08-24"
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05",
                "1997-08-05 1997-08-17 1997-08-19 1997-08-31"
            ),
            ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05", "1997-09-05 1997-10-03 1997-11-07"),
            (
                "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU", "1997-09-07",
                "1997-09-07 1997-09-28 1997-11-02 1997-11-30"
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28"),
            ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "1997-09-02", "1998-02-13 1998-03-13 1998-11-13"),
            ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997-09-04 1997-10-07 1997-11-06"),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=4", "1997-09-29",
                "1997-09-29 1997-10-30 1997-11-27 1997-12-30"
            ),
            (
                "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200", "1997-01-01",
                "1997-01-01 1997-04-10 1997-07-19 2000-01-01"
            ),
            ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"),
            ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17"),
            ("FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3", "1997-03-13", "1997-03-13 1997-03-20 1997-03-27"),
            // What Foundation gets wrong on Linux: the last working day, the 31st, 29 February.
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2026-01-01", "2026-01-30 2026-02-27 2026-03-31"),
            ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31 2026-07-31"),
            ("FREQ=YEARLY;COUNT=2", "2024-02-29", "2024-02-29 2028-02-29"),
        ] as [(String, String, String)])
    func aRuleGivesTheDatesOfTheRFC(rule: String, start: String, expected: String) throws {
        #expect(try Self.dates(rule, from: start).joined(separator: " ") == expected)
    }

    @Test func countIsCountedFromTheStartAndBeforeExceptions() throws {
        let rule = try RecurrenceRule(parsing: "FREQ=DAILY;COUNT=3")
        let recurrence = Recurrence(.rule(rule), except: [.date(Fixture.date("2021-12-02"))])
        var dates: [String] = []
        recurrence.forEachOccurrence(from: Fixture.date("2021-12-01"), Fixture.calendar) {
            dates.append($0.period)
            return true
        }
        #expect(dates == ["2021-12-01", "2021-12-03"])
    }

    @Test(
        arguments: [
            ("FREQ=HOURLY", "FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY, not 'HOURLY'"),
            ("BYDAY=MO", "a rule needs FREQ"),
            ("FREQ=MONTHLY;BYHOUR=9", "BYHOUR is not supported: give the time of the day as time: \"16:00\""),
            ("FREQ=MONTHLY;COUNT=2;UNTIL=20221231", "COUNT and UNTIL exclude each other"),
            (
                "FREQ=MONTHLY;UNTIL=20221231T000000Z",
                "UNTIL is a date such as 20221231, not '20221231T000000Z'; or give it as until: 2022-12-31"
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=32",
                "BYMONTHDAY takes numbers of 1 to 31, or the same with '-' from the end, not '32'"
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=0",
                "BYMONTHDAY takes numbers of 1 to 31, or the same with '-' from the end, not '0'"
            ),
            ("FREQ=MONTHLY;BYMONTH=-1", "BYMONTH takes numbers of 1 to 12, not '-1'"),
            ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY takes numbers, as in -1FR, with FREQ=MONTHLY or YEARLY only"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY"),
            ("FREQ=MONTHLY;BYDAY=XX", "BYDAY takes MO, TU, WE, TH, FR, SA, SU, not 'XX'"),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another BY… to choose from"),
            ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO needs BYDAY: the rule names a week, not a day"),
            ("FREQ=MONTHLY;FREQ=MONTHLY", "FREQ is here twice"),
            ("FREQ=MONTHLY;", "'' is not of the form NAME=VALUE"),
            ("FREQ=MONTHLY;INTERVAL=0", "INTERVAL is a number of 1 to 999, not '0'"),
        ] as [(String, String)])
    func aTextThatIsNoRuleIsRefusedWithTheReason(rule: String, reason: String) {
        #expect(throws: RecurrenceRule.Mistake.self) { try RecurrenceRule(parsing: rule) }
        do {
            _ = try RecurrenceRule(parsing: rule)
        } catch {
            #expect(error.description == reason)
        }
    }

    @Test(arguments: [
        "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=MO,WE;WKST=SU",
        "FREQ=YEARLY;UNTIL=20251231;BYMONTH=6,11;BYMONTHDAY=-1,1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
    ])
    func aRuleIsWrittenAsItIsRead(text: String) throws {
        #expect(try RecurrenceRule(parsing: text).description == text)
        #expect(try RecurrenceRule(parsing: "RRULE:\(text)").description == text)
        // Names and words of a rule know no upper and lower case (RFC 5545, section 2).
        #expect(try RecurrenceRule(parsing: "rrule:\(text.lowercased())").description == text)
    }

    @Test(.enabled(if: rules != nil && output != nil, "DONDOC_RULES and DONDOC_RULE_DATES name no files"))
    func datesAreWrittenForTheIndependentCheck() throws {
        let lines = try String(contentsOfFile: try #require(Self.rules), encoding: .utf8).split(separator: "\n")
        var text = ""
        for line in lines {
            let parts = line.split(separator: "|").map(String.init)
            let rule = try RecurrenceRule(parsing: parts[1])
            var dates: [String] = []
            Recurrence(.rule(rule)).forEachOccurrence(
                from: Fixture.date(parts[0]), Fixture.calendar, until: Fixture.date("2060-12-31")
            ) {
                dates.append("\($0.date)")
                return dates.count < 60
            }
            text += "\(line)|\(dates.joined(separator: " "))\n"
        }
        try text.write(toFile: try #require(Self.output), atomically: true, encoding: .utf8)
    }
}
