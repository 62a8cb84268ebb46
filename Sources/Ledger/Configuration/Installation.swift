public import Directives

/// All that an accepted configuration changes, to be laid down in one transaction.
public struct Installation: Sendable {
    public var acceptedAt: Instant
    /// All files that it was read from.
    public var files: [SourceFile]
    public var settings: Settings
    /// New directives and changed ones; those not named stay as they are.
    public var upserted: [StoredDirective]
    /// Directives that left the files; they and their obligations stay for the record.
    public var removed: [DirectiveID]
    /// Obligations that are new or changed.
    public var obligations: [ObligationRow]
    /// Passed slots of which the change leaves nothing to say.
    public var skips: [SkippedSlot] = []
    public var events: [NewEvent]
    /// Letters that tell of what it ends.
    public var letters = ClaimBatch()

    public init(
        acceptedAt: Instant, files: [SourceFile], settings: Settings, upserted: [StoredDirective] = [],
        removed: [DirectiveID] = [], obligations: [ObligationRow] = [], events: [NewEvent] = []
    ) {
        self.acceptedAt = acceptedAt
        self.files = files
        self.settings = settings
        self.upserted = upserted
        self.removed = removed
        self.obligations = obligations
        self.events = events
    }
}
