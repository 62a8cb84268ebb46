import Directives
import Ledger

/// Says that the machine's clock is right, however odd it looks.
package struct AcceptClockOrder: Order {
    package static let name = "acceptClock"
    package static let needsRightClock = false

    package init() {}

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        context.transaction.acceptClock(author: context.author)
        return OrderReply(["the clock counts as right: \(context.zone.iso8601(context.now))"])
    }
}
