public import Logging

/// The log handler that fits where the process runs: the journal where standard error leads there, else the terminal.
///
/// - Parameters:
///   - label: the logger's name.
///   - environment: where `JOURNAL_STREAM` and `NO_COLOR` are looked for.
public func makeLogHandler(label: String, environment: Environment = .process) -> any LogHandler {
    Journal.isConnected(environment: environment)
        ? SummarisingLogHandler(JournalLogHandler(label: label))
        : SummarisingLogHandler(TerminalLogHandler(environment: environment))
}

extension Logger {
    /// Tells at once what a burst has withheld so far; to be called on each logger before the process ends.
    public func flush() {
        (handler as? SummarisingLogHandler)?.flush()
    }
}
