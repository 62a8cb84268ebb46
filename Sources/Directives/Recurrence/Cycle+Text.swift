import Basics

extension Cycle: CustomStringConvertible {
    /// Why a text is not a recurrence.
    public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    public static let spellings = """
        every month on day 20, every month before day 20, every month on last friday, every quarter by last working \
        day, every quarter on day 30 of first month, every week on monday, every 2 weeks on friday, every half-year, \
        every year on 12-25, every working day
        """

    private static let ordinals = ["first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1]
    private static let monthOrdinals = ["first": 1, "second": 2, "third": 3, "last": -1]

    /// Reads what follows `every`, such as `2 months on day 20`.
    public init(parsing text: String) throws(Mistake) {
        try self.init(words: text.split(separator: " ", omittingEmptySubsequences: false).map(String.init))
    }

    init(words: some Collection<String>) throws(Mistake) {
        var words = Array(words)[...]
        let interval = words.first.flatMap { Int(asciiDigits: $0.utf8) }
        if interval != nil { words.removeFirst() }
        guard interval.map((1...99).contains) ?? true else { throw Mistake("the number after 'every' is 1 to 99") }
        self.interval = interval ?? 1
        every = try Self.every(&words, isCounted: interval != nil)
        guard let first = words.first else {
            (preposition, day, month) = (.on, .whole, nil)
            return
        }
        guard let preposition = Preposition(rawValue: first), words.count > 1 else {
            throw Mistake("after 'every \(Self.name(every))' comes on, by or before and a day, not '\(first)'")
        }
        guard case .period(let kind) = every else {
            throw Mistake("each day is due at its end: write every day or every working day, and a time")
        }
        self.preposition = preposition
        words.removeFirst()
        var month: Int?
        if let of = words.firstIndex(of: "of") {
            month = try Self.month(words[(of + 1)...], of: kind)
            words = words[..<of]
        }
        self.month = month
        day = try Self.day(Array(words), of: kind, inMonth: month != nil)
    }

    private static func every(_ words: inout ArraySlice<String>, isCounted: Bool) throws(Mistake) -> Every {
        let first = words.popFirst() ?? ""
        let unit = first.hasSuffix("s") ? String(first.dropLast()) : first
        if first == "working", words.first == "day", !isCounted {
            words.removeFirst()
            return .workingDay
        }
        if unit == "day" { return .day }
        if let kind = PeriodKind(rawValue: unit) { return .period(kind) }
        throw Mistake("'every' takes day, working day, week, month, quarter, half-year or year, not '\(first)'")
    }

    private static func month(_ words: ArraySlice<String>, of kind: PeriodKind) throws(Mistake) -> Int {
        let words = Array(words)
        let count = kind.months ?? 1
        guard count > 1 else { throw Mistake("a \(kind.rawValue) has no months: leave out 'of'") }
        let month: Int? =
            switch (words.first, words.count, words.last) {
            case (let ordinal?, 2, "month"): monthOrdinals[ordinal]
            case ("month", 2, let number?): Int(asciiDigits: number.utf8)
            default: nil
            }
        guard let month, month == -1 || (1...count).contains(month) else {
            throw Mistake("after 'of' comes first month, second month, last month or month 1 to \(count)")
        }
        return month
    }

    private static func day(_ words: [String], of kind: PeriodKind, inMonth: Bool) throws(Mistake) -> Day {
        let isMonth = kind == .month || inMonth
        switch words {
        case ["first", "day"]: return .first
        case ["last", "day"]: return .last
        case ["first", "working", "day"]: return .workingDay(1)
        case ["last", "working", "day"]: return .workingDay(-1)
        default: break
        }
        if words.count == 3, words[0] == "working", words[1] == "day" {
            guard let number = Int(asciiDigits: words[2].utf8), (1...20).contains(number) else {
                throw Mistake("'working day' takes a number of 1 to 20, not '\(words[2])'")
            }
            return .workingDay(number)
        }
        if words.count == 2, words[0] == "day" {
            guard isMonth else {
                throw Mistake("say of which month: on day \(words[1]) of first month, of last month, of month 2")
            }
            guard let number = Int(asciiDigits: words[1].utf8), (1...31).contains(number) else {
                throw Mistake("a month has no day '\(words[1])'")
            }
            return .day(number)
        }
        if words.count == 1, let weekday = Weekday(words[0]) {
            guard kind == .week else {
                throw Mistake("say which one: on first \(words[0]), on last \(words[0])")
            }
            return .weekday(weekday)
        }
        if words.count == 2, let number = ordinals[words[0]], let weekday = Weekday(words[1]), kind != .week {
            return .ordinal(number, weekday)
        }
        if words.count == 1, kind == .year, !inMonth, case .solar(let month, let day)? = NamedDay(words[0]) {
            return .date(month: month, day: day)
        }
        throw Mistake("'\(words.joined(separator: " "))' is no day of a \(kind.rawValue); \(choices(kind))")
    }

    private static func choices(_ kind: PeriodKind) -> String {
        switch kind {
        case .week: "write on monday, by last working day"
        case .month: "write on day 20, on last day, on working day 5, by last working day, on first monday"
        case .quarter, .half: "write on day 30 of first month, by last working day, on first day"
        case .year: "write on 12-25, on day 15 of month 6, by last working day"
        }
    }

    private static func name(_ every: Every) -> String {
        switch every {
        case .day: "day"
        case .workingDay: "working day"
        case .period(let kind): kind.rawValue
        }
    }

    /// The words that `init` reads, after `every`.
    public var description: String {
        var text = interval == 1 ? Self.name(every) : "\(interval) \(Self.name(every))s"
        if day != .whole { text += " \(preposition.rawValue) \(day)" }
        if let month {
            let name = Self.monthOrdinals.first { $0.value == month }?.key
            text += " of \(name.map { "\($0) month" } ?? "month \(month)")"
        }
        return text
    }
}

extension Cycle.Day: CustomStringConvertible {
    public var description: String {
        switch self {
        case .whole: ""
        case .day(let number): "day \(number)"
        case .first: "first day"
        case .last: "last day"
        case .workingDay(1): "first working day"
        case .workingDay(-1): "last working day"
        case .workingDay(let number): "working day \(number)"
        case .weekday(let weekday): "\(weekday)"
        case .ordinal(let number, let weekday):
            "\(["", "first", "second", "third", "fourth", "last"][number < 0 ? 5 : number]) \(weekday)"
        case .date(let month, let day): "\(month.padded(to: 2))-\(day.padded(to: 2))"
        }
    }
}
