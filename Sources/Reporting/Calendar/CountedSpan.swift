package import Directives

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

    package init(from first: CivilDate, to last: CivilDate, _ calendar: WorkingCalendar, language: Language) {
        let counted = CountedDays(from: first, to: last, calendar: calendar, language: language)
        let days = abs(last.dayNumber - first.dayNumber)
        record = Record(
            from: "\(first)", to: "\(last)", workingDays: counted.workingDays, days: days, steps: counted.steps,
            provisionalYears: counted.provisionalYears)
        lines = [DayWords(language).span(first, last, working: counted.workingDays, of: days)] + counted.lines
    }
}
