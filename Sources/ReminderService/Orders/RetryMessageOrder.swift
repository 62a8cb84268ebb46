import Directives
import Glibc
import Ledger
import Rendering

/// Claims a new message with the same bytes in place of one that came to its end; that end stays.
package struct RetryMessageOrder: Order {
    package static let name = "retryMessage"

    let message: String

    enum CodingKeys: String, CodingKey {
        case message = "_0"
    }

    package init(_ message: String) {
        self.message = message
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let now = context.now
        let message = try context.message(message)
        switch message.state {
        case .claimed, .deferred: return OrderReply(["\(message.id) is under way (\(message.state.rawValue))"])
        case .accepted: throw OrderRefusal(EX_DATAERR, "\(message.id) was accepted; it is not sent again")
        case .dead, .expired, .cancelled: break
        }
        // What went by the fallback is no reason not to try the gateway itself again.
        for id in try context.ledger.messagesInPlace(of: message.id) {
            guard let later = try context.ledger.message(id), later.gateway == message.gateway,
                later.address == message.address
            else { continue }
            return OrderReply(["\(later.id) stands in for it already (\(later.state.rawValue))"])
        }
        let states = try context.obligations(of: message).map { $0?.state }
        if !states.isEmpty, !states.contains(.open) {
            throw OrderRefusal(EX_DATAERR, "all that \(message.id) is about has ended; nobody is urged to it")
        }
        guard let bytes = message.bytes else {
            throw OrderRefusal(EX_DATAERR, "the bytes of \(message.id) are not kept any more")
        }
        let id = MessageID.make(ofLetter: "retry \(message.id)", to: message.recipient, at: now)
        context.transaction.claim(
            ClaimedMessage(
                id: id, kind: message.kind, at: now, gateway: message.gateway, channel: message.channel,
                address: message.address, recipient: message.recipient, language: message.language, bytes: bytes,
                subject: message.subject, segments: message.segments,
                expiresAt: RetrySchedule(context.settings.time).expiry(firstAttempt: now), replaces: message.id),
            due: now, for: .order(author: context.author))
        return OrderReply(["\(id) goes in place of \(message.id)"])
    }
}
