import Directives

extension Scanner {
    typealias Amount = PhraseResolution.Pending

    /// A length of time: `05 ngày làm việc`, `hai tuần`, `nửa tháng`, `48 giờ`, `30 phút`.
    mutating func amount() -> Amount? {
        attempt { scanner in
            // Half a month is 15 days, half a year six months (Civil Code 2015, art. 146.1).
            if scanner.take(Lexicon.half) {
                if scanner.take(Lexicon.month) {
                    scanner.note(.article146)
                    return Amount(15, .days)
                }
                if scanner.take(Lexicon.year) {
                    scanner.note(.article146)
                    return Amount(6, .months)
                }
                return scanner.take(Lexicon.day) ? Amount(12, .hours) : nil
            }
            guard let count = scanner.number(), (1...9_999).contains(count) else { return nil }
            guard let unit = scanner.unit() else { return nil }
            if scanner.take(Lexicon.andHalf) {
                switch unit {
                case .months:
                    scanner.note(.article146)
                    return Amount(count * 30 + 15, .days)
                case .years: return Amount(count * 12 + 6, .months)
                case .hours: return Amount(count * 60 + 30, .minutes)
                default: return nil
                }
            }
            // "30 tháng 11" is a date, "6 tháng đầu năm" a period, "3 năm 2021" the end of one.
            if unit == .months || unit == .years || unit == .days {
                if let token = scanner.current, token.number != nil, token.spelling.count <= 2 || unit == .years {
                    return nil
                }
                if unit == .months, scanner.sees(["đầu", "cuối"]) { return nil }
            }
            return unit == .quarters ? Amount(count * 3, .months) : unit.pending.map { Amount(count, $0) }
        }
    }

    private enum Unit {
        case minutes, hours, workingHours, days, workingDays, weeks, months, quarters, years

        var pending: Amount.Unit? {
            switch self {
            case .minutes: .minutes
            case .hours: .hours
            case .workingHours: .workingHours
            case .days: .days
            case .workingDays: .workingDays
            case .weeks: .weeks
            case .months: .months
            case .quarters: nil
            case .years: .years
            }
        }
    }

    private mutating func unit() -> Unit? {
        if take(Lexicon.day) || takeBareDay() {
            if take(Lexicon.working) { return .workingDays }
            let bracketed = attempt { $0.takeMark("(") && $0.take(Lexicon.working) && $0.takeMark(")") ? true : nil }
            return bracketed == true ? .workingDays : .days
        }
        if take(["giờ làm việc"]) { return .workingHours }
        if take(Lexicon.hour) || take(["h"]) { return .hours }
        if take(Lexicon.minute) { return .minutes }
        if take(Lexicon.week) { return .weeks }
        if take(Lexicon.month) { return .months }
        if take(Lexicon.quarter) { return .quarters }
        return take(Lexicon.year) ? .years : nil
    }

    /// "ngay" after a number, its accent missing.
    private mutating func takeBareDay() -> Bool {
        guard current?.key == "ngay", index > 0, tokens[index - 1].number != nil else { return false }
        note(.wrongAccent)
        index += 1
        return true
    }

    /// How often something recurs: "hằng tháng", "mỗi tuần", "02 lần/ngày", "định kỳ 06 tháng", "3 tháng một lần".
    mutating func frequency() -> (PhraseRule.Frequency, interval: Int)? {
        attempt { scanner in
            let previous = scanner.index > 0 ? scanner.tokens[scanner.index - 1].key : ""
            // "Ngân hàng tháng trước" is a bank's month.
            if !["ngan", "khach", "don", "mat"].contains(previous), scanner.take(Lexicon.every) {
                let count = scanner.attempt { $0.current?.number == nil ? nil : $0.number() } ?? 1
                let unit = scanner.frequencyUnit(count)
                _ = scanner.attempt { $0.take(Lexicon.one) && $0.take(Lexicon.times) ? true : nil }
                return unit
            }
            if scanner.take(Lexicon.periodic) {
                // "định kỳ ngày 20" names a day, "định kỳ tháng" how often.
                if let count = scanner.attempt({ inner -> Int? in
                    guard let count = inner.number() else { return nil }
                    return inner.sees(["tháng", "tuần", "ngày", "năm", "quý"]) ? count : nil
                }) {
                    return scanner.frequencyUnit(count)
                }
                return scanner.sees(["ngày"]) || scanner.current?.number != nil ? nil : scanner.frequencyUnit(1)
            }
            guard let count = scanner.number() else { return nil }
            if scanner.take(Lexicon.times) {
                guard scanner.takeMark("/") || scanner.take(["mỗi", "một", "trong", "trong một"]) else { return nil }
                return scanner.frequencyUnit(1)
            }
            guard let unit = scanner.frequencyUnit(count) else { return nil }
            let isPer = scanner.takeMark("/")
            // "ít nhất 01 ngày/tháng": once a month at least.
            if isPer, ["nhat", "thieu"].contains(previous), let period = scanner.attempt({ $0.frequencyUnit(1) }) {
                return period
            }
            _ = scanner.take(Lexicon.one) || scanner.takeOneDigit()
            return scanner.take(Lexicon.times) ? unit : nil
        }
    }

    private mutating func takeOneDigit() -> Bool {
        guard current?.number == 1 else { return false }
        index += 1
        return true
    }

    private mutating func frequencyUnit(_ count: Int) -> (PhraseRule.Frequency, interval: Int)? {
        guard (1...99).contains(count) else { return nil }
        if take(Lexicon.week) { return (.weekly, count) }
        if take(Lexicon.quarter) {
            let isNamed = current?.number != nil || ["i", "ii", "iii", "iv"].contains(current?.key)
            return isNamed ? nil : (.monthly, count * 3)
        }
        if take(Lexicon.year) { return (.yearly, count) }
        if take(Lexicon.month) { return current?.number != nil || sees(["đầu", "cuối"]) ? nil : (.monthly, count) }
        return take(Lexicon.day) ? (.daily, count) : nil
    }
}
