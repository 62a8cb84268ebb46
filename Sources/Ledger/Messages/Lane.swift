/// An address of a gateway: it is served by one run at a time.
public struct Lane: Hashable, Sendable {
    public let gateway: String
    public let address: String

    public init(gateway: String, address: String) {
        self.gateway = gateway
        self.address = address
    }
}
