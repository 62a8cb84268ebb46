import Directives

/// Directives and notices that were read lately, so that a burst of reminders decodes each only once.
///
/// It holds a bounded number, so that memory does not grow with the ledger, and only what one installation left: a
/// writer empties it with each. A reader's call starts with an empty one.
struct DecodedDirectives {
    private var directives: [String: Directive] = [:]
    private var notices: [String: Notice] = [:]

    mutating func directive(_ id: String, text: @autoclosure () throws -> String, sum: Int64) throws -> Directive {
        if let known = directives[id] { return known }
        if directives.count >= 128 { directives.removeAll(keepingCapacity: true) }
        let value = try JSONText.decode(Directive.self, try text(), sum: sum)
        directives[id] = value
        return value
    }

    mutating func notice(_ id: String, text: @autoclosure () throws -> String, sum: Int64) throws -> Notice {
        if let known = notices[id] { return known }
        if notices.count >= 32 { notices.removeAll(keepingCapacity: true) }
        let value = try JSONText.decode(Notice.self, try text(), sum: sum)
        notices[id] = value
        return value
    }
}
