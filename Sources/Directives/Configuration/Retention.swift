import Basics

/// How long the bytes of messages are kept; that a message was sent, and its hash, are kept for ever.
public struct Retention: Hashable, Sendable {
    /// Months after the end of a message; nil for ever.
    public let bytesMonths: Int?

    public init(bytesMonths: Int? = 24) {
        self.bytesMonths = bytesMonths
    }

    /// The bytes of messages that ended before this instant are deleted: the start of the day so many months ago.
    ///
    /// Nil where all are kept.
    public func bytesEnd(at now: Instant, in zone: Zone) -> Instant? {
        guard let bytesMonths else { return nil }
        return zone.date(at: now).adding(months: -bytesMonths).map { zone.instant($0) }
    }
}

extension Retention {
    /// Parses `2 years`, `18 months` or `for ever`; a month at least, since messages that may be sent need their bytes.
    public init?(_ text: String) {
        if text == "for ever" {
            self.init(bytesMonths: nil)
            return
        }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, (1...3).contains(words[0].utf8.count),
            let number = Int(asciiDigits: words[0].utf8), number > 0
        else { return nil }
        switch words[1] {
        case "year", "years": self.init(bytesMonths: 12 * number)
        case "month", "months": self.init(bytesMonths: number)
        default: return nil
        }
    }
}
