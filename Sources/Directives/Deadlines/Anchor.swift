import Basics

/// What a counted deadline is counted from.
public enum Anchor: Hashable, Sendable {
    /// The day on which the notice was issued.
    case notice
    case day(DayReference)
    /// An event that someone records, such as `receipt`.
    case event(String)
    /// `8.1 is done`: the day on which that is recorded.
    case completion(of: DirectiveID)
    /// `9.6 fails`: the day on which that is recorded.
    case failure(of: DirectiveID)
}

/// A day that a deadline names by its date or its name.
public enum DayReference: Hashable, Sendable {
    case date(CivilDate)
    /// A key of the calendar's `named-days` and a year.
    case named(String, year: Int)
}

extension Anchor: CustomStringConvertible {
    /// - Parameter notice: the one whose directives may be named by their item alone.
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

extension String {
    /// Whether it can name an event or a day: lower-case letters, digits and dashes, a letter first.
    package var isName: Bool {
        utf8.first?.isLowercaseLetter == true
            && utf8.allSatisfy { $0.isLowercaseLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    }
}
