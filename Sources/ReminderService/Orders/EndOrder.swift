import Directives
import Glibc
import Ledger

/// Ends obligations as done, or as failed.
package struct EndOrder: Order {
    package static let name = "end"

    let target: Target
    let failed: Bool
    let reason: String?

    enum CodingKeys: String, CodingKey {
        case target = "_0"
        case failed, reason
    }

    package init(_ target: Target, failed: Bool = false, reason: String? = nil) {
        self.target = target
        self.failed = failed
        self.reason = reason
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let state: Obligation.State = failed ? .failed : .done
        var lines: [String] = []
        var open: [ObligationRow] = []
        for row in try context.rows(target) {
            let obligation = row.obligation
            switch obligation.state {
            case .open: open.append(row)
            case state:
                let since = obligation.ended.map { " since \(context.zone.iso8601($0))" } ?? ""
                lines.append("\(obligation.id) is \(state.rawValue) already\(since)")
            default:
                throw OrderRefusal(EX_DATAERR, "\(obligation.id) ended as \(obligation.state.rawValue); that stands")
            }
        }
        let opened = try context.end(open, as: state, reason: reason).filter { !$0.isToCome(at: context.now) }
        lines += open.map { "\($0.obligation.id) is \(state.rawValue)" } + opened.map { "\($0.id) opens" }
        return OrderReply(lines)
    }
}
