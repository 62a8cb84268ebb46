import Basics

extension RecurrenceRule: CustomStringConvertible {
    static let parts = [
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS",
        "WKST",
    ]
    private static let weekdays: [(String, Weekday)] = [
        ("MO", .monday), ("TU", .tuesday), ("WE", .wednesday), ("TH", .thursday), ("FR", .friday), ("SA", .saturday),
        ("SU", .sunday),
    ]

    /// Parses `FREQ=MONTHLY;BYDAY=-1FR`, with `RRULE:` before it or without, also in small letters (RFC 5545, section 2).
    ///
    /// - Throws: a `Mistake` that says what is wrong and what is supported.
    public init(parsing text: String) throws(Mistake) {
        var values: [String: String] = [:]
        let text = text.uppercased()
        let body = text.hasPrefix("RRULE:") ? text.dropFirst(6) : text[...]
        for part in body.split(separator: ";", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2, !pair[1].isEmpty else { throw Mistake("'\(part)' is not of the form NAME=VALUE") }
            switch pair[0] {
            case "BYHOUR", "BYMINUTE", "BYSECOND":
                throw Mistake("\(pair[0]) is not supported: give the time of the day as time: \"16:00\"")
            case let name where !Self.parts.contains(name):
                throw Mistake("'\(name)' is no part of a rule; supported are \(Self.parts.joined(separator: ", "))")
            default: break
            }
            guard values.updateValue(pair[1], forKey: pair[0]) == nil else {
                throw Mistake("\(pair[0]) is here twice")
            }
        }
        guard let name = values["FREQ"] else { throw Mistake("a rule needs FREQ") }
        guard let frequency = Frequency(rawValue: name) else {
            throw Mistake("FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY, not '\(name)'")
        }
        self.frequency = frequency
        interval = try Self.number(values, "INTERVAL", 1...999) ?? 1
        count = try Self.number(values, "COUNT", 1...9_999)
        until = try values["UNTIL"].map { (text) throws(Mistake) in try Self.date(text) }
        months = try Self.numbers(values, "BYMONTH", 1...12, signed: false)
        monthDays = try Self.numbers(values, "BYMONTHDAY", 1...31)
        yearDays = try Self.numbers(values, "BYYEARDAY", 1...366)
        weekNumbers = try Self.numbers(values, "BYWEEKNO", 1...53)
        days = try Self.days(values["BYDAY"])
        positions = try Self.numbers(values, "BYSETPOS", 1...366)
        weekStart = try values["WKST"].map { (text) throws(Mistake) in try Self.weekday(text, "WKST") } ?? .monday
        try checkParts()
    }

    /// Refuses the parts that the RFC does not allow together.
    private func checkParts() throws(Mistake) {
        if count != nil, until != nil { throw Mistake("COUNT and UNTIL exclude each other") }
        if !weekNumbers.isEmpty, frequency != .yearly { throw Mistake("BYWEEKNO goes with FREQ=YEARLY only") }
        if !yearDays.isEmpty, frequency != .yearly { throw Mistake("BYYEARDAY goes with FREQ=YEARLY only") }
        if !monthDays.isEmpty, frequency == .weekly { throw Mistake("BYMONTHDAY does not go with FREQ=WEEKLY") }
        if days.contains(where: { $0.ordinal != nil }) {
            if frequency == .daily || frequency == .weekly {
                throw Mistake("BYDAY takes numbers, as in -1FR, with FREQ=MONTHLY or YEARLY only")
            }
            if !weekNumbers.isEmpty { throw Mistake("BYDAY takes no numbers beside BYWEEKNO") }
        }
        if !weekNumbers.isEmpty, days.isEmpty {
            throw Mistake("BYWEEKNO needs BYDAY: the rule names a week, not a day")
        }
        let isEmpty =
            months.isEmpty && monthDays.isEmpty && yearDays.isEmpty && weekNumbers.isEmpty && days.isEmpty
        if !positions.isEmpty, isEmpty { throw Mistake("BYSETPOS needs another BY… to choose from") }
    }

