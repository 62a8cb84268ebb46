import Directives

/// Directives and notices that were read lately, so that a burst of reminders decodes each only once.
///
/// It holds a bounded number, so that memory does not grow with the ledger, and only what one installation left: a
/// writer empties it with each. A reader's call starts with an empty one.
struct DecodedDirectives {
    private var directives: [String: Directive] = [:]
    private var notices: [String: Notice] = [:]

    /// - Parameter index: of the id, which the value, its form and its sum follow.
    mutating func directive(_ row: Row, at index: Int) throws -> Directive {
        guard let id: String = try row[index] else { throw LedgerError.damaged("directive's id") }
        if let known = directives[id] { return known }
        if directives.count >= 128 { directives.removeAll(keepingCapacity: true) }
        let value = try Directive(text: row[index + 1], form: row[index + 2], sum: row[index + 3])
        guard value.id.description == id else { throw LedgerError.damaged("directive, whose id is another one") }
        directives[id] = value
        return value
    }

    /// - Parameter index: of the id, which the value, its form and its sum follow.
    mutating func notice(_ row: Row, at index: Int) throws -> Notice {
        guard let id: String = try row[index] else { throw LedgerError.damaged("notice's id") }
        if let known = notices[id] { return known }
        if notices.count >= 32 { notices.removeAll(keepingCapacity: true) }
        let value = try Notice(text: row[index + 1], form: row[index + 2], sum: row[index + 3])
        guard value.id == id else { throw LedgerError.damaged("notice, whose id is another one") }
        notices[id] = value
        return value
    }
}
