package import Directives
package import Rendering

/// A year on a page: twelve small months in three columns, then its days off.
///
/// `16*` is off besides the weekend, `10+` is a weekend day that is worked. It fits 80 columns.
public struct YearDrawing: Sendable {
    public let lines: [String]

    private static let cell = 3
    private static let gap = "     "

    package init(_ year: Int, calendar: WorkingCalendar, texts: any LanguageTexts, ink: Ink = .plain) {
        let (first, last) = (Period.year(year).start, Period.year(year).end)
        let legend = CalendarLegend(calendar: calendar, texts: texts, ink: ink)
        let width = Self.cell * 7 * 3 + Self.gap.count * 2
        var lines = [Typesetting.centred(texts.year(year), width), ""]
        let months = (1...12).map { Period.month(year: year, month: $0).start }
        for row in stride(from: 0, to: months.count, by: 3) {
            let blocks = months[row..<row + 3].map { Self.month($0, calendar, texts, legend, ink) }
            for index in 0..<(blocks.map(\.count).max() ?? 0) {
                let parts = blocks.map { index < $0.count ? $0[index] : Typesetting.padded("", Self.cell * 7) }
                lines.append(parts.joined(separator: Self.gap).trimmedRight)
            }
            lines.append("")
        }
        lines.append("\(legend.count(from: first, through: last))")
        lines += legend.lines(from: first, through: last, namedDays: false)
        lines += legend.sources(from: first, through: last)
        self.lines = lines
    }

    /// A title, the weekdays and the weeks, each of the same width.
    private static func month(
        _ first: CivilDate, _ calendar: WorkingCalendar, _ texts: any LanguageTexts, _ legend: CalendarLegend,
        _ ink: Ink
    ) -> [String] {
        let last = first.lastOfMonth
        let name = texts.month(first.month)
        let working = (first.dayNumber...last.dayNumber).count { calendar.isWorkingDay(CivilDate(dayNumber: $0)) }
        let total = Typesetting.flushRight("(\(working))", cell * 7 - name.count - 2)
        var lines = [
            "\(name)\(total)  ",
            Weekday.allCases.map { Typesetting.padded(Typesetting.flushRight(texts.columnHead($0), 2), cell) }.joined(),
        ]
        var monday = first.adding(days: 1 - first.weekday.rawValue)
        while monday <= last {
            lines.append(
                (0..<7).map { offset in
                    let date = monday.adding(days: offset)
                    return date < first || date > last ? "   " : day(date, calendar, ink)
                }.joined())
            monday = monday.adding(days: 7)
        }
        return lines
    }

    private static func day(_ date: CivilDate, _ calendar: WorkingCalendar, _ ink: Ink) -> String {
        let list = calendar.list(for: date)
        let number = Typesetting.flushRight("\(date.day)", 2)
        if list?.working[date] != nil { return ink.paint("\(number)+", .worked) }
        if list?.daysOff[date] != nil { return ink.paint("\(number)*", .off) }
        return ink.paint("\(number) ", calendar.isWorkingDay(date) ? nil : .off)
    }
}
