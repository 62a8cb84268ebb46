/// What a message is for.
public enum MessageKind: String, Hashable, Codable, Sendable, CaseIterable {
    /// It carries deliveries of the plan, or stands in for one that did.
    case reminder
    /// An alarm, a report or a sign of life: without a slot, and not counted by the fuse.
    case `operator`
}
