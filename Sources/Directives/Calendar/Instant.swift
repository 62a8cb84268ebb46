/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
///
/// The core has no clock. An instant comes in as an argument, from the shell or from a civil time in a `Zone`.
public struct Instant: Hashable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public init(seconds: Int) {
        milliseconds = Int64(seconds) * 1_000
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int {
        Int(milliseconds >= 0 ? milliseconds / 1_000 : -((-milliseconds + 999) / 1_000))
    }

    /// The instant that is so many milliseconds later.
    public func adding(milliseconds: Int64) -> Instant {
        Instant(milliseconds: self.milliseconds + milliseconds)
    }

    /// The instant that is so many seconds later.
    public func adding(seconds: Int) -> Instant {
        adding(milliseconds: Int64(seconds) * 1_000)
    }

    /// How many milliseconds it is from another instant to this one.
    public func milliseconds(since other: Instant) -> Int64 {
        milliseconds - other.milliseconds
    }

    public static let distantPast = Instant(milliseconds: -62_135_596_800_000)
    public static let distantFuture = Instant(milliseconds: 253_402_300_799_999)
}

extension Instant: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.milliseconds < rhs.milliseconds
    }
}
