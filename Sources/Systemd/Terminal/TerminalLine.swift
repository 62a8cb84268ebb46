internal import Basics
internal import Logging

/// One log event as a line for people: `07:30:05 warning gateway does not answer gateway=sms`.
struct TerminalLine {
    let event: LogEvent
    /// The metadata of the logger; those of the event take precedence.
    let metadata: Logger.Metadata
    /// `HH:MM:SS` in the zone of the machine.
    let time: String
    let isColoured: Bool

    var text: String {
        var words = [time, level, VisibleText.escaped(event.message.description)]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            words.append("\(VisibleText.escaped(key))=\(Self.quoted(value.description))")
        }
        if let error = event.error { words.append("error=\(Self.quoted("\(error)"))") }
        return words.joined(separator: " ")
    }

    private var level: String {
        let name = event.level.rawValue
        guard isColoured else { return name }
        return switch event.level {
        case .error, .critical: "\u{1B}[31m\(name)\u{1B}[0m"
        case .warning: "\u{1B}[33m\(name)\u{1B}[0m"
        default: name
        }
    }

    /// In quotes where it could be read as several words or as another key.
    private static func quoted(_ value: String) -> String {
        let shown = VisibleText.escaped(value)
        let isPlain = !shown.isEmpty && !shown.contains { $0.isWhitespace || $0 == "\"" || $0 == "=" }
        guard !isPlain else { return shown }
        return "\"\(shown.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\""))\""
    }
}
