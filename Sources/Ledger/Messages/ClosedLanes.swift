/// An address of a gateway: it is served by one run at a time.
public struct Lane: Hashable, Sendable {
    public let gateway: String
    public let address: String

    public init(gateway: String, address: String) {
        self.gateway = gateway
        self.address = address
    }
}

/// Where no message can go now.
public struct ClosedLanes: Hashable, Sendable {
    /// Gateways without a free place.
    public var gateways: Set<String>
    public var lanes: Set<Lane>

    public init(gateways: Set<String> = [], lanes: Set<Lane> = []) {
        self.gateways = gateways
        self.lanes = lanes
    }
}
