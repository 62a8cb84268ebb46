/// When a message whose attempt failed is tried again, and when it is given up.
public struct RetrySchedule: Sendable {
    /// Waits after the first, second… attempt, in seconds; the last one repeats.
    public static let waits = [10, 60, 300, 900, 1_800, 3_600]
    /// Each wait varies by a tenth both ways, so that a gateway that comes back is not met by all at once.
    public static let jitter = 0.1

    private let time: OfficeTime

    public init(_ time: OfficeTime) {
        self.time = time
    }

    /// The instant of the next attempt, or nil when the message expires before it.
    ///
    /// - Parameters:
    ///   - attempts: how many there were.
    ///   - ended: when the last one ended.
    ///   - expires: see `expiry(firstAttempt:)`.
    ///   - dues: of all that the message is about. With less than a working day left to one that has not passed, an
    ///     attempt does not wait for office hours.
    ///   - spread: -1 to 1, where in the jitter this one falls.
    public func next(
        attempts: Int, ended: Instant, expires: Instant, dues: [Instant?], spread: Double
    ) -> Instant? {
        let wait = Self.waits[min(max(attempts, 1), Self.waits.count) - 1]
        let varied = Double(wait) * 1_000 * (1 + Self.jitter * max(-1, min(1, spread)))
        let earliest = ended.adding(milliseconds: Int64(varied))
        guard let next = start(from: earliest, dues: dues), next < expires else { return nil }
        return next
    }

    /// When what is late or was put off may go, at an instant at the earliest: it waits for office hours, except where
    /// a due presses; nil for an office that never works.
    ///
    /// - Parameter dues: of all that the message is about; nil for what has none.
    public func start(from instant: Instant, dues: [Instant?]) -> Instant? {
        dues.contains { isPressing($0, at: instant) } ? instant : time.nextOpening(from: instant)
    }

    /// When a message expires: at the end of the office day of its first attempt.
    ///
    /// One that is first tried after hours expires at the end of the next office day.
    public func expiry(firstAttempt: Instant) -> Instant {
        if let closing = time.closing(onDayOf: firstAttempt), firstAttempt < closing { return closing }
        guard let opening = time.nextOpening(from: firstAttempt), let closing = time.closing(onDayOf: opening) else {
            return firstAttempt.adding(seconds: 86_400)
        }
        return closing
    }

    /// When a message expires that goes on by another channel then: half-way to a due that presses, so that the other
    /// channel has as much time again, else at the end of the office day as all do.
    ///
    /// A due that does not press at the first attempt lies beyond that office day.
    public func expiry(firstAttempt: Instant, yieldingTo dues: [Instant]) -> Instant {
        let expiry = expiry(firstAttempt: firstAttempt)
        guard let due = dues.filter({ isPressing($0, at: firstAttempt) }).min() else { return expiry }
        return min(expiry, firstAttempt.adding(milliseconds: due.milliseconds(since: firstAttempt) / 2))
    }

    /// Whether less than a working day remains to a due that has not passed: the same time of the next working day is
    /// after it.
    public func isPressing(_ due: Instant?, at instant: Instant) -> Bool {
        guard let due, due > instant else { return false }
        let next = time.calendar.adding(workingDays: 1, to: time.zone.date(at: instant))
        return time.zone.instant(next, time.zone.time(at: instant)) > due
    }
}
