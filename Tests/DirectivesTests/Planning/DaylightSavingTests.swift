import Directives
import TestSupport
import Testing

/// Berlin in 2026: from 02:00 to 03:00 on 29 March, back from 03:00 to 02:00 on 25 October.
struct DaylightSavingTests {
    private let zone = Zone(identifier: "Europe/Berlin")!

    private func time(_ hours: String) -> OfficeTime {
        OfficeTime(
            zone: zone, calendar: WorkingCalendar(name: "all", weekend: [], years: [:], namedDays: [:]),
            hours: OfficeHours(
                spans: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [OfficeHours.Span(hours)!]) })))
    }

    private func slots(_ deadline: String, at: String) throws -> [String] {
        let base = Fixture.settings(policies: [
            Fixture.policy(at: .time(TimeOfDay(at)!), ["2 days before", "1 day before", "on the day"])
        ])
        let settings = Settings(
            office: base.office, time: time("00:00-23:59"), gateways: base.gateways, policies: base.policies,
            units: base.units)
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: Fixture.date("2026-01-05"))
        let configuration = Configuration(
            settings: settings, notices: [notice], directives: [Fixture.directive(deadline)])
        let obligations = try configuration.obligations(facts: Facts(loaded: zone.instant(Fixture.date("2026-01-05"))))
        let span = zone.instant(Fixture.date("2026-01-01"))..<zone.instant(Fixture.date("2027-01-01"))
        return Plan(obligations, settings: settings, span: span).lines.map { zone.iso8601($0.delivery.slot.at) }
    }

    @Test func aSlotAtAMinuteThatTheDayDoesNotHaveComesOnceAndAsMuchLater() throws {
        #expect(
            try slots("2026-03-30", at: "02:30") == [
                "2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00", "2026-03-30T02:30:00+02:00",
            ])
    }

    @Test func aSlotAtAMinuteThatComesTwiceComesOnceAtTheFirst() throws {
        #expect(
            try slots("2026-10-26", at: "02:30") == [
                "2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00",
            ])
    }

    @Test(arguments: ["2026-03-29", "2026-10-25"])
    func adjoiningPlansNeitherLoseNorDoubleTheSlotOfTheChange(day: String) throws {
        let zone = zone
        let change = Fixture.date(day)
        let all = try slots("\(change.adding(days: 1))", at: "02:30")
        let cut = zone.instant(change, TimeOfDay("02:30")!)
        #expect(all.filter { $0 >= zone.iso8601(cut) }.count == 2)
        #expect(all.count == 3)
    }

    @Test(
        arguments: [
            // A day of 23 hours and one of 25.
            ("24 hours after receipt", "2026-03-28 12:00", "2026-03-29T13:00:00+02:00"),
            ("24 hours after receipt", "2026-10-24 12:00", "2026-10-25T11:00:00+01:00"),
            ("8 working hours after receipt", "2026-03-28 23:00", "2026-03-29T09:00:00+02:00"),
            ("8 working hours after receipt", "2026-10-24 23:00", "2026-10-25T07:00:00+01:00"),
        ] as [(String, String, String)])
    func hoursAreRealHours(text: String, event: String, end: String) throws {
        let hours = text.contains("working") ? "00:00-20:00" : "08:00-17:00"
        let parts = event.split(separator: " ").map(String.init)
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: Fixture.date("2026-01-05"))
        let derivation = try Deriver(time(hours)).derivation(
            of: try #require(Deadline(text)), in: notice,
            event: .init(date: Fixture.date(parts[0]), time: TimeOfDay(parts[1])))
        guard case .dated(let due) = derivation.track else { return }
        #expect(zone.iso8601(due.due) == end)
    }

    @Test func aDayOfTheChangeEndsAtItsOwnMidnight() throws {
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: Fixture.date("2026-01-05"))
        for (day, end) in [
            ("2026-03-29", "2026-03-30T00:00:00+02:00"), ("2026-10-25", "2026-10-26T00:00:00+01:00"),
        ] {
            let derivation = try Deriver(time("08:00-17:00")).derivation(
                of: .on(Fixture.date(day)), in: notice, event: nil)
            guard case .dated(let due) = derivation.track else { return }
            #expect(zone.iso8601(due.due) == end)
        }
    }
}
