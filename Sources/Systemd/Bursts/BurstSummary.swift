public import Logging

/// Lets the first entries of a kind through in each second and counts the rest.
///
/// A kind's second begins with its first entry; when it has ended, the kind begins anew. Pure: the time is a parameter,
/// measured on any clock that does not step.
public struct BurstSummary: Sendable {
    /// What became of an entry.
    public enum Verdict: Equatable, Sendable {
        case passes
        /// Counted only. The first one of its second says when that second ends: then `overflows(at:)` has news.
        case withheld(summaryDue: Duration?)
    }

    /// How many entries of a kind were withheld in a second that has ended.
    public struct Overflow: Equatable, Sendable {
        public let kind: String
        public let count: Int
        /// The most severe among them.
        public let level: Logger.Level
    }

    /// How long a count lasts.
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

    /// Counts an entry; ask for `overflows(at:)` first, since a new second of the kind forgets the old one.
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

    /// What was withheld in the seconds that have ended, by kind; each is told once.
    ///
    /// - Parameter time: nil takes those that still run, too: nothing more will come.
    public mutating func overflows(at time: Duration?) -> [Overflow] {
        let ended = windows.filter { _, window in time.map { window.ends <= $0 } ?? true }
        for kind in ended.keys { windows[kind] = nil }
        return ended.filter { $0.value.withheld > 0 }
            .map { Overflow(kind: $0.key, count: $0.value.withheld, level: $0.value.level) }
            .sorted { $0.kind < $1.kind }
    }
}
