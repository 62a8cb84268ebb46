public import Directives

/// Somebody who was written to by e-mail about an obligation.
public struct MailReader: Hashable, Sendable {
    public let obligation: String
    public let gateway: String
    public let address: String
    public let language: Language
    /// The unit and the part for which the address was first written to.
    public let unit: UnitID
    public let role: Role

    struct Identity: Hashable {
        let obligation: String
        let address: String
    }

    var identity: Identity { Identity(obligation: obligation, address: address) }

    /// - Parameter gateway: by which the message went, which need not be that of the delivery.
    init(_ delivery: Delivery, gateway: String, address: String) {
        obligation = delivery.slot.key.obligation
        self.gateway = gateway
        self.address = address
        language = delivery.language
        unit = delivery.slot.key.unit
        role = delivery.slot.key.role
    }
}
