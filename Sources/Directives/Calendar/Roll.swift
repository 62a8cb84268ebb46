/// What happens when a computed day is a day off.
public enum Roll: String, Hashable, Sendable, CaseIterable {
    /// It moves to the next working day (Civil Code 2015, art. 148.5).
    case forward
    /// It moves to the last working day before.
    case backward
    /// It does not move.
    case stay = "none"
}
