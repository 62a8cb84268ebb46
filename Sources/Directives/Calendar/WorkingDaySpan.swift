/// The working days of a span of years in order, so that counting does not go day by day.
///
/// Outside its years only the weekly pattern is known, and counting goes day by day.
struct WorkingDaySpan: Sendable {
    private let weekendBits: UInt8
    /// The first day number of the span.
    private let start: Int
    /// For each day of the span, how many working days come before it; one more entry than days.
    private let before: [Int32]
    /// The day numbers of the working days of the span, ascending.
    private let days: [Int32]

    init(weekend: Set<Weekday>, years: ClosedRange<Int>?, _ exceptions: [CivilDate: Bool]) {
        weekendBits = weekend.reduce(0) { $0 | 1 << UInt8($1.rawValue) }
        guard let years, let first = CivilDate(year: max(1, years.lowerBound - 1), month: 1, day: 1),
            let last = CivilDate(year: min(9_999, years.upperBound + 1), month: 12, day: 31)
        else {
            (start, before, days) = (0, [0], [])
            return
        }
        var before: [Int32] = [0]
        var days: [Int32] = []
        before.reserveCapacity(last.dayNumber - first.dayNumber + 2)
        for number in first.dayNumber...last.dayNumber {
            let date = CivilDate(dayNumber: number)
            if exceptions[date] ?? (weekendBits & 1 << UInt8(date.weekday.rawValue) == 0) { days.append(Int32(number)) }
            before.append(Int32(days.count))
        }
        (start, self.before, self.days) = (first.dayNumber, before, days)
    }

    private var end: Int { start + before.count - 1 }

    private func contains(_ number: Int) -> Bool {
        number >= start && number < end
    }

    func isWorkingDay(_ date: CivilDate) -> Bool {
        guard contains(date.dayNumber) else { return weekendBits & 1 << UInt8(date.weekday.rawValue) == 0 }
        let offset = date.dayNumber - start
        return before[offset] != before[offset + 1]
    }

    func adding(_ count: Int, to date: CivilDate) -> CivilDate {
        if count != 0, contains(date.dayNumber) {
            let offset = date.dayNumber - start
            let index = count > 0 ? Int(before[offset + 1]) + count - 1 : Int(before[offset]) + count
            if days.indices.contains(index) { return CivilDate(dayNumber: Int(days[index])) }
        }
        return walking(count, from: date)
    }

    func count(after first: CivilDate, through last: CivilDate) -> Int {
        if contains(first.dayNumber), contains(last.dayNumber) {
            return Int(before[last.dayNumber - start + 1] - before[first.dayNumber - start + 1])
        }
        var count = 0
        var day = first
        while day < last {
            day = day.adding(days: 1)
            if isWorkingDay(day) { count += 1 }
        }
        return count
    }

    private func walking(_ count: Int, from date: CivilDate) -> CivilDate {
        let step = count < 0 ? -1 : 1
        // With all seven days off the loop would not end; each day counts then.
        if weekendBits == 0b1111_1110 { return date.adding(days: count) }
        var (day, left) = (date, abs(count))
        while left > 0 {
            day = day.adding(days: step)
            if isWorkingDay(day) { left -= 1 }
        }
        return day
    }
}
