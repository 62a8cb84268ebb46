import Basics
public import Logging

/// One entry of the journal: named fields in the order in which they are sent.
public struct JournalEntry: Equatable, Sendable {
    /// A name and its value; several fields may have the same name.
    public struct Field: Equatable, Sendable {
        /// Made of A–Z, 0–9 and `_`, at most 64 long, beginning with a letter, as journald demands.
        public let name: String
        /// May contain line feeds and tabs; other control characters are escaped, since `journalctl` hides such values.
        public let value: String
    }

    /// A value up to this many bytes is sent whole; a longer one is cut between characters, and says how much is missing.
    public static let largestValue = 48 * 1_024

    public let fields: [Field]

    /// The first value of a field.
    public subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// The fields of a log event.
    ///
    /// `event` in the metadata becomes `DONDOC_EVENT` and, where it names a ``JournalEvent``, picks the `MESSAGE_ID`;
    /// every other key becomes `DONDOC_` and the key in capitals (`directive` → `DONDOC_DIRECTIVE`). `CODE_FILE` is
    /// `Module/File.swift`: no path of the machine that built it.
    ///
    /// - Parameters:
    ///   - event: what was logged; its metadata take precedence over the parameter's.
    ///   - metadata: the logger's own.
    ///   - label: the logger's name, in `DONDOC_LOGGER`.
    public static func fields(
        for event: LogEvent, metadata: Logger.Metadata = [:], label: String? = nil
    ) -> JournalEntry {
        var fields = [
            Field(name: "MESSAGE", value: value(event.message.description)),
            Field(name: "PRIORITY", value: "\(priority(event.level))"),
            Field(name: "SYSLOG_IDENTIFIER", value: "dondoc"),
            Field(name: "CODE_FILE", value: event.file),
            Field(name: "CODE_LINE", value: "\(event.line)"),
            Field(name: "CODE_FUNC", value: event.function),
        ]
        if let label { fields.append(Field(name: "DONDOC_LOGGER", value: value(label))) }
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        if let kind = all["event"], let known = JournalEvent(rawValue: kind.description) {
            fields.append(Field(name: "MESSAGE_ID", value: known.messageID))
        }
        for (key, content) in all.sorted(by: { $0.key < $1.key }) {
            fields.append(Field(name: name(of: key), value: value(content.description)))
        }
        if let error = event.error { fields.append(Field(name: "DONDOC_ERROR", value: value("\(error)"))) }
        return JournalEntry(fields: fields)
    }

    /// `retry-after` becomes `DONDOC_RETRY_AFTER`.
    static func name(of key: String) -> String {
        let letters = key.unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": String(scalar).uppercased()
            default: "_"
            }
        }
        return String("DONDOC_\(letters.joined())".prefix(64))
    }

    private static func value(_ text: String) -> String {
        let shown = VisibleText.escaped(text, keeping: ["\n", "\t"])
        let size = shown.utf8.count
        guard size > largestValue else { return shown }
        var (kept, end) = (0, shown.startIndex)
        while end < shown.endIndex, kept + shown[end].utf8.count <= largestValue {
            kept += shown[end].utf8.count
            end = shown.index(after: end)
        }
        return "\(shown[..<end])… (\(size - kept) bytes more)"
    }

    /// The syslog priority: 2 (critical) to 7 (debug).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
