import Basics
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
            \(weekdays[date.weekday.rawValue - 1]), \(day) \(months[month - 1]) \(year.padded(to: 4)) \
            \((second / 3_600).padded(to: 2)):\((second / 60 % 60).padded(to: 2)):\((second % 60).padded(to: 2)) \
            \(sign)\((size / 3_600).padded(to: 2))\((size / 60 % 60).padded(to: 2))
            """
    }
}
