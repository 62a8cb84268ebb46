public import Directives
package import Rendering

/// Judges the machine's clock: with one that cannot be right, nothing is claimed.
///
/// Pure; the clock's readings are parameters. A clock driven by hand or shifted is not judged.
public struct ClockSanity: Hashable, Sendable {
    static let end = Instant(seconds: 4_102_444_800)  // 2100-01-01T00:00:00Z
    /// 48 hours in milliseconds.
    static let tolerance: Int64 = 172_800_000

    /// Of the ledger, or the latest that the clock has shown since.
    private(set) var newestEntry: Instant?
    /// What the clock showed beyond the time elapsed, when it was last taken as right; nil before it ever was, as on a
    /// machine without a battery that wakes up in 1970: when it is set then, it is not held against that.
    private var offset: Int64?
    /// The same at the last look, for the size of steps.
    private var lastOffset: Int64
    private var accepted = false

    /// - Parameters:
    ///   - newestEntry: of the ledger.
    ///   - now: what the clock shows.
    ///   - elapsed: see `EngineClock.elapsed`.
    public init(newestEntry: Instant?, now: Instant, elapsed: Int64) {
        self.newestEntry = newestEntry
        lastOffset = now.milliseconds - elapsed
        if fault(now: now, elapsed: elapsed) == nil { offset = lastOffset }
    }

    /// What is wrong with a reading; nil for a sane one.
    package func fault(now: Instant, elapsed: Int64) -> ClockFault? {
        if accepted, let offset, abs(now.milliseconds - elapsed - offset) <= Self.tolerance { return nil }
        if now < Version.released { return .beforeBuild }
        if now >= Self.end { return .after2100 }
        if let newestEntry, newestEntry.milliseconds(since: now) > Self.tolerance { return .behindLedger(newestEntry) }
        guard let offset else { return nil }
        let ahead = now.milliseconds - elapsed - offset
        // To the nearest hour: a clock that was set 400 days ahead is a few microseconds short of them when it is read.
        return ahead > Self.tolerance ? .ahead(hours: (ahead + 1_800_000) / 3_600_000) : nil
    }

    /// Notes a reading that is right: a later one is held against it, as against the ledger.
    public mutating func note(_ now: Instant) {
        newestEntry = max(newestEntry ?? now, now)
    }

    /// The instant that is most likely the right one: of a sane clock its own; else what has gone by since it was sane.
    ///
    /// What is recorded meanwhile bears it, so that the ledger is not believed to be of a day to come.
    public func likely(now: Instant, elapsed: Int64) -> Instant {
        guard fault(now: now, elapsed: elapsed) != nil else { return now }
        return offset.map { Instant(milliseconds: elapsed + $0) } ?? newestEntry ?? now
    }

    /// How far the clock has been moved since it was last asked, in milliseconds; positive for forward.
    public mutating func step(now: Instant, elapsed: Int64) -> Int64 {
        let moved = now.milliseconds - elapsed - lastOffset
        // What it would show now without the step, it may have shown a moment ago.
        let before = Instant(milliseconds: elapsed + lastOffset)
        if moved != 0, fault(now: before, elapsed: elapsed) == nil { note(before) }
        lastOffset = now.milliseconds - elapsed
        if offset == nil, fault(now: now, elapsed: elapsed) == nil { offset = lastOffset }
        return moved
    }

    /// A person says that the clock is right.
    public mutating func accept(_ now: Instant, elapsed: Int64) {
        accepted = true
        offset = now.milliseconds - elapsed
        newestEntry = nil
    }
}
