import Basics
import Foundation

/// The time zone of an office, which turns civil times into instants and back.
///
/// The rules come from the data that Foundation carries (not from the system's tzdata). A local time that a clock change
/// skips is read with the offset before the change, which is as much later as the clock was moved; of a local time that
/// comes twice the first is taken (both as in RFC 5545, section 3.3.5).
public struct Zone: Sendable {
    public let identifier: String
    private let timeZone: TimeZone
    /// The offset since `steadySince`, where the zone has no later change: most zones then need no look-up.
    private let steadyOffset: Int
    private let steadySince: Int

    /// Coordinated Universal Time: where no office's zone is known.
    public static let utc = Zone(.gmt, identifier: "UTC")

    private init(_ timeZone: TimeZone, identifier: String) {
        self.identifier = identifier
        self.timeZone = timeZone
        let recent = Date(timeIntervalSince1970: 946_684_800)
        steadyOffset = timeZone.secondsFromGMT(for: recent)
        steadySince = timeZone.nextDaylightSavingTimeTransition(after: recent) == nil ? 946_684_800 : .max
    }

    /// The names of the time zone data, for a suggestion.
    package static var identifiers: [String] { TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") } }

    /// Fails for a name that the time zone data does not have; an abbreviation such as `ICT` is none.
    public init?(identifier: String) {
        guard identifier == "UTC" || identifier.contains("/"), let timeZone = TimeZone(identifier: identifier) else {
            return nil
        }
        self.init(timeZone, identifier: identifier)
    }

    /// Seconds east of Greenwich at an instant.
    public func offset(at instant: Instant) -> Int {
        offset(atSeconds: instant.seconds)
    }

    private func offset(atSeconds seconds: Int) -> Int {
        if seconds >= steadySince { return steadyOffset }
        return timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// The instant of a civil time.
    public func instant(_ date: CivilDate, _ time: TimeOfDay = .midnight) -> Instant {
        let wall = date.dayNumber * 86_400 + time.minute * 60
        // The offsets a day before and a day after are the two candidates; in a gap and in an overlap the former counts.
        let before = offset(atSeconds: wall - 86_400)
        let after = offset(atSeconds: wall + 86_400)
        let early = wall - before
        if before == after || offset(atSeconds: early) == before { return Instant(seconds: early) }
        let late = wall - after
        return Instant(seconds: offset(atSeconds: late) == after ? late : early)
    }

    /// The first instant after a day: its 24:00.
    public func end(of date: CivilDate) -> Instant {
        instant(date.adding(days: 1))
    }

    /// The day at an instant.
    public func date(at instant: Instant) -> CivilDate {
        CivilDate(dayNumber: floorDivide(instant.seconds + offset(at: instant), 86_400))
    }

    /// The time of day at an instant, rounded down to the minute.
    public func time(at instant: Instant) -> TimeOfDay {
        let wall = instant.seconds + offset(at: instant)
        let minute = (wall - floorDivide(wall, 86_400) * 86_400) / 60
        return TimeOfDay(hour: minute / 60, minute: minute % 60) ?? .midnight
    }

    /// ISO 8601 with the offset: `2021-11-30T08:00:00+07:00`, with milliseconds only where there are any.
    public func iso8601(_ instant: Instant) -> String {
        let offset = offset(at: instant)
        let wall = instant.seconds + offset
        let date = CivilDate(dayNumber: floorDivide(wall, 86_400))
        let second = wall - date.dayNumber * 86_400
        let fraction = Int(instant.milliseconds - Int64(instant.seconds) * 1_000)
        let (sign, size) = offset < 0 ? ("-", -offset) : ("+", offset)
        return """
            \(date)T\((second / 3_600).padded(to: 2)):\((second / 60 % 60).padded(to: 2)):\((second % 60).padded(to: 2))\
            \(fraction == 0 ? "" : ".\(fraction.padded(to: 3))")\
            \(sign)\((size / 3_600).padded(to: 2)):\((size / 60 % 60).padded(to: 2))
            """
    }

    private func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}

extension Zone: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.identifier == rhs.identifier
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(identifier)
    }
}
