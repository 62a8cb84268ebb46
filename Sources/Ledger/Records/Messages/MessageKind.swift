/// What a message is for.
public enum MessageKind: String, Hashable, Codable, Sendable, CaseIterable {
    /// It carries deliveries of the plan, or stands in for one that did.
    case reminder
    /// It tells those who were reminded that an obligation has ended; like those that follow, it is without a slot, and
    /// the fuse does not count it.
    case closing
    /// It tells a supervising unit how things stand.
    case report
    /// An alarm or a sign of life.
    case `operator`
}
