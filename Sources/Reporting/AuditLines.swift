import Directives
public import Ledger

/// The outcome of an audit as people and programs read it.
public struct AuditLines {
    public struct Record: Encodable, Sendable {
        public struct Check: Encodable, Sendable {
            public let name: String
            public let count: Int
            public let wrong: Nullable<String>
        }

        public let checks: [Check]
        public let head: Nullable<String>
        public let sound: Bool
    }

    public let record: Record

    public init(_ report: AuditReport) {
        record = Record(
            checks: report.checks.map { .init(name: $0.name, count: $0.count, wrong: Nullable($0.wrong)) },
            head: Nullable(report.head?.description), sound: report.isSound)
    }

    /// For people.
    public var lines: [String] {
        TextTable.lines(
            record.checks, .init("checked") { $0.name }, .init("count") { "\($0.count)" },
            .init("found") { $0.wrong.value ?? "all as they must be" })
            + (record.head.value.map { ["head \($0)"] } ?? [])
    }
}
