import Directives
import Glibc
import Ledger

/// Records a later due that somebody granted.
package struct ExtendOrder: Order {
    package static let name = "extend"

    let target: Target
    let to: String
    let by: String
    let reason: String

    enum CodingKeys: String, CodingKey {
        case target = "_0"
        case to, by, reason
    }

    package init(_ target: Target, to: String, by: String, reason: String) {
        self.target = target
        self.to = to
        self.by = by
        self.reason = reason
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let deadline = try deadline()
        let now = context.now
        var lines: [String] = []
        for row in try context.rows(target) {
            let obligation = row.obligation
            guard obligation.state == .open else {
                throw OrderRefusal(
                    EX_DATAERR, "\(obligation.id) ended as \(obligation.state.rawValue): there is nothing to extend")
            }
            let side = try context.side(of: obligation.directive)
            let track = try Deriver(context.settings.time).derivation(of: deadline, in: side.notice, event: nil).track
            guard let due = try due(track, inPlaceOf: obligation.due, at: now) else {
                lines.append("\(obligation.id) is due \(Self.day(obligation.due)) already")
                continue
            }
            let extended = Reconciliation(at: now).extended(obligation, to: track, side: side)
            context.transaction.skip(
                try context.ledger.unclaimedSlots(of: row, side, before: now), as: .noLongerTrue)
            try context.transaction.cancelOutdated(of: obligation, context.ledger)
            context.transaction.version(
                context.rewoken(ObligationRow(obligation: extended, settled: now, wake: nil), side.directive),
                .init(
                    from: obligation.due?.dueDate, due: .init(due, in: context.zone), grantor: by, reason: reason),
                author: context.author)
            lines.append(
                "\(obligation.id): \(Self.day(obligation.due)) → \(due.dueDate), version \(extended.version)")
        }
        return OrderReply(lines)
    }

    /// The deadline that the order names, if it says all that an extension must.
    func deadline() throws(OrderRefusal) -> Deadline {
        guard let deadline = Deadline(to), deadline.isFixed else {
            let hint = Respelling.hint(for: to) { Deadline($0)?.isFixed == true }
            throw OrderRefusal(
                EX_USAGE, "'\(to)' is not a date such as 2021-12-10 or a minute such as \"2021-12-10 16:00\"\(hint)")
        }
        guard !by.isEmpty, !reason.isEmpty else {
            throw OrderRefusal(EX_USAGE, "an extension says who granted it (--by) and why (--reason)")
        }
        return deadline
    }

    /// The new due in place of one in force; nil where that is the same.
    func due(_ track: Track, inPlaceOf current: Due?, at now: Instant) throws(OrderRefusal) -> Due? {
        guard case .dated(let due) = track, due.due > now else {
            throw OrderRefusal(EX_DATAERR, "\(to) has passed; an extension goes to a later day")
        }
        guard let current else { return due }
        if current.due == due.due { return nil }
        guard due.due > current.due else {
            throw OrderRefusal(
                EX_DATAERR,
                "\(to) is before the due in force, \(current.dueDate); a shorter deadline belongs in the files")
        }
        return due
    }

    private static func day(_ due: Due?) -> String { due.map { "\($0.dueDate)" } ?? "none" }
}

extension Deadline {
    /// Whether it is a day, a minute or a period written as such.
    fileprivate var isFixed: Bool {
        switch self {
        case .on, .at, .within: true
        default: false
        }
    }
}
