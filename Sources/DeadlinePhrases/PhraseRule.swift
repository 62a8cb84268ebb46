import Basics
package import Directives

/// How a recurring deadline recurs.
package struct PhraseRule: Hashable, Sendable {
    package enum Frequency: String, Hashable, Sendable {
        case daily = "DAILY", weekly = "WEEKLY", monthly = "MONTHLY", yearly = "YEARLY"
        /// The phrase says that it recurs, not how often.
        case unknown = "?"
    }

    /// A day of the year.
    package struct MonthDay: Hashable, Sendable {
        package let month: Int
        package let day: Int
    }

    package var frequency: Frequency
    /// Every so many days, weeks, months or years.
    package var interval = 1
    package var weekdays: [Weekday] = []
    /// Days of the month; -1 is the last.
    package var monthDays: [Int] = []
    /// Whether the day is the last working one of the month.
    package var lastWorkingDay = false
    /// Days of the year.
    package var yearDays: [MonthDay] = []
    /// Whether the days of the year are one in every quarter.
    package var quarterly = false
    /// The times of the day at which it is due; its end where there is none.
    package var times: [TimeOfDay] = []
    /// The month of the first occurrence, where the phrase names it.
    package var from: (year: Int, month: Int)? {
        get { fromMonth.map { ($0 / 12, $0 % 12 + 1) } }
        set { fromMonth = newValue.map { $0.year * 12 + $0.month - 1 } }
    }
    private var fromMonth: Int?

    package init(_ frequency: Frequency) {
        self.frequency = frequency
    }
}

extension PhraseRule: CustomStringConvertible {
    /// The parts of an RFC 5545 rule; days of the year in a form of their own: `FREQ=YEARLY on 06-01 and 11-15`.
    package var description: String {
        var text = "FREQ=\(frequency.rawValue)"
        if interval > 1 { text += ";INTERVAL=\(interval)" }
        if yearDays.count == 1, !quarterly, let day = yearDays.first {
            text += ";BYMONTH=\(day.month);BYMONTHDAY=\(day.day)"
        } else if !yearDays.isEmpty {
            let days = yearDays.map { "\($0.month.padded(to: 2))-\($0.day.padded(to: 2))" }
            text += " on " + days.joined(separator: days.count == 2 ? " and " : ",")
        }
        if lastWorkingDay { text += ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" }
        if !weekdays.isEmpty {
            text += ";BYDAY=\(weekdays.map { $0.description.prefix(2).uppercased() }.joined(separator: ","))"
        }
        if !monthDays.isEmpty { text += ";BYMONTHDAY=\(monthDays.map(String.init).joined(separator: ","))" }
        if !times.isEmpty {
            text += ";BYHOUR=\(times.map { String($0.minute / 60) }.joined(separator: ","))"
            if times.contains(where: { $0.minute % 60 != 0 }) {
                text += ";BYMINUTE=\(times.map { String($0.minute % 60) }.joined(separator: ","))"
            }
        }
        if let from { text += ";from \(from.year.padded(to: 4))-\(from.month.padded(to: 2))" }
        return text
    }
}
