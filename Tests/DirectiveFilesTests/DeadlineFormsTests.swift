import DirectiveFiles
import Directives
import Testing

struct DeadlineFormsTests {
    private func directive(_ text: String) throws -> Directive {
        let folder = SampleFolder("directives/tb.yaml", "deadline: 2021-11,", "\(text),")
        #expect(try folder.lines(.error) == [])
        return try #require(try folder.load().configuration?.directives.first)
    }

    @Test(
        arguments: [
            ("end of 2021-11", "end of 2021-11"), ("from 2021-12-01 to 2021-12-15", "from 2021-12-01 to 2021-12-15"),
            ("8 working hours after receipt", "8 working hours after receipt"),
            ("every quarter by last working day", "every quarter by last working day"),
            ("\"every week on friday 16:00\"", "every week on friday 16:00"),
            ("{every: month on day 20}", "every month on day 20"),
            (
                "{rrule: \"FREQ=MONTHLY;BYDAY=-1FR\", from: 2021-12-01, until: 2022-12-31, except: [2022-02-25, 2022-05]}",
                "rrule FREQ=MONTHLY;BYDAY=-1FR from 2021-12-01 until 2022-12-31 except 2022-02-25 2022-05"
            ),
            ("{every: week on friday, time: \"16:00\"}", "every week on friday 16:00"),
            ("10 days after 8.2 is done", "10 days after tb/8.2 is done"),
            ("10 days after tb/8.2 fails", "10 days after tb/8.2 fails"),
        ] as [(String, String)])
    func eachFormIsRead(text: String, deadline: String) throws {
        #expect(try directive("deadline: \(text)").deadlines.map(\.deadline.description) == [deadline])
    }

    @Test func aChainedDeadlineIsTheConditionOfItsDirective() throws {
        let other = DirectiveID(notice: "tb", item: "8.2")
        #expect(try directive("deadline: 10 days after 8.2 is done").opens == .completion(of: other))
        #expect(try directive("deadline: 10 days after 8.2 fails").opens == .failure(of: other))
        let parts = "[{name: a, by: 1 day after 8.2 is done}, {name: b, by: 2022}]"
        #expect(
            try directive("opens: after 8.2 is done, deadlines: \(parts)").opens == .completion(of: other))
    }

    @Test(
        arguments: [
            ("deadline: {every: month, roll: backward}", .backward), ("roll: forward, deadline: every month", .forward),
            ("roll: forward, deadline: {every: month, roll: none}", Roll.stay), ("deadline: every month", nil),
        ] as [(String, Roll?)])
    func theMoreSpecificRuleForDaysOffCounts(text: String, roll: Roll?) throws {
        guard case .every(let recurrence)? = try directive(text).deadlines.first?.deadline else {
            Issue.record("'\(text)' does not recur")
            return
        }
        #expect(recurrence.roll == roll)
    }

    @Test func anExceptionWithoutAnOccurrenceIsAWarning() throws {
        let folder = SampleFolder(
            "directives/tb.yaml", "deadline: 2021-11,",
            "deadline: {every: month on day 20, except: [2021-12, 2022-02-21]},")
        #expect(
            try folder.lines() == [
                "directives/tb.yaml:3:128: warning: 'except' 2022-02-21: the recurrence has no day there"
            ])
    }
}
