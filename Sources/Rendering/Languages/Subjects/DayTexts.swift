import Basics
package import Directives

/// Days, moments, and amounts of time.
package protocol DayTexts: Sendable {
    /// In a message: `thứ Ba, 30/11/2021`.
    func day(_ date: CivilDate) -> String
    /// In a message: `08:00 thứ Ba, 30/11/2021`.
    func moment(_ time: TimeOfDay, _ date: CivilDate) -> String
    /// Where days stand close together: `thứ Sáu`, `Fri`.
    func shortName(_ weekday: Weekday) -> String
    /// At the head of a column: `T6`, `Fr`.
    func columnHead(_ weekday: Weekday) -> String
    /// In an explanation: `24:00 thứ Ba 30/11/2021`.
    ///
    /// - Parameter minute: `24:00` for the end of the day.
    func shortMoment(_ minute: String, _ date: CivilDate) -> String
    /// `thứ Bảy 14/02 đến Chủ nhật 22/02`, from two days that are already texts.
    func span(from first: String, to last: String) -> String
    /// `Tháng 2`, `February`; 1 to 12.
    func month(_ month: Int) -> String
    /// `Tháng 2/2026`, `February 2026`.
    func month(_ month: Int, of year: Int) -> String
    /// `5 ngày làm việc`, `5 working days`.
    func count(_ count: Count) -> String
    /// A name of the calendar's `named-days`; the key itself where it is none of the usual ones.
    func namedDay(_ key: String) -> String
}

extension DayTexts {
    /// `thứ Sáu 29/10/2021`, `Fri 29/10/2021`.
    package func shortDay(_ date: CivilDate) -> String {
        "\(shortName(date.weekday)) \(date.dayMonthYear)"
    }

    /// `thứ Sáu 29/10`, `Fri 29/10`.
    package func shortDayAndMonth(_ date: CivilDate) -> String {
        "\(shortName(date.weekday)) \(date.dayMonth)"
    }

    /// The days of a run in a row: `thứ Bảy 30, Chủ nhật 31/10`; of three days off or more, only the first and the last.
    package func days(_ run: DayRun) -> String {
        if !run.isWorking, run.count > 2 {
            return span(from: shortDayAndMonth(run.first), to: shortDayAndMonth(run.last))
        }
        let days = run.days
        return days.enumerated().map { index, date in
            // The month stands once, at its last day.
            let endsMonth = index == days.count - 1 || days[index + 1].month != date.month
            return endsMonth ? shortDayAndMonth(date) : "\(shortName(date.weekday)) \(date.day.padded(to: 2))"
        }.joined(separator: ", ")
    }
}
