import Directives
import TestSupport
import Testing

struct StatutoryYearTests {
    /// The weekdays that were off, from the official lists; days exchanged for a Saturday stand apart.
    private static let official: [Int: (off: String, exchanged: String)] = [
        2021: ("01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03", ""),
        2022: ("01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02", ""),
        2023: ("01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04", ""),
        2024: ("01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-30 05-01 09-02 09-03", "04-29"),
        2025: ("01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02", "05-02"),
        2026: ("01-01 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 09-01 09-02 11-24", "01-02 08-31"),
    ]

    @Test(arguments: 2021...2026)
    func eachOfficialListIsWhatIsCertainWithOneOfTheChoices(year: Int) throws {
        let (off, exchanged) = try #require(Self.official[year])
        let list = dates(off, year)
        let proposal = try #require(StatutoryYear(year))
        let certain = Set(proposal.certain.map(\.date))
        #expect(certain.isSubset(of: list), "\(certain.subtracting(list)) was not off")
        var rest = list.subtracting(certain)
        for case .choice(_, let choices) in proposal.questions {
            let taken = choices.map { Set($0.off.map(\.date)) }.first { $0.isSubset(of: rest) }
            rest.subtract(try #require(taken, "none of \(choices)"))
        }
        #expect(rest.isEmpty, "nobody proposed \(rest)")
        let bridges = proposal.questions.compactMap { if case .bridge(let day) = $0 { day } else { nil } }
        // What was bridged beside an undecided day can't be named before.
        let foreseeable = dates(exchanged, year).subtracting([Fixture.date("2026-08-31")])
        #expect(foreseeable.isSubset(of: bridges), "bridges \(bridges)")
    }

    @Test func aHolidayOnAWeekendMovesPastTheHolidaysThatFollow() throws {
        // Saturday 29/4 is Giỗ Tổ, Sunday 30/4 the next holiday, Monday 1/5 the third.
        let year = try #require(StatutoryYear(2023))
        let spring = year.certain.filter { $0.date.month == 5 }
        #expect(
            spring.map { "\($0.date) \($0.holiday) \($0.makesUpFor?.description ?? "itself")" } == [
                "2023-05-01 labour itself", "2023-05-02 hungKings 2023-04-29", "2023-05-03 victory 2023-04-30",
            ])
    }

    @Test func theDayOfCultureOnASaturdayIsAQuestion() throws {
        let year = try #require(StatutoryYear(2029))
        #expect(year.questions.contains(.makingUp(.culture, Fixture.date("2029-11-24"))))
        #expect(!year.certain.contains { $0.holiday == .culture })
        #expect(try #require(StatutoryYear(2025)).certain.allSatisfy { $0.holiday != .culture })
    }

    @Test func beforeTheCodeAndAfterTheTableThereIsNone() {
        #expect(StatutoryYear(2020) == nil)
        #expect(StatutoryYear(2101) == nil)
    }

    @Test(arguments: 2021...2100)
    func everyHolidayIsCountedOnceAndNoWeekendIsListed(number: Int) throws {
        let year = try #require(StatutoryYear(number))
        #expect(year.certain.allSatisfy { $0.date.weekday < .saturday && $0.date.year == number })
        for case .choice(let holiday, let choices) in year.questions {
            let sure = year.certain.count { $0.holiday == holiday }
            // Whatever is chosen, the holiday takes its full number of working days.
            #expect(choices.allSatisfy { sure + $0.off.count == (holiday == .tet ? 5 : 2) }, "\(number) \(holiday)")
        }
    }

    private func dates(_ text: String, _ year: Int) -> Set<CivilDate> {
        Set(text.split(separator: " ").map { Fixture.date("\(year)-\($0)") })
    }
}
