public import Logging

/// The log handler for this process: the journal where standard error is connected to it, else the terminal.
///
/// - Parameters:
///   - label: the logger's name.
///   - environment: the source of `JOURNAL_STREAM` and `NO_COLOR`.
public func makeLogHandler(label: String, environment: Environment = .process) -> any LogHandler {
    Journal.isConnected(environment: environment)
        ? SummarisingLogHandler(JournalLogHandler(label: label))
        : SummarisingLogHandler(TerminalLogHandler(environment: environment))
}

extension Logger {
    /// Logs at once how many entries of a burst have been withheld; to be called on each logger before the process ends.
    public func flush() {
        (handler as? SummarisingLogHandler)?.flush()
    }
}
