public import Logging

/// Passes the first entries of a kind in each second and counts the rest.
///
/// A second of a kind begins with an entry of it; the first entry after its end begins the next. Pure: the time is a
/// parameter, of any clock that does not step.
public struct BurstSummary: Sendable {
    /// Whether an entry is written.
    public enum Verdict: Equatable, Sendable {
        case passes
        /// Only counted. The first such entry of a second has the end of that second, when `overflows(at:)` gives the count.
        case withheld(summaryDue: Duration?)
    }

    /// How many entries of a kind were withheld in a second that has ended.
    public struct Overflow: Equatable, Sendable {
        public let kind: String
        public let count: Int
        /// The most severe among them.
        public let level: Logger.Level
    }

    /// The length of a count.
    public static let span = Duration.seconds(1)

    private struct Window {
        let ends: Duration
        var passed = 0
        var withheld = 0
        var level = Logger.Level.trace
    }

    private let limit: Int
    private var windows: [String: Window] = [:]

    /// - Parameter limit: entries of a kind that pass in a second.
    public init(limit: Int = 20) {
        self.limit = limit
    }

    /// Counts an entry; ask for `overflows(at:)` first, since a new second of the kind replaces the old one.
    public mutating func take(_ kind: String, level: Logger.Level, at time: Duration) -> Verdict {
        var window = windows[kind].flatMap { time < $0.ends ? $0 : nil } ?? Window(ends: time + Self.span)
        defer { windows[kind] = window }
        guard window.passed >= limit else {
            window.passed += 1
            return .passes
        }
        window.withheld += 1
        window.level = max(window.level, level)
        return .withheld(summaryDue: window.withheld == 1 ? window.ends : nil)
    }

    /// What was withheld in the seconds that have ended, sorted by kind; each is returned once.
    ///
    /// - Parameter time: nil returns the seconds that still run too, before the process ends.
    public mutating func overflows(at time: Duration?) -> [Overflow] {
        let ended = windows.filter { _, window in time.map { window.ends <= $0 } ?? true }
        for kind in ended.keys { windows[kind] = nil }
        return ended.filter { $0.value.withheld > 0 }
            .map { Overflow(kind: $0.key, count: $0.value.withheld, level: $0.value.level) }
            .sorted { $0.kind < $1.kind }
    }
}
