/// What has been said or recorded of some obligations already.
public struct SettledKeys: Hashable, Sendable {
    /// `Delivery.key` of each delivery that a message carries.
    public var deliveries: Set<String>
    /// `Slot.Key.description` of each slot recorded as skipped.
    public var skipped: Set<String>

    public init(deliveries: Set<String> = [], skipped: Set<String> = []) {
        self.deliveries = deliveries
        self.skipped = skipped
    }
}
