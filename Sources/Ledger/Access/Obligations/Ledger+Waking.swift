public import Directives
import Synchronization

extension Ledger {
    /// The earliest instant at which an obligation must be looked at.
    public func nextWake() throws(LedgerError) -> Instant? {
        try reading { database in try database.row(Self.nextWakeStatement)?.instantIfPresent(0) }
    }

    /// The earliest instant after another at which an obligation must be looked at.
    public func nextWake(after instant: Instant) throws(LedgerError) -> Instant? {
        try reading { database in
            try database.row("SELECT min(wake) FROM obligation WHERE wake > $1", [instant.milliseconds])?
                .instantIfPresent(0)
        }
    }

    /// How many obligations must be looked at by an instant, that instant included; counted up to a limit.
    public func wakingCount(through instant: Instant, limit: Int = .max) throws(LedgerError) -> Int {
        try reading { database in
            try database.row(
                """
                SELECT count(*) FROM
                  (SELECT 1 FROM obligation WHERE wake IS NOT NULL AND wake <= $1 LIMIT $2)
                """, [instant.milliseconds, limit])?[0] ?? 0
        }
    }

    /// The obligations to be looked at after an instant and by another one, that one included, by wake and then by id.
    public func waking(
        after start: Instant? = nil, through instant: Instant, limit: Int? = nil
    ) throws(LedgerError) -> [WakingObligation] {
        try reading { database in
            var decoded = store.isReader ? DecodedDirectives() : self.decoded.withLock { $0 }
            defer { if !store.isReader { self.decoded.withLock { $0 = decoded } } }
            var waking: [WakingObligation] = []
            try database.forEachRow(
                Self.wakingStatement, [start?.milliseconds ?? .min, instant.milliseconds, limit ?? .max]
            ) { waking.append(try Self.waking($0, &decoded)) }
            return waking
        }
    }

    static let nextWakeStatement = "SELECT min(wake) FROM obligation WHERE wake IS NOT NULL"

    /// Obligations with their directives and notices; one without them is damage, and no row that is left out.
    static let wakingColumns = """
        SELECT \(obligationFields), directive.id, directive.value, directive.form, directive.sum,
          notice.id, notice.value, notice.form, notice.sum
        FROM obligation LEFT JOIN directive ON directive.id = obligation.directive
          LEFT JOIN notice ON notice.id = directive.notice
        """

    static func waking(_ row: Row, _ decoded: inout DecodedDirectives) throws -> WakingObligation {
        WakingObligation(
            row: try obligation(row), directive: try decoded.directive(row, at: 13),
            notice: try decoded.notice(row, at: 17))
    }

    static let wakingStatement = """
        \(wakingColumns)
        WHERE obligation.wake > $1 AND obligation.wake <= $2
        ORDER BY obligation.wake, obligation.key LIMIT $3
        """
}
