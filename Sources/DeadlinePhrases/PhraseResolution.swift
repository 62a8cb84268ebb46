package import Directives

/// What a phrase means on its reference date.
package enum PhraseResolution: Hashable, Sendable {
    /// A due: the end of a day, or a minute of it.
    package struct Moment: Hashable, Sendable {
        package let date: CivilDate
        /// Nil for the end of the day.
        package let time: TimeOfDay?

        package init(_ date: CivilDate, _ time: TimeOfDay? = nil) {
            self.date = date
            self.time = time
        }
    }

    /// The event that a count waits for has no date yet.
    package struct Pending: Hashable, Sendable {
        package enum Unit: String, Hashable, Sendable {
            case minutes = "min", hours = "h", workingHours = "wh", days = "d", workingDays = "wd", weeks = "w"
            case months = "m", years = "y"
        }

        package let amount: Int
        package let unit: Unit

        package init(_ amount: Int, _ unit: Unit) {
            self.amount = amount
            self.unit = unit
        }
    }

    /// One due; several where the phrase states several.
    case due([Moment], offset: String)
    /// Counted from an event to come; nothing to count where it is due at the event itself.
    case afterTrigger(Pending?)
    /// A rule and its next due.
    case recurring(PhraseRule, next: Moment?, offset: String)
    case range(CivilDate, Moment, offset: String)
    /// From a day on; with a milestone at the end of the first period where it has begun.
    case openEnded(from: CivilDate, milestone: Moment?, offset: String)
    /// An earliest day.
    case notBefore(CivilDate)
    /// Not before an event or a count after it.
    case notBeforeEvent(String)
    /// Before an event whose date is not known; `at` where it is due when the event happens.
    case event(String, before: Bool)
    case condition(String)
    case reference(String)
    /// The phrase contradicts itself, or names alternatives.
    case conflict([CivilDate])
    case noSuchDate
    /// At once, urgent or standing; with the mark of a document's urgency.
    case manner(PhraseKind, documentMark: Bool = false)
    case none
}

extension PhraseResolution: CustomStringConvertible {
    /// In the notation of the table of expressions: `2021-11-30T23:59:59+07:00`, `trigger+5wd`, `-`.
    package var description: String {
        switch self {
        case .due(let moments, let offset): moments.map { $0.text(offset) }.joined(separator: "; ")
        case .afterTrigger(let pending): pending.map { "trigger+\($0)" } ?? "trigger+0"
        case .recurring(let rule, let next, let offset):
            next.map { "RRULE:\(rule); next=\($0.text(offset))" } ?? "RRULE:\(rule)"
        case .range(let start, let end, let offset): "\(start)/\(end.text(offset))"
        case .openEnded(let start, let milestone, let offset):
            milestone.map { "from \(start); milestone \($0.text(offset)); then yearly" } ?? "from \(start); yearly"
        case .notBefore(let date): "not before \(date)"
        case .notBeforeEvent(let event): "not before \(event)"
        case .event(let name, let before): "\(before ? "before" : "at") event:\(name)"
        case .condition(let name): "if:\(name)"
        case .reference(let name): "ref:\(name)"
        case .conflict(let dates): "conflict:\(dates.map { "\($0)" }.joined(separator: "|"))"
        case .noSuchDate: "error:no_such_date"
        case .manner(let kind, let mark): kind.rawValue + (mark ? "; document urgency mark" : "")
        case .none: "-"
        }
    }
}

extension PhraseResolution.Moment {
    /// ISO 8601; the end of a day is written as its last second.
    func text(_ offset: String) -> String {
        "\(date)T\(time.map { "\($0):00" } ?? "23:59:59")\(offset)"
    }
}

extension PhraseResolution.Pending: CustomStringConvertible {
    package var description: String { "\(amount)\(unit.rawValue)" }
}
