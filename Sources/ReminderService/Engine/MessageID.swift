import Crypto
import Directives

/// The stable id of a message: what its attempts, copies and threads are known by.
enum MessageID {
    /// The first 128 bits, in lower-case hexadecimal, of the SHA-256 of its first delivery's key.
    static func make(of delivery: Delivery) -> String {
        digest(delivery.key)
    }

    /// The id of a letter without a slot.
    static func make(ofLetter subject: String, to address: String, at instant: Instant) -> String {
        digest("letter|\(subject)|\(address)|\(instant.milliseconds)")
    }

    /// The id of a message that goes on by a fallback, by the id of the first one that carried its deliveries: however
    /// often that one is tried again, it falls back to an address once.
    static func make(
        ofFallback root: String, by gateway: String, to address: String, in language: Language
    ) -> String {
        digest("fallback|\(root)|\(gateway)|\(address)|\(language.rawValue)")
    }

    /// The id of the letter that tells an address of an obligation's end: one for each version that ends.
    static func make(ofEnd obligation: Obligation, to address: String) -> String {
        digest("end|\(obligation.id)|\(obligation.version)|\(address)")
    }

    /// Where in the jitter of the retries a message falls, -1 to 1: the same on every run.
    static func spread(of id: String) -> Double {
        Double(UInt16(id.prefix(4), radix: 16) ?? 0) / 32_767.5 - 1
    }

    private static func digest(_ text: String) -> String {
        let bytes = SHA256.hash(data: Array(text.utf8)).prefix(16)
        return bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
