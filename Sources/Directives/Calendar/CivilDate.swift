import Basics

/// A day of the proleptic Gregorian calendar, without a time or a zone.
///
/// It is kept as a count of days, so that comparing, adding and finding the weekday are integer operations; the year,
/// month and day are computed when asked for. Valid years are 1 to 9999, the span of ISO 8601's four digits.
public struct CivilDate: Hashable, Sendable {
    /// The number of days since 1970-01-01; negative before.
    public let dayNumber: Int

    /// The day with a number of days since 1970-01-01.
    public init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// Fails when the month has no such day, or the year is not one of 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        // Years that begin in March make the leap day the last of its year; eras are 400 years of 146,097 days.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = era * 146_097 + dayOfEra - 719_468
    }

    /// The year, month and day together, which costs no more than one of them.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    public var year: Int { components.year }
    public var month: Int { components.month }
    public var day: Int { components.day }

    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = (dayNumber + 3) % 7
        return Weekday(rawValue: (index < 0 ? index + 7 : index) + 1) ?? .monday
    }

    /// The number of days of a month.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    /// The day that is so many days later; earlier for a negative number.
    public func adding(days: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + days)
    }

    /// The day with the same number that is so many months later.
    ///
    /// In a month that has no such day it is the last one (Civil Code 2015, art. 148.3).
    public func adding(months: Int) -> CivilDate? {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let (laterYear, laterMonth) = (index / 12, index % 12 + 1)
        return CivilDate(
            year: laterYear, month: laterMonth, day: min(day, Self.length(ofMonth: laterMonth, year: laterYear)))
    }

    /// The first day of the month this day lies in.
    public var firstOfMonth: CivilDate {
        adding(days: 1 - day)
    }

    /// The last day of the month this day lies in.
    public var lastOfMonth: CivilDate {
        let (year, month, day) = components
        return adding(days: Self.length(ofMonth: month, year: year) - day)
    }
}

extension CivilDate: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.dayNumber < rhs.dayNumber
    }
}

extension CivilDate: LosslessStringConvertible {
    /// Parses `2026-03-31` (ISO 8601, extended format); fails for a day that does not exist.
    public init?(_ description: String) {
        let text = Array(description.utf8)
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = Int(asciiDigits: text[0..<4]), let month = Int(asciiDigits: text[5..<7]),
            let day = Int(asciiDigits: text[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var description: String {
        let (year, month, day) = components
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }
}
