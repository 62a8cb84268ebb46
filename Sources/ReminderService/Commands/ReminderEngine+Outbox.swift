import Directives
import Glibc
import Ledger
import Rendering

/// What an operator does with single messages.
extension ReminderEngine {
    private func message(_ prefix: String) throws -> StoredMessage {
        if let message = try ledger.message(prefix) { return message }
        let matches = try ledger.messageIDs(prefix: prefix)
        guard let only = matches.first else { throw CommandRefusal(EX_DATAERR, "there is no message '\(prefix)'") }
        guard prefix.count >= 6, matches.count == 1, let message = try ledger.message(only) else {
            throw CommandRefusal(EX_DATAERR, "'\(prefix)' is not enough of an id to tell one message; give more of it")
        }
        return message
    }

    /// A new message with the same bytes, in place of one that came to its end; its own end stays.
    func retryMessage(_ prefix: String, _ author: String) throws -> CommandReply {
        let now = clock.now
        let message = try message(prefix)
        switch message.state {
        case .claimed, .deferred: return CommandReply(["\(message.id) is under way (\(message.state.rawValue))"])
        case .accepted: throw CommandRefusal(EX_DATAERR, "\(message.id) was accepted; it is not sent again")
        case .dead, .expired, .cancelled: break
        }
        // What went by the fallback is no reason not to try the gateway itself again.
        for id in try ledger.messagesInPlace(of: message.id) {
            guard let later = try ledger.message(id), later.gateway == message.gateway,
                later.address == message.address
            else { continue }
            return CommandReply(["\(later.id) stands in for it already (\(later.state.rawValue))"])
        }
        let states = try message.deliveries.map { try ledger.obligation($0.slot.key.obligation)?.obligation.state }
        if !states.isEmpty, !states.contains(.open) {
            throw CommandRefusal(EX_DATAERR, "all that \(message.id) is about has ended; nobody is urged to it")
        }
        guard let bytes = message.bytes else {
            throw CommandRefusal(EX_DATAERR, "the bytes of \(message.id) are not kept any more")
        }
        let id = MessageID.make(ofLetter: "retry \(message.id)", to: message.recipient, at: now)
        var transaction = LedgerTransaction(at: now)
        transaction.claim(
            ClaimedMessage(
                id: id, kind: message.kind, at: now, gateway: message.gateway, channel: message.channel,
                address: message.address, recipient: message.recipient, language: message.language, bytes: bytes,
                subject: message.subject, segments: message.segments,
                expiresAt: RetrySchedule(settings.time).expiry(firstAttempt: now), replaces: message.id),
            due: now, for: .order(author: author))
        try commit(transaction)
        return CommandReply(["\(id) goes in place of \(message.id)"])
    }

    /// Ends a message that waits.
    func dropMessage(_ prefix: String, _ reason: String?, _ author: String) throws -> CommandReply {
        let message = try message(prefix)
        if message.state.isTerminal {
            return CommandReply(["\(message.id) has ended already, as \(message.state.rawValue)"])
        }
        guard !attempts.has(message.id) else {
            throw CommandRefusal(
                EX_TEMPFAIL, "\(message.id) is in its gateway at this moment; try again when it has ended")
        }
        var transaction = LedgerTransaction(at: clock.now)
        transaction.end(message.id, as: .cancelled, reason: reason ?? "dropped by \(author)", author: author)
        try commit(transaction)
        return CommandReply(["\(message.id) is dropped"])
    }

    /// A message that has not gone waits until it is let go or dropped; it expires as others do.
    func holdMessage(_ prefix: String, _ reason: String?, _ author: String) throws -> CommandReply {
        let message = try message(prefix)
        if message.state.isTerminal {
            return CommandReply(["\(message.id) has ended already, as \(message.state.rawValue)"])
        }
        if message.hold != nil { return CommandReply(["\(message.id) is held already"]) }
        var transaction = LedgerTransaction(at: clock.now)
        transaction.hold(message.id, reason: reason ?? "by \(author)", author: author)
        try commit(transaction)
        guard !attempts.has(message.id) else {
            return CommandReply([
                "\(message.id) is in its gateway at this moment; if that does not take it, it is held then"
            ])
        }
        let expires = message.expiresAt.map { "; it expires \(settings.time.zone.iso8601($0))" } ?? ""
        return CommandReply(["\(message.id) is held until `dondoc outbox release \(message.id.prefix(12))`\(expires)"])
    }

    /// Lets go a message that somebody holds: it is due at once in office hours, else when they begin or a due presses.
    func releaseMessage(_ prefix: String, _ author: String) throws -> CommandReply {
        let message = try message(prefix)
        guard message.hold != nil, !message.state.isTerminal else {
            return CommandReply(["\(message.id) is not held (\(message.state.rawValue))"])
        }
        let now = clock.now
        let dues = try message.deliveries.map { try ledger.obligation($0.slot.key.obligation)?.obligation.due?.due }
        let next = message.kind == .operator ? now : RetrySchedule(settings.time).start(from: now, dues: dues)
        var transaction = LedgerTransaction(at: now)
        transaction.release(message.id, next: next, author: author)
        try commit(transaction)
        return CommandReply(["\(message.id) goes on"])
    }

    /// Has the obligations looked at again that something held back; gives how many they are.
    func wakeHeld(_ transaction: inout LedgerTransaction) throws -> Int {
        let held = try ledger.obligations(ObligationFilter(held: true))
        for row in held { transaction.wake(row) }
        return held.count
    }
}
