/// When a message whose attempt failed is tried again, and when it expires.
public struct RetrySchedule: Sendable {
    /// Waits after the first, second… attempt, in seconds; the last one repeats.
    public static let waits = [10, 60, 300, 900, 1_800, 3_600]
    /// Each wait varies by up to a tenth, so that not all messages meet a gateway again at the same instant.
    public static let jitter = 0.1
    /// A due is near when no more than this many working days remain to it.
    public static let nearWorkingDays = 1

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
    ///   - dues: of all obligations of the message. Where one is near, the attempt does not wait for office hours.
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

    /// The earliest instant, from a given one on, for a message that is late or was deferred: within office hours, unless
    /// a due is near.
    ///
    /// Nil for an office that never works.
    ///
    /// - Parameter dues: of all obligations of the message; nil for one without a due.
    public func start(from instant: Instant, dues: [Instant?]) -> Instant? {
        dues.contains { isNear($0, at: instant) } ? instant : time.nextOfficeHour(from: instant)
    }

    /// When a message expires: at the end of the office day of its first attempt.
    ///
    /// One that is first tried after hours expires at the end of the next office day.
    public func expiry(firstAttempt: Instant) -> Instant {
        if let closing = time.endOfHours(onDayOf: firstAttempt), firstAttempt < closing { return closing }
        guard let opening = time.nextOfficeHour(from: firstAttempt), let closing = time.endOfHours(onDayOf: opening)
        else {
            return firstAttempt.adding(seconds: 86_400)
        }
        return closing
    }

    /// When a message expires that another channel then takes over: half-way to the nearest due that is near, so that the
    /// other channel has the same time; else at the end of the office day, as every message.
    ///
    /// A due that is not near at the first attempt lies after that office day.
    public func expiry(firstAttempt: Instant, yieldingTo dues: [Instant]) -> Instant {
        let expiry = expiry(firstAttempt: firstAttempt)
        guard let due = dues.filter({ isNear($0, at: firstAttempt) }).min() else { return expiry }
        return min(expiry, firstAttempt.adding(milliseconds: due.milliseconds(since: firstAttempt) / 2))
    }

    /// Whether less than a working day remains to a due that has not passed: the due comes before the same time of the
    /// next working day.
    public func isNear(_ due: Instant?, at instant: Instant) -> Bool {
        guard let due, due > instant else { return false }
        let next = time.calendar.adding(workingDays: Self.nearWorkingDays, to: time.zone.date(at: instant))
        return time.zone.instant(next, time.zone.time(at: instant)) > due
    }
}
