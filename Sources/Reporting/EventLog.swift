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
    }

    private let zone: Zone

    public init(zone: Zone) {
        self.zone = zone
    }

    public func record(_ event: LedgerEvent) -> Record {
        Record(
            row: event.row, at: zone.iso8601(event.event.at), kind: event.event.kind.rawValue,
            obligation: Nullable(event.event.obligation), directive: Nullable(event.event.directive.map { "\($0)" }),
            unit: Nullable(event.event.unit), message: Nullable(event.event.message),
            author: Nullable(event.event.author),
            detail: event.event.detail, hash: event.hash)
    }

    /// `2021-11-30T08:00:00+07:00  accepted  message 3f…  attempt 1`.
    public func line(_ event: LedgerEvent) -> String {
        let what = event.event
        var parts = ["\(zone.iso8601(what.at))", what.kind.rawValue]
        if let obligation = what.obligation {
            parts.append(obligation)
        } else if let directive = what.directive {
            parts.append("\(directive)")
        }
        if let message = what.message { parts.append("message \(message.prefix(12))") }
        if let author = what.author { parts.append("by \(author)") }
        let detail = what.detail.filter { $0.key != "sha256" && !$0.value.isEmpty }.sorted { $0.key < $1.key }
        parts += detail.map { "\($0.key)=\($0.value.replacing("\n", with: "; "))" }
        return parts.joined(separator: "  ")
    }
}
