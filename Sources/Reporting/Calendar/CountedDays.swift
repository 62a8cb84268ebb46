package import Directives
package import Rendering

/// A stretch of days with its working days numbered, as one counts them on a wall calendar.
public struct CountedDays: Sendable {
    /// Consecutive days that are all worked or all off.
    public struct Step: Encodable, Sendable {
        public let from: String
        public let to: String
        public let working: Bool
        /// The numbers of its first and its last day, which fall when counting backwards; null for days off.
        public let first: Nullable<Int>
        public let last: Nullable<Int>
        /// The names of the days off, or why weekend days are worked; empty for a plain week.
        public let reasons: [String]
        public let sources: [String]
    }

    public let steps: [Step]
    /// How many of the days are worked.
    public let workingDays: Int
    /// The years without an official list.
    public let provisionalYears: [Int]
    private let runs: [DayRun]
    private let texts: any LanguageTexts

    /// The days after one, up to and including another; for an end before the start, backwards from the day before it.
    package init(from start: CivilDate, to end: CivilDate, calendar: WorkingCalendar, texts: any LanguageTexts) {
        self.texts = texts
        let isForward = start <= end
        let runs =
            isForward
            ? calendar.runs(from: start.adding(days: 1), through: end)
            : calendar.runs(from: end, through: start.adding(days: -1)).reversed()
        self.runs = runs
        var counted = 0
        steps = runs.map { run in
            let number = counted
            if run.isWorking { counted += run.count }
            let reasons =
                run.isWorking
                ? run.days.compactMap { calendar.list(for: $0)?.working[$0] } : calendar.holidays(of: run)
            let (low, high) = (run.isWorking ? number + 1 : nil, run.isWorking ? counted : nil)
            let years = Set([run.first, run.last].map(\.year)).sorted()
            return Step(
                from: "\(run.first)", to: "\(run.last)", working: run.isWorking,
                first: Nullable(isForward ? low : high), last: Nullable(isForward ? high : low),
                reasons: reasons,
                sources: reasons.isEmpty
                    ? [] : years.compactMap { (calendar.years[$0] ?? calendar.proposals[$0])?.source })
        }
        workingDays = counted
        let years = min(start, end).year...max(start, end).year
        provisionalYears = years.filter { calendar.years[$0] == nil }
    }

    /// One line a run: the numbers of its working days, the days, why they are off.
    public var lines: [String] {
        var lines = zip(steps, runs).flatMap { step, run -> [String] in
            let numbers = step.first.value.map { first in
                let last = step.last.value ?? first
                return first == last ? "\(first)" : "\(first)–\(last)"
            }
            let reasons = step.reasons.joined(separator: ", ")
            let tail = (run.isWorking ? "" : " \(texts.calendarLabel(.off))") + (reasons.isEmpty ? "" : ": \(reasons)")
            return Typesetting.wrapped(
                "  \(Typesetting.padded(numbers ?? "", 7))\(texts.days(run))\(tail)", indent: 9)
        }
        for source in Set(steps.flatMap(\.sources)).sorted() {
            lines += Typesetting.wrapped("\(texts.calendarLabel(.source)): \(source)", indent: 2)
        }
        return lines + provisionalYears.map { texts.provisionalCount(in: $0) }
    }
}
