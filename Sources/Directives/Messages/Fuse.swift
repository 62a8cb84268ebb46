/// How many more messages may be claimed now, by the configured limits.
///
/// It counts the messages of the last 60 minutes, and those of each address since local midnight. Messages to the
/// operator do not count.
public struct Fuse: Sendable {
    /// What stopped a message.
    public enum Stop: String, Hashable, Sendable {
        case perHour = "per-hour"
        case perAddressPerDay = "per-address-per-day"
        /// `hold: true` in the configuration, or an order.
        case hold
    }

    private let limits: Settings.Limits
    private let hold: Bool
    private var hour: Int
    private var day: [String: Int]

    /// - Parameters:
    ///   - isHeld: whether an order (`outbox hold`) stops everything.
    ///   - hour: messages claimed in the last 60 minutes.
    ///   - day: messages claimed since midnight, by address.
    public init(settings: Settings, isHeld: Bool = false, hour: Int, day: [String: Int]) {
        limits = settings.limits
        hold = settings.hold || isHeld
        self.hour = hour
        self.day = day
    }

    /// Takes room for one message to an address, or says what stops it.
    public mutating func take(_ address: String) -> Stop? {
        if hold { return .hold }
        if hour >= limits.perHour { return .perHour }
        if day[address, default: 0] >= limits.perAddressPerDay { return .perAddressPerDay }
        hour += 1
        day[address, default: 0] += 1
        return nil
    }

    /// Replaces counts by those of the ledger.
    ///
    /// - Parameters:
    ///   - hour: nil keeps the count of the hour.
    ///   - day: other addresses keep theirs.
    public mutating func recount(hour: Int?, day: [String: Int]) {
        if let hour { self.hour = hour }
        self.day.merge(day) { $1 }
    }
}
