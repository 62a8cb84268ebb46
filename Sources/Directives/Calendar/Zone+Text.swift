import Basics

extension Zone {
    /// Reads a civil day or an instant: `2021-11-29`, `2021-11-29T07:59`, `2021-11-29T07:59:58+07:00`, `…Z`.
    ///
    /// Without an offset it is the office's own time; a day alone is its 00:00.
    public func instant(parsing text: String) -> Instant? {
        guard let date = CivilDate(String(text.prefix(10))) else { return nil }
        var rest = text.dropFirst(10)
        if rest.isEmpty { return instant(date) }
        guard let separator = rest.first, "T ".contains(separator),
            let time = TimeOfDay(String(rest.dropFirst().prefix(5)))
        else { return nil }
        rest = rest.dropFirst(6)
        var second = 0
        if rest.first == ":" {
            guard let value = Int(asciiDigits: rest.dropFirst().prefix(2).utf8), value <= 59 else { return nil }
            second = value
            rest = rest.dropFirst(3)
        }
        if rest.isEmpty { return instant(date, time).adding(seconds: second) }
        guard let offset = Self.offset(parsing: String(rest)) else { return nil }
        return Instant(seconds: date.dayNumber * 86_400 + time.minute * 60 + second - offset)
    }

    private static func offset(parsing text: String) -> Int? {
        if text == "Z" { return 0 }
        guard let sign = text.first, "+-".contains(sign), let size = TimeOfDay(String(text.dropFirst())) else {
            return nil
        }
        return (sign == "-" ? -1 : 1) * size.minute * 60
    }
}
