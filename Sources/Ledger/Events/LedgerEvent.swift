/// An event as it stands in the chain.
public struct LedgerEvent: Hashable, Sendable {
    /// Its place, from 1, without gaps.
    public let row: Int64
    public let event: NewEvent
    /// SHA-256 over the hash of the row before and all of this one, in lower-case hexadecimal.
    public let hash: String

    public init(row: Int64, event: NewEvent, hash: String) {
        self.row = row
        self.event = event
        self.hash = hash
    }
}
