public import Directives

/// What the daemon must not forget between two runs: a row each, written in the transaction of the event that changes it.
///
/// It is never read back out of events: their number grows, and a new kind of event must not change what is in force.
public struct LedgerState: Sendable {
    /// Whether an order holds everything.
    public struct Hold: Hashable, Sendable {
        public var isOn = false
        /// When it was last ordered, on or off; nil before the first time.
        public var at: Instant?
        public var author: String?
    }

    /// What supervising units were told, and when.
    public struct Reports: Hashable, Sendable {
        /// The first and the last day that was recorded, whether anybody was told or not; nil before the first time.
        public var first: Instant?
        public var last: Instant?
        /// When units were last told of what did not go.
        public var told: Instant?
        /// The row of the event that records it.
        public var toldRow: Int64?
        public var lastSummary: Instant?
    }

    /// The last time that a person said that the clock is right.
    struct Clock: Hashable {
        /// The row of the event that records it: earlier ones say nothing about the clock.
        var acceptedRow: Int64?
    }

    /// By which rules what lies before this instant was planned.
    struct PlannerMark: Hashable {
        var revision: Int
    }

    private let ledger: Ledger

    init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    public func hold() throws(LedgerError) -> Hold { try ledger.reading { try Self.read($0) } }

    public func reports() throws(LedgerError) -> Reports { try ledger.reading { try Self.read($0) } }

    /// The revision of the planner that planned what has passed; see `Planner.revision`.
    public func plannerRevision() throws(LedgerError) -> Int {
        try ledger.reading { try Self.read($0, PlannerMark.self).revision }
    }

    /// Whether the operator was told of something in a span of time.
    ///
    /// - Parameter key: of an alarm or letter.
    public func wasTold(_ key: String, from start: Instant, until end: Instant) throws(LedgerError) -> Bool {
        try letters("key = $1 AND at >= $2 AND at < $3 LIMIT 1", [key, start.milliseconds, end.milliseconds]).first
            != nil
    }

    /// When the operator was last told of something; nil for never.
    public func lastTold(_ key: String) throws(LedgerError) -> Instant? {
        try letters("key = $1 ORDER BY row DESC LIMIT 1", [key]).first?.at
    }

    /// What a message to the operator is about: the key of an alarm or letter.
    public func letterKey(ofMessage id: String) throws(LedgerError) -> String? {
        try letters("message = $1 ORDER BY row LIMIT 1", [id]).first?.key
    }

    /// Reads all rows, each held against its mark, and gives how many there are.
    func count() throws(LedgerError) -> Int {
        try ledger.reading { database in
            _ = try (Self.read(database, Hold.self), Self.read(database, Reports.self))
            _ = try (Self.read(database, Clock.self), Self.read(database, PlannerMark.self))
        }
        let rows: Int? = try ledger.reading { try $0.row("SELECT count(*) FROM state")?[0] }
        guard rows == 4 else { throw LedgerError.damaged("list of states") }
        let clock = try ledger.reading { try $0.row("SELECT clock FROM ledger") }
        guard clock != nil else { throw LedgerError.damaged("kind of clock") }
        return 4 + (try letters("true", []).count)
    }

    private func letters(
        _ condition: String, _ arguments: [any ColumnValue]
    ) throws(LedgerError) -> [(key: String, at: Instant)] {
        try ledger.reading { database in
            try database.rows("SELECT key, at, message, mark FROM letter WHERE \(condition)", arguments).map { row in
                let (key, at, message): (String, Int64, String) = (try row[0], try row[1], try row[2])
                guard try row[3] == Checksum.mark([key, at, message]) else { throw LedgerError.damaged("letter") }
                return (key, Instant(milliseconds: at))
            }
        }
    }
}

extension Ledger {
    public var state: LedgerState { LedgerState(self) }
}
