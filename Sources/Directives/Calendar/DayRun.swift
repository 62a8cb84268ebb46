/// Consecutive days that are all worked or all off.
public struct DayRun: Hashable, Sendable {
    public let first: CivilDate
    public let last: CivilDate
    public let isWorking: Bool

    public init(first: CivilDate, last: CivilDate, isWorking: Bool) {
        self.first = first
        self.last = last
        self.isWorking = isWorking
    }

    /// The number of days.
    public var count: Int { last.dayNumber - first.dayNumber + 1 }

    /// The days in order.
    public var days: [CivilDate] {
        (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:))
    }
}

extension WorkingCalendar {
    /// A stretch of days cut into runs of days worked and days off, in order; nothing for an empty stretch.
    public func runs(from first: CivilDate, through last: CivilDate) -> [DayRun] {
        guard first <= last else { return [] }
        var runs: [DayRun] = []
        var start = first
        for number in first.dayNumber...last.dayNumber {
            let day = CivilDate(dayNumber: number)
            let works = isWorkingDay(day)
            if day < last, isWorkingDay(day.adding(days: 1)) == works { continue }
            runs.append(DayRun(first: start, last: day, isWorking: works))
            start = day.adding(days: 1)
        }
        return runs
    }

    /// The names of the days off of a run, each once, in order; nothing where only the weekend makes it.
    public func holidays(of run: DayRun) -> [String] {
        var names: [String] = []
        for day in run.days {
            if case .holiday(let name) = reasonOff(day), !names.contains(name) { names.append(name) }
        }
        return names
    }
}
