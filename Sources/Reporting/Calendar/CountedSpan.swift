package import Directives
package import Rendering

/// The working days between two dates, as `calendar count` shows them: the first date is not counted, the second is.
package struct CountedSpan {
    package struct Record: Encodable {
        let from: String
        let to: String
        let workingDays: Int
        let days: Int
        let steps: [CountedDays.Step]
        let provisionalYears: [Int]

        enum CodingKeys: String, CodingKey {
            case from, to
            case workingDays = "working_days"
            case days, steps
            case provisionalYears = "provisional_years"
        }
    }

    package let record: Record
    /// For people.
    package let lines: [String]

    package init(from first: CivilDate, to last: CivilDate, _ calendar: WorkingCalendar, texts: any LanguageTexts) {
        let counted = CountedDays(from: first, to: last, calendar: calendar, texts: texts)
        let days = abs(last.dayNumber - first.dayNumber)
        record = Record(
            from: "\(first)", to: "\(last)", workingDays: counted.workingDays, days: days, steps: counted.steps,
            provisionalYears: counted.provisionalYears)
        let (start, end) = (texts.shortDay(first), texts.shortDay(last))
        lines = [texts.counted(counted.workingDays, among: days, from: start, to: end)] + counted.lines
    }
}
