import Directives
import Glibc
import Ledger

/// Ends obligations since their directive was taken back.
package struct WithdrawOrder: Order {
    package static let name = "withdraw"

    let target: Target
    let reason: String

    enum CodingKeys: String, CodingKey {
        case target = "_0"
        case reason
    }

    package init(_ target: Target, reason: String) {
        self.target = target
        self.reason = reason
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        guard !reason.isEmpty else { throw OrderRefusal(EX_USAGE, "a withdrawal says why (--reason)") }
        let rows = try context.rows(target)
        let open = rows.filter { $0.obligation.state == .open }
        guard !open.isEmpty else {
            return OrderReply(
                rows.map { "\($0.obligation.id) has ended already, as \($0.obligation.state.rawValue)" })
        }
        _ = try context.end(open, as: .withdrawn, reason: reason)
        return OrderReply(open.map { "\($0.obligation.id) is withdrawn" })
    }
}
