import Directives
import Glibc
import Ledger

extension OrderContext {
    /// The message that an id or the beginning of one names.
    func message(_ prefix: String) throws -> StoredMessage {
        if let message = try ledger.message(prefix) { return message }
        let matches = try ledger.messageIDs(prefix: prefix)
        guard let only = matches.first else { throw OrderRefusal(EX_DATAERR, "there is no message '\(prefix)'") }
        guard prefix.count >= Ledger.shortestIDPrefix, matches.count == 1, let message = try ledger.message(only) else {
            throw OrderRefusal(EX_DATAERR, "'\(prefix)' is not enough of an id to tell one message; give more of it")
        }
        return message
    }

    /// The obligation of each delivery of a message.
    func obligations(of message: StoredMessage) throws -> [Obligation?] {
        try message.deliveries.map { try ledger.obligation($0.slot.key.obligation)?.obligation }
    }
}
