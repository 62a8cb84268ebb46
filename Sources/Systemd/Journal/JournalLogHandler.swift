public import Logging

/// Writes each log event as one entry of the journal; see ``JournalEntry`` for its fields.
public struct JournalLogHandler: LogHandler {
    public var logLevel = Logger.Level.info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let send: @Sendable (JournalEntry) -> Void

    /// A handler that sends to the journal and never waits for it.
    ///
    /// - Parameter label: the logger's name.
    public init(label: String) {
        let socket = JournalSocket()
        self.init(label: label) { socket.send($0) }
    }

    init(label: String, send: @escaping @Sendable (JournalEntry) -> Void) {
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
