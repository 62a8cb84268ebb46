import Ledger

/// Claims nothing until it is lifted, or lifts that.
package struct HoldOrder: Order {
    package static let name = "hold"

    let isOn: Bool
    let reason: String?

    enum CodingKeys: String, CodingKey {
        case isOn = "_0"
        case reason
    }

    package init(_ isOn: Bool, reason: String? = nil) {
        self.isOn = isOn
        self.reason = reason
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        guard isOn != context.isHeld else {
            return OrderReply([isOn ? "everything is held already" : "nothing is held by an order"])
        }
        if !isOn { _ = try context.wakeHeld() }
        context.transaction.setHold(isOn, reason: reason ?? "", author: context.author)
        return OrderReply([
            isOn ? "everything is held until `dondoc hold --off`" : "nothing is held any more; what passed goes late"
        ])
    }
}
