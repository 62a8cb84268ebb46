/// What has been said or recorded of some obligations already.
public struct SettledKeys: Hashable, Sendable {
    /// `Delivery.reader` of each delivery that a message carries.
    public var readers: Set<String>
    /// `Slot.Key.description` of each slot recorded as skipped.
    public var skipped: Set<String>

    public init(readers: Set<String> = [], skipped: Set<String> = []) {
        self.readers = readers
        self.skipped = skipped
    }
}
