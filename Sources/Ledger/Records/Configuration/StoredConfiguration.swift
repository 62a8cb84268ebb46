public import Directives

/// The accepted configuration that is in force, but for its directives, which are read one by one.
public struct StoredConfiguration: Hashable, Sendable {
    /// Counted up by each acceptance.
    public let id: Int64
    public let acceptedAt: Instant
    /// Sorted by path.
    public let files: [SourceFile]
    public let settings: Settings
}
