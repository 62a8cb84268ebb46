import Basics
public import Directives

/// The stable id of a message: what its attempts, copies and threads are known by.
public enum MessageID {
    /// The first 128 bits, in lower-case hexadecimal, of the SHA-256 of its first delivery's key.
    public static func make(of delivery: Delivery) -> String {
        digest(delivery.key)
    }

    /// The id of a message without a slot.
    public static func make(ofLetter subject: String, to address: String, at instant: Instant) -> String {
        digest("letter|\(subject)|\(address)|\(instant.milliseconds)")
    }

    /// The id of a message by a fallback gateway, from the id of the first one with its deliveries: however often that
    /// one is tried again, it falls back to an address once.
    public static func make(
        ofFallback root: String, by gateway: String, to address: String, in language: Language
    ) -> String {
        digest("fallback|\(root)|\(gateway)|\(address)|\(language.rawValue)")
    }

    /// The id of the closing message of an obligation to an address: one for each version that ends.
    public static func make(ofEnd obligation: Obligation, to address: String) -> String {
        digest("end|\(obligation.key)|\(obligation.version)|\(address)")
    }

    /// The jitter of a message's retries, -1 to 1: the same on every run.
    public static func spread(of id: String) -> Double {
        Double(UInt16(id.prefix(4), radix: 16) ?? 0) / 32_767.5 - 1
    }

    private static func digest(_ text: String) -> String {
        SHA256.hash(text).prefix(16).hexadecimal
    }
}
