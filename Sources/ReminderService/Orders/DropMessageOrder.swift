import Directives
import Glibc
import Ledger

/// Cancels a message that waits.
package struct DropMessageOrder: Order {
    package static let name = "dropMessage"

    let message: String
    let reason: String?

    enum CodingKeys: String, CodingKey {
        case message = "_0"
        case reason
    }

    package init(_ message: String, reason: String? = nil) {
        self.message = message
        self.reason = reason
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let message = try context.message(message)
        if message.state.isTerminal {
            return OrderReply(["\(message.id) has ended already, as \(message.state.rawValue)"])
        }
        guard !context.isRunning(message.id) else {
            throw OrderRefusal(
                EX_TEMPFAIL, "\(message.id) is in its gateway at this moment; try again when it has ended")
        }
        context.transaction.end(
            message.id, as: .cancelled, reason: reason ?? "dropped by \(context.author)", author: context.author)
        return OrderReply(["\(message.id) is dropped"])
    }
}
