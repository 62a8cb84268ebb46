import Directives

extension Ledger {
    /// Throws where a row is not what was written: the columns from the first on, and after them the mark of them.
    ///
    /// - Parameter count: how many columns the mark is of; all but the last one where nil.
    static func requireMark(_ row: Row, of what: @autoclosure () -> String, columns count: Int? = nil) throws {
        let count = count ?? row.count - 1
        guard try row[count] == row.mark(of: 0..<count) else { throw LedgerError.damaged(what()) }
    }
}

extension Delivery {
    /// `Delivery.reader` of a delivery with a key: the key without its gateway.
    ///
    /// - Parameter obligation: which begins the key, and may hold the separator.
    static func reader(ofKey key: String, obligation: String) throws -> String {
        let parts = try parts(ofKey: key, obligation: obligation)
        return "\(parts.slot)|\(parts.address)"
    }

    /// The key of the slot and the address in the key of a delivery.
    static func parts(ofKey key: String, obligation: String) throws -> (slot: String, address: Substring) {
        // version, role, step, unit, occurrence, gateway; an address may hold the separator.
        let parts = key.dropFirst(obligation.count + 1).split(
            separator: "|", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7 else { throw LedgerError.damaged("delivery") }
        return (([obligation[...]] + parts[..<5]).joined(separator: "|"), parts[6])
    }

    /// A stored key as it would be written now: earlier programs left the domain of the address as it was typed.
    static func currentKey(_ stored: String) -> String {
        guard let at = stored.utf8.lastIndex(of: UInt8(ascii: "@")),
            let bar = stored.utf8.lastIndex(of: UInt8(ascii: "|")),
            bar < at
        else { return stored }
        return Channel.email.key(ofAddress: stored)
    }
}
