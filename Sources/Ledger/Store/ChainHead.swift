/// The last event of a chain: whoever keeps it outside the ledger can prove later that nothing up to it was changed.
public struct ChainHead: Hashable, Sendable {
    public let row: Int64
    /// In lower-case hexadecimal.
    public let hash: String

    public init(row: Int64, hash: String) {
        self.row = row
        self.hash = hash
    }
}

extension ChainHead: LosslessStringConvertible {
    /// Parses `ROW:HASH`.
    public init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let row = Int64(parts[0]), row > 0, parts[1].utf8.count == 64,
            parts[1].utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
        else { return nil }
        self.init(row: row, hash: String(parts[1]))
    }

    public var description: String { "\(row):\(hash)" }
}

/// What an examination of the chain found.
public enum ChainVerdict: Hashable, Sendable {
    /// Each event follows from the one before; the head is nil for an empty chain.
    case intact(ChainHead?)
    /// The first event that was changed, or that is missing.
    case broken(row: Int64)
    /// The chain holds together, but the event of the head given is missing: the end was cut off.
    case cut(before: Int64)
    /// The chain holds together, but is not the one of the head given: it was written anew.
    case rewritten(upTo: Int64)
}
