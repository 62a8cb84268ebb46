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
    /// A stored key as it would be written now: earlier programs left the domain of the address as it was typed.
    static func currentKey(_ stored: String) -> String {
        guard let at = stored.utf8.lastIndex(of: UInt8(ascii: "@")),
            let bar = stored.utf8.lastIndex(of: UInt8(ascii: "|")),
            bar < at
        else { return stored }
        return Channel.email.key(ofAddress: stored)
    }
}
