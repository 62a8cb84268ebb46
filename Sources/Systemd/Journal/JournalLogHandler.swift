public import Logging

/// Writes each log event as one entry of the journal; see ``JournalEntry`` for its fields.
public struct JournalLogHandler: LogHandler {
    public var logLevel = Logger.Level.info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let send: @Sendable (JournalEntry) -> Void

    /// - Parameters:
    ///   - label: the logger's name.
    ///   - send: where the entries go; the journal, but in tests.
    public init(label: String, send: @escaping @Sendable (JournalEntry) -> Void = { Journal.send($0) }) {
        self.label = label
        self.send = send
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        send(.fields(for: event, metadata: metadata.with(metadataProvider), label: label))
    }
}
