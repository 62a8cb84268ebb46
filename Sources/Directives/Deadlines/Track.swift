/// What a deadline yields: a due, or one of the two ways to remind of work that has none.
public enum Track: Hashable, Sendable {
    case dated(Due)
    /// No due: reminded daily until acknowledged, then reviewed.
    case atOnce
    /// No due: reviewed.
    case undated

    /// The due, where there is one.
    public var due: Due? {
        if case .dated(let due) = self { due } else { nil }
    }
}
