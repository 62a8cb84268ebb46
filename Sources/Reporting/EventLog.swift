public import Directives
public import Ledger

/// The chain of events as people and programs read it.
public struct EventLog {
    public struct Record: Encodable, Sendable {
        public let row: Int64
        public let at: String
        public let kind: String
        public let obligation: Nullable<String>
        public let directive: Nullable<String>
        public let unit: Nullable<String>
        public let message: Nullable<String>
        public let author: Nullable<String>
        public let detail: [String: String]
        public let hash: String
        /// What the tables say otherwise than the record, in words.
        public let contradictions: [String]
    }

    /// Details that an audit compares, and no person reads.
    private static let proofs: Set = [
        "sha256", "row-sha256-1", "settings-sha256", "files-sha256-1", "ended", "started", "until",
    ]

    private let zone: Zone

    public init(zone: Zone) {
        self.zone = zone
    }

    public func record(_ event: LedgerEvent, contradictions: [String] = []) -> Record {
        Record(
            row: event.row, at: zone.iso8601(event.at), kind: event.fact.encoded.kind,
            obligation: Nullable(event.obligation), directive: Nullable(event.directive.map { "\($0)" }),
            unit: Nullable(event.unit), message: Nullable(event.message),
            author: Nullable(event.author),
            detail: event.detail, hash: event.hash, contradictions: contradictions)
    }

    /// `2021-11-30T08:00:00+07:00  accepted  message 3f…  attempt 1`.
    public func line(_ event: LedgerEvent, contradictions: [String] = []) -> String {
        var parts = ["\(zone.iso8601(event.at))", event.fact.encoded.kind]
        if let obligation = event.obligation {
            parts.append(obligation)
        } else if let directive = event.directive {
            parts.append("\(directive)")
        }
        if let message = event.message { parts.append("message \(message.prefix(12))") }
        if let author = event.author { parts.append("by \(author)") }
        let detail = event.detail.filter { !Self.proofs.contains($0.key) && !$0.value.isEmpty }
            .sorted { $0.key < $1.key }
        parts += detail.map { "\($0.key)=\($0.value.replacing("\n", with: "; "))" }
        return (parts + contradictions.map(Self.mark)).joined(separator: "  ")
    }

    /// How a listing marks what contradicts the record.
    static func mark(_ contradiction: String) -> String { "CONTRADICTS THE RECORD: \(contradiction)" }
}
