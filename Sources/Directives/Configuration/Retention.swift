/// How long what was sent is kept word for word; that it was sent, and its hash, are kept for ever.
public struct Retention: Hashable, Codable, Sendable {
    /// Months after a message came to its end; nil for ever.
    public let bytesMonths: Int?

    public init(bytesMonths: Int? = 24) {
        self.bytesMonths = bytesMonths
    }

    /// What ended before this instant loses its bytes: the beginning of the day so many months ago; nil for nothing.
    public func bytesEnd(at now: Instant, in zone: Zone) -> Instant? {
        guard let bytesMonths else { return nil }
        return zone.date(at: now).adding(months: -bytesMonths).map { zone.instant($0) }
    }
}

extension Retention {
    /// Parses `2 years`, `18 months` or `for ever`; nothing shorter than a month, since an outbox needs its messages.
    public init?(_ text: String) {
        if text == "for ever" {
            self.init(bytesMonths: nil)
            return
        }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, (1...3).contains(words[0].utf8.count),
            words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(words[0]), number > 0
        else { return nil }
        switch words[1] {
        case "year", "years": self.init(bytesMonths: 12 * number)
        case "month", "months": self.init(bytesMonths: number)
        default: return nil
        }
    }
}
