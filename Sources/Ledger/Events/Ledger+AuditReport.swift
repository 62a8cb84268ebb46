import Directives
import GRDB

extension Ledger {
    /// Examines all that the ledger holds: its pages, its references, the chain, each message with its bytes, attempts
    /// and deliveries, each slot that was recorded as not sent, and the configuration with its obligations.
    ///
    /// It reads in chunks, so that a daemon may go on meanwhile. Damaged pages end it: nothing read from them counts.
    ///
    /// - Parameter head: a head of the chain that was kept outside the ledger.
    public func audit(against head: ChainHead? = nil) throws(LedgerError) -> AuditReport {
        var checks: [AuditReport.Check] = []
        do throws(LedgerError) {
            checks.append(try pages())
            guard checks[0].wrong == nil else { return AuditReport(checks: checks, head: nil) }
            checks.append(try references())
            let (events, last) = try chain(against: head)
            checks.append(events)
            checks += try messageChecks()
            checks.append(try skips())
            checks.append(try sums("settings") { count in if try configurationInForce() != nil { count = 1 } })
            checks.append(try sums("directives") { count in try forEachDirective { _ in count += 1 } })
            checks.append(try sums("obligations") { count in try forEachObligation { _ in count += 1 } })
            return AuditReport(checks: checks, head: last)
        } catch {
            guard error.code == .corrupt else { throw error }
            let name = ["pages", "references", "events", "messages"][min(checks.count, 3)]
            return AuditReport(checks: checks + [.init(name, count: 0, wrong: error.message)], head: nil)
        }
    }

    private func pages() throws(LedgerError) -> AuditReport.Check {
        try reading { database in
            let found = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "nothing"
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return .init("pages", count: count, wrong: found == "ok" ? nil : found)
        }
    }

    private func references() throws(LedgerError) -> AuditReport.Check {
        try reading { database in
            let broken = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check").map { row in
                "row \(row[1] as Int64? ?? 0) of '\(row[0] as String)' refers to a missing row of '\(row[2] as String)'"
            }
            let count = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM sqlite_schema AS one, pragma_foreign_key_list(one.name) WHERE one.type = 'table'
                    """)
            return .init("references", count: count ?? 0, wrong: broken)
        }
    }

    private func chain(against head: ChainHead?) throws(LedgerError) -> (AuditReport.Check, ChainHead?) {
        switch try verifyChain(against: head) {
        case .intact(let last): return (.init("events", count: Int(last?.row ?? 0)), last)
        case .broken(let row):
            return (
                .init("events", count: Int(row) - 1, wrong: "event \(row) does not follow from the one before"), nil
            )
        case .cut(let row): return (.init("events", count: 0, wrong: "the chain ends before event \(row)"), nil)
        case .rewritten(let row):
            return (.init("events", count: 0, wrong: "event \(row) is another one than that of the head given"), nil)
        }
    }

    /// Reads values that the daemon acts on; each is held against the sum stored beside it.
    ///
    /// - Parameter read: counts them.
    private func sums(
        _ name: String, _ read: (inout Int) throws -> Void
    ) throws(LedgerError) -> AuditReport.Check {
        var count = 0
        do {
            try read(&count)
        } catch {
            let error = LedgerError(error)
            guard error.code == .corrupt else { throw error }
            return .init(name, count: count, wrong: error.message)
        }
        return .init(name, count: count)
    }

    private func skips() throws(LedgerError) -> AuditReport.Check {
        try reading { database in
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM skip") ?? 0
            let wrong = try String.fetchOne(
                database,
                sql: """
                    SELECT key FROM skip WHERE NOT EXISTS (
                      SELECT 1 FROM event WHERE event.obligation = skip.obligation AND event.kind = 'skipped'
                        AND json_extract(event.detail, '$.slot') = skip.key) LIMIT 1
                    """)
            return .init("skipped slots", count: count, wrong: wrong.map { "slot \($0) has no event" })
        }
    }
}