    private static func number(
        _ values: [String: String], _ name: String, _ range: ClosedRange<Int>
    ) throws(Mistake) -> Int? {
        guard let text = values[name] else { return nil }
        guard let number = Int(asciiDigits: text.utf8), range.contains(number) else {
            throw Mistake("\(name) is a number of \(range.lowerBound) to \(range.upperBound), not '\(text)'")
        }
        return number
    }

    private static func numbers(
        _ values: [String: String], _ name: String, _ range: ClosedRange<Int>, signed: Bool = true
    ) throws(Mistake) -> [Int] {
        guard let list = values[name] else { return [] }
        var numbers: Set<Int> = []
        for text in list.split(separator: ",", omittingEmptySubsequences: false) {
            let isNegative = signed && text.hasPrefix("-")
            let digits = text.drop { signed && ($0 == "-" || $0 == "+") }
            guard let number = Int(asciiDigits: digits.utf8), range.contains(number), digits.count >= text.count - 1
            else {
                let sign = signed ? ", or the same with '-' from the end" : ""
                throw Mistake(
                    "\(name) takes numbers of \(range.lowerBound) to \(range.upperBound)\(sign), not '\(text)'")
            }
            numbers.insert(isNegative ? -number : number)
        }
        return numbers.sorted()
    }

    private static func date(_ text: String) throws(Mistake) -> CivilDate {
        let digits = Array(text.utf8)
        guard digits.count == 8, let year = Int(asciiDigits: digits[0..<4]),
            let month = Int(asciiDigits: digits[4..<6]),
            let day = Int(asciiDigits: digits[6..<8]), let date = CivilDate(year: year, month: month, day: day)
        else { throw Mistake("UNTIL is a date such as 20221231, not '\(text)'; or give it as until: 2022-12-31") }
        return date
    }

    private static func weekday(_ text: some StringProtocol, _ name: String) throws(Mistake) -> Weekday {
        guard let day = weekdays.first(where: { $0.0 == text })?.1 else {
            throw Mistake("\(name) takes MO, TU, WE, TH, FR, SA, SU, not '\(text)'")
        }
        return day
    }

    private static func days(_ list: String?) throws(Mistake) -> [Day] {
        guard let list else { return [] }
        var days: [Day] = []
        for text in list.split(separator: ",", omittingEmptySubsequences: false) {
            let weekday = try weekday(text.suffix(2), "BYDAY")
            let number = text.dropLast(2)
            if number.isEmpty {
                days.append(Day(ordinal: nil, weekday: weekday))
                continue
            }
            let digits = number.first == "-" || number.first == "+" ? number.dropFirst() : number
            guard let ordinal = Int(asciiDigits: digits.utf8), (1...53).contains(ordinal) else {
                throw Mistake("BYDAY takes days such as MO or -1FR, not '\(text)'")
            }
            days.append(Day(ordinal: number.first == "-" ? -ordinal : ordinal, weekday: weekday))
        }
        return days.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    public var description: String {
        var parts = ["FREQ=\(frequency.rawValue)"]
        if interval != 1 { parts.append("INTERVAL=\(interval)") }
        if let count { parts.append("COUNT=\(count)") }
        if let until { parts.append("UNTIL=\(until.description.filter { $0 != "-" })") }
        for (name, numbers) in [
            ("BYMONTH", months), ("BYMONTHDAY", monthDays), ("BYYEARDAY", yearDays), ("BYWEEKNO", weekNumbers),
        ] where !numbers.isEmpty {
            parts.append("\(name)=\(numbers.map(String.init).joined(separator: ","))")
        }
        if !days.isEmpty {
            parts.append(
                "BYDAY=\(days.map { "\($0.ordinal.map(String.init) ?? "")\(Self.code($0.weekday))" }.joined(separator: ","))"
            )
        }
        if !positions.isEmpty { parts.append("BYSETPOS=\(positions.map(String.init).joined(separator: ","))") }
        if weekStart != .monday { parts.append("WKST=\(Self.code(weekStart))") }
        return parts.joined(separator: ";")
    }

    private static func code(_ weekday: Weekday) -> String {
        weekdays.first { $0.1 == weekday }?.0 ?? ""
    }
}
