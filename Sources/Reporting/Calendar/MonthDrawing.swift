package import Directives
package import Rendering

/// A month as it hangs on a wall: weeks from Monday, days off in brackets, the lunar date below the days that have one.
///
/// `(7)` is off, `(16)*` is off besides the weekend, `10+` is a weekend day that is worked. Lunar dates stand on the first
/// and the fifteenth of a lunar month, on days off besides the weekend and on the first of the month; `6+` is the leap
/// month after the sixth. It fits 80 columns.
public struct MonthDrawing: Sendable {
    public let lines: [String]

    private static let cell = 11

    /// The month that begins on a day.
    package init(_ first: CivilDate, calendar: WorkingCalendar, texts: any LanguageTexts, ink: Ink = .plain) {
        let last = first.lastOfMonth
        var lines = [
            Typesetting.centred(texts.month(first.month, of: first.year), Self.cell * 7 - 4), "",
            Weekday.allCases.map { Typesetting.padded(" \(texts.columnHead($0))", Self.cell) }.joined().trimmedRight,
        ]
        var monday = first.adding(days: 1 - first.weekday.rawValue)
        while monday <= last {
            let week = (0..<7).map { monday.adding(days: $0) }.map { $0 < first || $0 > last ? nil : $0 }
            lines.append(week.map { Self.day($0, calendar, ink) }.joined().trimmedRight)
            let lunar = week.map { Self.lunar($0, first, calendar, texts, ink) }.joined().trimmedRight
            lines.append(lunar)
            monday = monday.adding(days: 7)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        let legend = CalendarLegend(calendar: calendar, texts: texts, ink: ink)
        lines += ["", legend.count(from: first, through: last)]
        lines += legend.lines(from: first, through: last, namedDays: true)
        lines += legend.sources(from: first, through: last)
        self.lines = lines
    }

    private static func day(_ date: CivilDate?, _ calendar: WorkingCalendar, _ ink: Ink) -> String {
        guard let date else { return Typesetting.padded("", cell) }
        let list = calendar.list(for: date)
        let number = Typesetting.flushRight("\(date.day)", 2)
        let (text, tone): (String, Ink.Tone?) =
            if list?.working[date] != nil {
                (" \(number)+", .worked)
            } else if calendar.isWorkingDay(date) {
                (" \(number)", nil)
            } else {
                (date.day < 10 ? " (\(date.day))" : "(\(date.day))", .off)
            }
        let marked = list?.daysOff[date] == nil ? text : "\(text)*"
        return ink.paint(Typesetting.padded(marked, cell), tone)
    }

    private static func lunar(
        _ date: CivilDate?, _ first: CivilDate, _ calendar: WorkingCalendar, _ texts: any LanguageTexts, _ ink: Ink
    ) -> String {
        guard let date else { return Typesetting.padded("", cell) }
        let lunar = LunarDate(date)
        let isShown =
            lunar.day == 1 || lunar.day == 15 || date == first || calendar.list(for: date)?.daysOff[date] != nil
        let day = "\(lunar.day)/\(lunar.month)\(lunar.isLeapMonth ? "+" : "")"
        return ink.paint(Typesetting.padded(isShown ? " \(texts.lunarCell(day))" : "", cell), .faint)
    }
}

extension String {
    /// Without spaces at the end; they may stand before the end of a colour.
    var trimmedRight: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
