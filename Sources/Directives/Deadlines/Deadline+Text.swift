extension Deadline: LosslessStringConvertible {
    /// Parses the spellings of a configuration file, such as `2021-11`, `before christmas 2021`,
    /// `3 working days after receipt`, `at once`.
    ///
    /// A named day is not looked up here: the calendar may not have it.
    public init?(_ description: String) {
        self.init(description, in: nil)
    }

    /// The same, for the file of one notice: `8.1` is then the directive of that notice.
    package init?(_ description: String, in notice: String?) {
        switch description {
        case "at once": self = .atOnce
        case "urgent": self = .urgent
        case "standing": self = .standing
        case "none": self = .none
        default:
            let words = description.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard !words.contains(""), let first = words.first else { return nil }
            if first == "before", let day = DayReference(words: words.dropFirst()) {
                self = .before(day)
            } else if let date = CivilDate(first) {
                switch words.count {
                case 1: self = .on(date)
                case 2:
                    guard let time = TimeOfDay(words[1]) else { return nil }
                    self = .at(date, time)
                default: return nil
                }
            } else if words.count == 1, let period = Period(first) {
                self = .within(period)
            } else if let point = PeriodPoint(description) {
                self = .point(point)
            } else if first == "every" || first == "rrule" {
                guard let recurrence = try? Recurrence(words: words) else { return nil }
                self = .every(recurrence)
            } else if let range = Self.range(words) ?? Self.counted(words, notice) {
                self = range
            } else {
                return nil
            }
        }
    }

    private static func range(_ words: [String]) -> Deadline? {
        guard words.count == 4, words[0] == "from", words[2] == "to", let start = CivilDate(words[1]),
            let end = CivilDate(words[3]), start <= end
        else { return nil }
        return .range(start, end)
    }

    private static func counted(_ words: [String], _ notice: String?) -> Deadline? {
        guard let split = words.firstIndex(where: { $0 == "after" || $0 == "before" }),
            let count = Count(words: words[..<split]), let direction = Direction(rawValue: words[split]),
            let anchor = Anchor(words: words[(split + 1)...], in: notice)
        else { return nil }
        if direction == .before, anchor.isEnd { return nil }
        return .counted(count, direction, anchor, roll: nil)
    }

    public var description: String {
        switch self {
        case .on(let date): "\(date)"
        case .at(let date, let time): "\(date) \(time)"
        case .within(let period): "\(period)"
        case .point(let point): "\(point)"
        case .range(let start, let end): "from \(start) to \(end)"
        case .before(let day): "before \(day)"
        case .every(let recurrence): "\(recurrence)"
        case .counted(let count, let direction, let anchor, _): "\(count) \(direction.rawValue) \(anchor)"
        case .atOnce: "at once"
        case .urgent: "urgent"
        case .standing: "standing"
        case .none: "none"
        }
    }
}

extension DayReference: CustomStringConvertible {
    /// Reads `2021-12-15` or `christmas 2021`.
    init?(words: some Collection<String>) {
        let words = Array(words)
        switch words.count {
        case 1:
            guard let date = CivilDate(words[0]) else { return nil }
            self = .date(date)
        case 2:
            guard let year = Int(asciiDigits: words[1].utf8), words[1].utf8.count == 4, (1...9_999).contains(year),
                words[0].isName
            else { return nil }
            self = .named(words[0], year: year)
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .date(let date): "\(date)"
        case .named(let name, let year): "\(name) \(year.padded(to: 4))"
        }
    }
}

extension Anchor: CustomStringConvertible {
    init?(words: some Collection<String>, in notice: String? = nil) {
        if let end = Self.end(Array(words), notice) {
            self = end
        } else if let day = DayReference(words: words) {
            self = .day(day)
        } else if words.count == 1, let name = words.first, name.isName {
            self = name == "notice" ? .notice : .event(name)
        } else {
            return nil
        }
    }

    /// Reads `8.1 is done` and `9.6 fails`.
    private static func end(_ words: [String], _ notice: String?) -> Anchor? {
        guard words.count > 1, let target = words.first,
            let id = DirectiveID(target) ?? notice.flatMap({ DirectiveID("\($0)/\(target)") })
        else { return nil }
        switch words.dropFirst() {
        case ["is", "done"]: return .completion(of: id)
        case ["fails"]: return .failure(of: id)
        default: return nil
        }
    }

    /// Whether it is the end of another directive.
    var isEnd: Bool {
        switch self {
        case .completion, .failure: true
        case .notice, .day, .event: false
        }
    }

    public var description: String {
        switch self {
        case .notice: "notice"
        case .day(let day): "\(day)"
        case .event(let name): name
        case .completion(let id): "\(id) is done"
        case .failure(let id): "\(id) fails"
        }
    }
}

extension Count: CustomStringConvertible {
    /// Reads `5 days`, `1 working day`, `24 hours`.
    init?(words: some Collection<String>) {
        let words = Array(words)
        guard words.count >= 2, let amount = Int(asciiDigits: words[0].utf8),
            let unit = Unit(words: words.dropFirst().joined(separator: " "))
        else { return nil }
        self.init(amount, unit)
    }

    public var description: String {
        "\(amount) \(amount == 1 ? String(unit.words.dropLast()) : unit.words)"
    }
}

extension Count.Unit {
    init?(words: String) {
        let all: [Count.Unit] = [.days, .workingDays, .weeks, .months, .years, .hours, .workingHours]
        guard let unit = all.first(where: { $0.words == words || $0.words.dropLast() == words }) else { return nil }
        self = unit
    }

    /// The plural in words.
    public var words: String {
        switch self {
        case .workingDays: "working days"
        case .workingHours: "working hours"
        case .days, .weeks, .months, .years, .hours: rawValue
        }
    }
}

extension String {
    /// Whether it can name an event or a day: lower-case letters, digits and dashes, a letter first.
    package var isName: Bool {
        guard let first = utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
    }
}
