import Directives

extension Scanner {
    /// Days of the month without a month: "ngày 20", "ngày 05 và 20", "ngày 07 của tháng sau".
    mutating func daysOfMonth() -> (days: [Int], owner: DayOwner)? {
        attempt { scanner in
            _ = scanner.take(["các"])
            guard scanner.takeDayWord(), let first = scanner.number(), (1...31).contains(first) else { return nil }
            var days = [first]
            while let more = scanner.attempt({ $0.furtherDay() }) { days.append(more) }
            return (days, scanner.dayOwner())
        }
    }

    private mutating func furtherDay() -> Int? {
        guard takeMark(",;") || take(Lexicon.and) else { return nil }
        _ = takeDayWord()
        guard let day = current?.number, (1...31).contains(day), current?.spelling.count ?? 9 <= 2 else { return nil }
        index += 1
        // What follows must not make it a date, a time or an amount.
        let begins: Term = ["tháng", "giờ", "h", "g", "ngày", "tuần", "năm", "quý", "phút"]
        return current?.isMark("/-.:") == true && peek(1)?.number != nil || sees(begins) ? nil : day
    }

    private mutating func dayOwner() -> DayOwner {
        attempt { scanner -> DayOwner? in
            let isPossessive = scanner.take(Lexicon.possessive)
            guard scanner.take(Lexicon.month) else { return nil }
            if let owner = scanner.attempt({ $0.quarterMonth() }) { return owner }
            if scanner.current?.number != nil { return nil }
            if let offset = scanner.relativeOffset() {
                return isPossessive && offset == 1 ? .everyMonth : .month(offset: offset)
            }
            return isPossessive ? .everyMonth : nil
        } ?? .unsaid
    }

    /// After "tháng": "đầu quý sau", "cuối quý", "thứ hai của quý", "đầu tiên của quý tiếp theo".
    private mutating func quarterMonth() -> DayOwner? {
        let month: Int
        if take(Lexicon.first) {
            month = 1
        } else if take(["cuối", "cuối cùng", "thứ ba", "thứ 3"]) {
            month = 3
        } else if take(["giữa", "thứ hai"]) {
            month = 2
        } else {
            return nil
        }
        _ = take(Lexicon.possessive)
        _ = take(["mỗi", "hằng", "hàng", "các"])
        guard take(Lexicon.quarter) else { return nil }
        _ = relativeOffset()
        return .quarterMonth(month)
    }

    /// "ngày cuối cùng của tháng", "ngày làm việc cuối cùng của tháng"; not of a month that is named.
    mutating func lastDayOfEveryMonth() -> (working: Bool, quarterly: Bool)? {
        attempt { scanner in
            let working = scanner.take(Lexicon.workingDay)
            guard working || scanner.take(Lexicon.day), scanner.take(["cuối cùng", "cuối"]) else { return nil }
            _ = scanner.take(Lexicon.possessive)
            _ = scanner.take(Lexicon.every)
            let quarterly = scanner.take(Lexicon.quarter)
            guard quarterly || scanner.take(Lexicon.month) else { return nil }
            let isNamed = scanner.current?.number != nil || scanner.attempt { $0.monthNumber() } != nil
            return isNamed ? nil : (working, quarterly)
        }
    }

    /// "ngày làm việc cuối cùng của" a period that follows.
    mutating func lastWorkingDayOf() -> Bool {
        attempt { scanner in
            guard scanner.take(Lexicon.workingDay), scanner.take(["cuối cùng"]) else { return nil }
            _ = scanner.take(Lexicon.of)
            return true
        } ?? false
    }

    /// "thứ Sáu", "thứ 6", "chủ nhật", with "tuần này" or "tuần sau".
    mutating func weekday() -> (Weekday, weekOffset: Int?)? {
        attempt { scanner in
            _ = scanner.attempt { $0.take(Lexicon.day) ? true : nil }
            guard let day = scanner.weekdayName() else { return nil }
            let offset = scanner.attempt { inner -> Int? in
                _ = inner.takeMark(",")
                _ = inner.take(Lexicon.of)
                guard inner.take(Lexicon.week) else { return nil }
                return inner.relativeOffset()
            }
            return (day, offset)
        }
    }

    private mutating func weekdayName() -> Weekday? {
        if take(["chủ nhật"]) { return .sunday }
        return attempt { scanner in
            guard scanner.take(Lexicon.ordinal) else { return nil }
            if let token = scanner.current, let value = token.number {
                scanner.index += 1
                return (2...7).contains(value) ? Weekday(rawValue: value - 1) : nil
            }
            guard let value = scanner.numberWords(allowsHomographs: true), (2...7).contains(value) else { return nil }
            return Weekday(rawValue: value - 1)
        }
    }

    /// A day relative to the reference date, with a part of the day where one is stated.
    mutating func relativeDay() -> (days: Int, part: PartOfDay?)? {
        attempt { scanner in
            let part = scanner.partOfDay()
            if scanner.take(Lexicon.today) { return (0, part) }
            if scanner.take(Lexicon.tomorrow) { return (1, part) }
            if scanner.take(Lexicon.dayAfterTomorrow) { return (2, part) }
            guard let part else { return nil }
            if scanner.take(Lexicon.this) { return (0, part) }
            return scanner.take(Lexicon.mai) ? (1, part) : nil
        }
    }
}
