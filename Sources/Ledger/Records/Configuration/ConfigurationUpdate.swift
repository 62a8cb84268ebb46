public import Directives

/// All that an accepted configuration changes besides obligations.
public struct ConfigurationUpdate: Sendable {
    /// All files that it was read from.
    public var files: [SourceFile]
    public var settings: Settings
    /// New directives and changed ones; those not named stay as they are.
    public var upserted: [StoredDirective]
    /// Directives that left the files; they and their obligations stay for the record.
    public var removed: [DirectiveID]
    /// What has changed, in one line for people.
    public var summary: String

    public init(
        files: [SourceFile], settings: Settings, upserted: [StoredDirective] = [], removed: [DirectiveID] = [],
        summary: String = ""
    ) {
        self.files = files
        self.settings = settings
        self.upserted = upserted
        self.removed = removed
        self.summary = summary
    }
}
