/// A way to reach a unit.
public enum Channel: String, Hashable, Sendable, CaseIterable, Comparable {
    case email, sms

    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

extension Channel {
    /// An address in the form in which all its spellings are one: the domain of an e-mail address knows no upper and
    /// lower case (RFC 5321, section 2.4); what stands before it does.
    public func key(ofAddress address: String) -> String {
        guard self == .email, let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return address }
        let domain = address.utf8[at...]
        guard domain.contains(where: { (0x41...0x5A).contains($0) }) else { return address }
        return String(address[..<at])
            + String(decoding: domain.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// The mailbox of an address: no office has two that differ in upper and lower case only, although those before the @
    /// might (RFC 5321, section 2.4).
    public func mailbox(ofAddress address: String) -> String {
        self == .email ? address.lowercased() : address
    }
}
