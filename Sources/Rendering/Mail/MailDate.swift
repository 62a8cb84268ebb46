import Directives

/// The date and time of RFC 5322, section 3.3: `Tue, 30 Nov 2021 08:00:00 +0700`.
enum MailDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    static func text(_ instant: Instant, in zone: Zone) -> String {
        let offset = zone.offset(at: instant)
        let date = zone.date(at: instant)
        let (year, month, day) = date.components
        let second = instant.seconds + offset - date.dayNumber * 86_400
        let (sign, size) = offset < 0 ? ("-", -offset) : ("+", offset)
        return """
            \(weekdays[date.weekday.rawValue - 1]), \(day) \(months[month - 1]) \(digits(year, 4)) \
            \(digits(second / 3_600, 2)):\(digits(second / 60 % 60, 2)):\(digits(second % 60, 2)) \
            \(sign)\(digits(size / 3_600, 2))\(digits(size / 60 % 60, 2))
            """
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return text.utf8.count >= width ? text : String(repeating: "0", count: width - text.utf8.count) + text
    }
}
