package import Directives
import Glibc
import Ledger

/// Which obligations an order is about.
package struct Target: Hashable, Codable, Sendable {
    /// A directive's or an obligation's id.
    let id: String
    let unit: UnitID?
    let occasion: String?
    /// All that are open.
    let all: Bool

    package init(id: String, unit: UnitID? = nil, occasion: String? = nil, all: Bool = false) {
        self.id = id
        self.unit = unit
        self.occasion = occasion
        self.all = all
    }

    /// Those of a directive's obligations that it names: of several, the open ones that have begun.
    ///
    /// - Parameter event: what the directive waits for, if anything.
    /// - Throws: a refusal that lists them, where it names several and does not say `all`.
    func select(
        from rows: [ObligationRow], awaiting event: String?, at now: Instant
    ) throws(OrderRefusal) -> [ObligationRow] {
        let named = rows.filter { row in
            (unit == nil || row.obligation.unit == unit)
                && (occasion == nil || row.obligation.occasion == occasion || row.obligation.deadline == occasion
                    || row.obligation.period == occasion)
        }
        if named.isEmpty {
            let waits = event.map { "; it waits for '\($0)': dondoc occur" } ?? ""
            let has =
                rows.isEmpty
                ? "" : "; it has\n" + rows.prefix(20).map { "  \($0.obligation.id)" }.joined(separator: "\n")
            throw OrderRefusal(EX_DATAERR, "'\(id)' has no such obligation\(rows.isEmpty ? waits : has)")
        }
        // A period that has not begun must be named itself.
        let open = named.filter { $0.obligation.state == .open && !$0.obligation.isToCome(at: now) }
        let chosen = open.isEmpty ? named : open
        guard chosen.count == 1 || all else {
            let list = chosen.map { "  \($0.obligation.id)" }.joined(separator: "\n")
            throw OrderRefusal(
                EX_USAGE, "'\(id)' has several obligations; name one, or --unit, --case or --all:\n\(list)")
        }
        return chosen
    }
}

extension OrderContext {
    /// The obligations that a target names.
    func rows(_ target: Target) throws -> [ObligationRow] {
        let named = try ledger.obligations(named: target.id)
        if named.count == 1 { return named }
        guard let id = DirectiveID(target.id), let stored = try ledger.directive(id) else {
            throw try unknown(target.id)
        }
        return try target.select(
            from: ledger.obligations(of: id), awaiting: stored.directive.awaitedEvents.first, at: now)
    }
}
