import Basics

/// A time of the day on an office's clock, to the minute.
public struct TimeOfDay: Hashable, Sendable {
    /// Minutes since midnight, 0 to 1439.
    public let minute: Int

    public static let midnight = TimeOfDay(minuteOfDay: 0)

    fileprivate init(minuteOfDay: Int) {
        minute = minuteOfDay
    }

    /// Fails outside 00:00 to 23:59.
    ///
    /// There is no 24:00: the end of a day is the start of the next.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.minute = hour * 60 + minute
    }
}

extension TimeOfDay: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.minute < rhs.minute
    }
}

extension TimeOfDay: LosslessStringConvertible {
    /// Parses `07:30`: two digits, a colon, two digits.
    public init?(_ description: String) {
        let text = Array(description.utf8)
        guard text.count == 5, text[2] == UInt8(ascii: ":"), let hour = Int(asciiDigits: text[0..<2]),
            let minute = Int(asciiDigits: text[3..<5])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    public var description: String {
        "\((minute / 60).padded(to: 2)):\((minute % 60).padded(to: 2))"
    }
}
