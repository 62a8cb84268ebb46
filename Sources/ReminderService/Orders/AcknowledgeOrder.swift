package import Directives
import Glibc
import Ledger

/// Records that a unit has taken note of obligations.
package struct AcknowledgeOrder: Order {
    package static let name = "acknowledge"

    let target: Target
    /// Nil for the lead.
    let unit: UnitID?

    enum CodingKeys: String, CodingKey {
        case target = "_0"
        case unit
    }

    package init(_ target: Target, unit: UnitID? = nil) {
        self.target = target
        self.unit = unit
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let (now, time) = (context.now, context.settings.time)
        var lines: [String] = []
        for var row in try context.rows(target) {
            let obligation = row.obligation
            let unit = unit ?? obligation.unit
            guard context.settings.units[unit] != nil else {
                throw OrderRefusal(EX_DATAERR, "there is no unit '\(unit)'")
            }
            guard obligation.state == .open else {
                throw OrderRefusal(
                    EX_DATAERR, "\(obligation.id) ended as \(obligation.state.rawValue): nothing to acknowledge")
            }
            if let last = Self.last(of: unit, in: obligation, at: now, time) {
                lines.append("\(unit) has acknowledged \(obligation.id) already, \(time.zone.iso8601(last))")
                continue
            }
            row.obligation.acknowledgements.append(.init(unit: unit, at: now))
            let directive = try context.side(of: obligation.directive).directive
            context.transaction.acknowledge(
                context.rewoken(row, directive), unit: unit, author: context.author)
            lines.append(
                "\(unit) has taken note of \(obligation.id); it hears again on the day, or in five working days")
        }
        return OrderReply(lines)
    }

    /// When a unit acknowledged this version last, if less than a working day ago: once more would say nothing new.
    static func last(of unit: UnitID, in obligation: Obligation, at now: Instant, _ time: OfficeTime) -> Instant? {
        let known = obligation.acknowledgements.last { $0.unit == unit && $0.at >= obligation.versionSince }
        return known.map(\.at).flatMap { at in
            let days = time.calendar.workingDays(from: time.zone.date(at: at), to: time.zone.date(at: now))
            return days < 1 ? at : nil
        }
    }
}
