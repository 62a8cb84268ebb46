import Directives

/// By which gateway, and to whom, goes what a message that died was to say: design §6.
struct Fallback {
    let gateway: Gateway
    private let from: Gateway
    private let settings: Settings
    private let planner: Planner

    /// Nil where the gateway names no fallback.
    init?(of gateway: Gateway, _ settings: Settings, _ planner: Planner) {
        guard let fallback = settings.fallback(of: gateway.name) else { return nil }
        self.gateway = fallback
        from = gateway
        self.settings = settings
        self.planner = planner
    }

    /// The addresses of a delivery's unit that the fallback reaches and no other delivery of the slot does.
    ///
    /// - Parameters:
    ///   - dead: the deliveries of the message that died.
    ///   - address: of that message: another way on the same channel leads to the same address.
    func addresses(of delivery: Delivery, among dead: [Delivery], to address: String) -> [String] {
        let unit = delivery.slot.key.unit
        let all = unit == Unit.operatorID ? settings.operatorAddresses : settings.units[unit]?.addresses ?? [:]
        let others = planner.deliveries(of: delivery.slot).filter { other in
            other.channel == gateway.channel && !dead.contains { $0.key == other.key }
        }
        let same = from.channel == gateway.channel ? address : nil
        let own = delivery.channel == gateway.channel ? delivery.address : nil
        let candidates = (same ?? own).map { [$0] } ?? all[gateway.channel] ?? []
        return candidates.filter { address in !others.contains { $0.address == address } }
    }

    /// A delivery as the fallback makes it.
    func delivery(_ delivery: Delivery, to address: String) -> Delivery {
        Delivery(
            slot: delivery.slot, gateway: gateway.name, channel: gateway.channel, address: address,
            language: delivery.language)
    }

    /// The addresses to which a message to the operator goes on, with whether it must not have gone there by itself.
    ///
    /// Every such message goes to all of the operator's addresses, so only another way to the same one is left, and what
    /// has become an address since.
    func operatorAddresses(insteadOf address: String) -> (addresses: [String], isSameWay: Bool) {
        let isSameWay = gateway.channel == from.channel
        return (isSameWay ? [address] : settings.operatorAddresses[gateway.channel] ?? [], isSameWay)
    }
}
