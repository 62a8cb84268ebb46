import Directives
import Ledger

/// Releases a message that is held: it is due at once in office hours, else when they begin or a due is near.
package struct ReleaseMessageOrder: Order {
    package static let name = "releaseMessage"

    let message: String

    enum CodingKeys: String, CodingKey {
        case message = "_0"
    }

    package init(_ message: String) {
        self.message = message
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let message = try context.message(message)
        guard message.hold != nil, !message.state.isTerminal else {
            return OrderReply(["\(message.id) is not held (\(message.state.rawValue))"])
        }
        let dues = try context.obligations(of: message).map { $0?.due?.due }
        let schedule = RetrySchedule(context.settings.time)
        let next = message.kind == .operator ? context.now : schedule.start(from: context.now, dues: dues)
        context.transaction.release(message.id, next: next, author: context.author)
        return OrderReply(["\(message.id) goes on"])
    }
}
