import Basics

/// A civil day or an instant as people write it: `2021-11-29`, `2021-11-29T07:59`, `2021-11-29T07:59:58+07:00`, `…Z`.
///
/// It becomes an instant only with an office's zone, which the reader of the text does not know yet.
public struct WrittenInstant: Hashable, Sendable {
    public let date: CivilDate
    /// Nil for a day alone.
    public let time: TimeOfDay?
    private let second: Int
    /// Seconds east of Greenwich; nil for the office's own time.
    private let offset: Int?

    /// A day alone is its 00:00.
    public func instant(in zone: Zone) -> Instant {
        guard let offset else { return zone.instant(date, time ?? .midnight).adding(seconds: second) }
        return Instant(seconds: date.dayNumber * 86_400 + (time ?? .midnight).minute * 60 + second - offset)
    }

    /// As the end of a span: a day alone is its 24:00, so that the span includes it.
    public func end(in zone: Zone) -> Instant {
        time == nil ? zone.end(of: date) : instant(in: zone)
    }
}

extension WrittenInstant: LosslessStringConvertible {
    public init?(_ description: String) {
        guard let date = CivilDate(String(description.prefix(10))) else { return nil }
        self.date = date
        var rest = description.dropFirst(10)
        guard let separator = rest.first else {
            (time, second, offset) = (nil, 0, nil)
            return
        }
        guard "T ".contains(separator), let time = TimeOfDay(String(rest.dropFirst().prefix(5))) else { return nil }
        self.time = time
        rest = rest.dropFirst(6)
        if rest.first == ":" {
            guard let value = Int(asciiDigits: rest.dropFirst().prefix(2).utf8), value <= 59 else { return nil }
            second = value
            rest = rest.dropFirst(3)
        } else {
            second = 0
        }
        if rest.isEmpty {
            offset = nil
        } else {
            guard let seconds = Self.offset(String(rest)) else { return nil }
            offset = seconds
        }
    }

    private static func offset(_ text: String) -> Int? {
        if text == "Z" { return 0 }
        guard let sign = text.first, "+-".contains(sign), let size = TimeOfDay(String(text.dropFirst())) else {
            return nil
        }
        return (sign == "-" ? -1 : 1) * size.minute * 60
    }

    public var description: String {
        guard let time else { return "\(date)" }
        let size = offset.map { TimeOfDay(hour: abs($0) / 3_600, minute: abs($0) / 60 % 60) ?? .midnight }
        let zone = size.map { "\(offset ?? 0 < 0 ? "-" : "+")\($0)" } ?? ""
        return "\(date)T\(time):\(second.padded(to: 2))\(zone)"
    }
}

extension Zone {
    /// The instant that a text means in this zone; nil where it is none of the forms of `WrittenInstant`.
    public func instant(parsing text: String) -> Instant? {
        WrittenInstant(text)?.instant(in: self)
    }
}
