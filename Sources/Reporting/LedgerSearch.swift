package import Basics
package import Directives
import Glibc
package import Ledger

/// What `show` finds under a text.
package enum LedgerSearch {
    case message(StoredMessage)
    /// One obligation, or all of a directive.
    case obligations([ObligationRow])

    /// - Parameter text: a message's id or its beginning, the id of a directive or of an obligation.
    package init(_ text: String, in ledger: Ledger) throws {
        if let message = try Self.message(text, in: ledger) {
            self = .message(message)
            return
        }
        var rows = try ledger.obligations(named: text)
        if rows.isEmpty, let directive = DirectiveID(text) { rows = try ledger.obligations(of: directive) }
        guard !rows.isEmpty else {
            throw CommandFailure(
                EX_NOINPUT,
                "there is no message, directive or obligation '\(text)'; see dondoc list, dondoc outbox --all")
        }
        self = .obligations(rows)
    }

    private static func message(_ text: String, in ledger: Ledger) throws -> StoredMessage? {
        if let message = try ledger.message(text) { return message }
        guard text.count >= Ledger.shortestIDPrefix, !text.contains("/") else { return nil }
        let fitting = try ledger.messageIDs(prefix: text)
        guard fitting.count < 2 else {
            throw CommandFailure(
                EX_USAGE, "'\(text)' fits \(fitting.count) messages or more; give more of the id")
        }
        return try fitting.first.flatMap { try ledger.message($0) }
    }
}

extension StoredMessage {
    /// The bytes as they went, or the reason why they are not there any more.
    package func storedBytes(in zone: Zone) throws(CommandFailure) -> [UInt8] {
        if let bytes { return bytes }
        let day = bytesDeletedAt.map { "\(zone.date(at: $0))" } ?? "an unknown day"
        throw CommandFailure(EX_NOINPUT, "bytes deleted by retention on \(day); SHA-256 \(sha256)")
    }
}
