/// Why nobody would be told of an obligation in time.
public enum Silence: String, Hashable, Sendable, CaseIterable {
    case unitEnded = "unit-ended"
    case past
    case noStep = "no-step"

    /// Of several obligations, for people.
    public var words: String {
        switch self {
        case .unitEnded: "their lead has ended and has no successor"
        case .past: "their due has passed"
        case .noStep: "no step of their policy comes in time"
        }
    }
}

extension Planner {
    /// How long undated work may be without a message, in days.
    private static let undatedDays = 400

    /// Why nobody would be told of an open obligation in time.
    ///
    /// Nil where somebody is told: before the aim of a dated one, within 400 days of the opening of another.
    public func silence(of obligation: Obligation, in directive: Directive) -> Silence? {
        guard obligation.state == .open else { return nil }
        let from = max(obligation.opened, obligation.versionSince)
        let end = obligation.due?.aim ?? from.adding(seconds: Self.undatedDays * 86_400)
        let isTold = slots(of: obligation, in: directive).contains { $0.at < end && !deliveries(of: $0).isEmpty }
        if isTold { return nil }
        if successor(of: obligation.unit, on: time.zone.date(at: from)) == nil { return .unitEnded }
        return end <= from ? .past : .noStep
    }
}
