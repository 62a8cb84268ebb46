/// An event as it stands in the chain.
@dynamicMemberLookup
public struct LedgerEvent: Hashable, Sendable {
    /// Its place, from 1, without gaps.
    public let row: Int64
    public let event: Event
    /// The details of its fact by name, as they are stored: for people and other programs.
    public let detail: [String: String]
    /// SHA-256 over the hash of the row before and all of this one, in lower-case hexadecimal.
    public let hash: String

    public subscript<Value>(dynamicMember member: KeyPath<Event, Value>) -> Value {
        event[keyPath: member]
    }
}
