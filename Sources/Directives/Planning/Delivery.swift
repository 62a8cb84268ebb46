/// A slot with a gateway and an address: one line of the plan.
public struct Delivery: Hashable, Sendable {
    public let slot: Slot
    /// The name of a gateway.
    public let gateway: String
    public let channel: Channel
    public let address: String
    public let language: Language

    public init(slot: Slot, gateway: String, channel: Channel, address: String, language: Language) {
        self.slot = slot
        self.gateway = gateway
        self.channel = channel
        self.address = address
        self.language = language
    }

    /// The identity of the delivery in one line; the first one's makes the identity of a message.
    ///
    /// Two spellings of an address that reach the same mailbox give one.
    public var key: String {
        "\(slot.key)|\(gateway)|\(channel.key(ofAddress: address))"
    }

    /// What it tells to whom, whatever the gateway is called: a gateway that is renamed tells nobody a second time.
    public var reader: String {
        "\(slot.key)|\(channel.key(ofAddress: address))"
    }
}
