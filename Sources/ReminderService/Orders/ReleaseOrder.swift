import Ledger

/// Releases what the limits hold; they count anew from then on.
package struct ReleaseOrder: Order {
    package static let name = "release"

    package init() {}

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let count = try context.wakeHeld()
        context.transaction.releaseLimits(obligations: count, author: context.author)
        return OrderReply(["\(count) held obligations are looked at again now; limits count anew from here"])
    }
}

extension OrderContext {
    /// Has the obligations looked at again that something held back; gives how many they are.
    mutating func wakeHeld() throws -> Int {
        let held = try ledger.obligations(ObligationFilter(held: true))
        for row in held { transaction.wake(row) }
        return held.count
    }
}
