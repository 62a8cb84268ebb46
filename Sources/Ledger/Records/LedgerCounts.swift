public import Directives

/// How much the ledger holds.
public struct LedgerCounts: Hashable, Sendable {
    public var obligations: [Obligation.State: Int] = [:]
    /// Obligations of which the fuse holds a slot back.
    public var held = 0
    /// Messages by gateway and state.
    public var messagesByGateway: [String: [MessageState: Int]] = [:]
    /// The database without its WAL.
    public var databaseBytes: Int64 = 0

    public init() {}

    /// Messages by state.
    public var messages: [MessageState: Int] {
        messagesByGateway.values.reduce(into: [:]) { sum, states in sum.merge(states, uniquingKeysWith: +) }
    }
}
