import Directives
import Foundation
import TestSupport
import Testing

struct LunarDateTests {
    /// A fresh clone has no such file.
    static let table = (0..<4).reduce(URL(filePath: #filePath)) { folder, _ in folder.deletingLastPathComponent() }
        .appending(path: "../shared/calendar/holidays.json").standardized
    static let isTableThere = FileManager.default.fileExists(atPath: table.path)

    @Test(arguments: [
        "1985-01-21", "2007-02-17", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06",
        "2028-01-26", "2029-02-13", "2030-02-02",
    ])
    func tetIsOnItsDay(day: String) {
        let date = Fixture.date(day)
        #expect(NamedDay("lunar 1-1")?.date(in: date.year) == date)
        #expect(LunarDate(date) == LunarDate(year: date.year, month: 1, day: 1))
    }

    @Test(arguments: [
        "2020-04-02", "2021-04-21", "2022-04-10", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26",
    ])
    func theHungKingsDayIsOnItsDay(day: String) {
        #expect(NamedDay("lunar 3-10")?.date(in: Fixture.date(day).year) == Fixture.date(day))
    }

    @Test func eachDayFollowsTheDayBeforeAndIsFoundAgain() throws {
        var before = LunarDate(Fixture.date("1966-12-31"))
        for number in Fixture.date("1967-01-01").dayNumber...Fixture.date("2100-12-31").dayNumber {
            let date = CivilDate(dayNumber: number)
            let lunar = LunarDate(date)
            let sameMonth = lunar.month == before.month && lunar.isLeapMonth == before.isLeapMonth
            let follows =
                sameMonth
                ? lunar.day == before.day + 1 && lunar.year == before.year
                : lunar.day == 1 && (29...30).contains(before.day)
                    && (lunar.isLeapMonth
                        ? lunar.month == before.month && lunar.year == before.year
                        : lunar.month == before.month % 12 + 1
                            && lunar.year == before.year + (before.month == 12 ? 1 : 0))
            guard follows, lunar.civilDate == date else {
                Issue.record("\(date) is \(lunar), after \(before)")
                return
            }
            before = lunar
        }
    }

    @Test(
        arguments: [
            // 2025 has a leap sixth month and no other; 2026 has none; 12/30 is missing from some years.
            (2025, 6, 1, true, "2025-07-25"), (2025, 6, 1, false, "2025-06-25"), (2025, 5, 1, true, nil),
            (2026, 6, 1, true, nil), (2024, 12, 30, false, nil), (2023, 12, 30, false, "2024-02-09"),
            (2025, 1, 0, false, nil), (2025, 1, 31, false, nil), (2023, 2, 1, true, "2023-03-22"),
        ] as [(Int, Int, Int, Bool, String?)])
    func aDayThatTheYearDoesNotHaveIsNone(year: Int, month: Int, day: Int, leap: Bool, civil: String?) {
        let date = LunarDate(year: year, month: month, day: day, isLeapMonth: leap).civilDate
        #expect(date == civil.map(Fixture.date))
    }

    @Test(.enabled(if: isTableThere, "the table of days off is not on this machine"))
    func newYearIsThatOfTheTable() throws {
        struct Table: Decodable {
            struct Lunar: Decodable { let rows: [Row] }
            struct Row: Decodable {
                let year: Int
                let tet, gio_to: String
            }
            let lunar: Lunar
        }
        let rows = try JSONDecoder().decode(Table.self, from: Data(contentsOf: Self.table)).lunar.rows
        #expect(rows.count > 50)
        for row in rows {
            #expect(NamedDay("lunar 1-1")?.date(in: row.year) == CivilDate(row.tet))
            #expect(NamedDay("lunar 3-10")?.date(in: row.year) == CivilDate(row.gio_to))
        }
    }

    @Test(arguments: ["12-25", "01-01", "02-29", "lunar 1-1", "lunar 12-23", "lunar 12-30"])
    func aNamedDayIsWrittenAsItIsRead(text: String) {
        #expect(NamedDay(text)?.description == text)
    }

    @Test(arguments: [
        "13-01", "02-30", "lunar 13-1", "lunar 1-31", "lunar 0-1", "lunar", "25-12", "12-25-2021", "12", "lunar  1-1",
        " 12-25", "12-25 ", "012-25", "lunar 1-001", "Lunar 1-1", "",
    ])
    func aTextThatIsNoNamedDayIsRefused(text: String) {
        #expect(NamedDay(text) == nil)
    }
}
