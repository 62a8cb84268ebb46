import Directives
import Ledger

/// Holds a message that has not come to its end until it is released or dropped; it expires as others do.
package struct HoldMessageOrder: Order {
    package static let name = "holdMessage"

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
        if message.hold != nil { return OrderReply(["\(message.id) is held already"]) }
        context.transaction.hold(message.id, reason: reason ?? "by \(context.author)", author: context.author)
        guard !context.isRunning(message.id) else {
            return OrderReply([
                "\(message.id) is in its gateway at this moment; if that does not take it, it is held then"
            ])
        }
        let expires = message.expiresAt.map { "; it expires \(context.zone.iso8601($0))" } ?? ""
        return OrderReply(["\(message.id) is held until `dondoc outbox release \(message.id.prefix(12))`\(expires)"])
    }
}
