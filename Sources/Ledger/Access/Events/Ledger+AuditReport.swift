import Directives

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
            checks.append(try eventRows())
            checks.append(
                try sums("settings") { count in
                    if try configurationInForce() != nil { count = 1 }
                    return nil
                })
            checks.append(try sums("directives", directives))
            checks.append(try sums("obligations", obligations))
            checks.append(
                try sums("state") { count in
                    count = try state.count()
                    return nil
                })
            return AuditReport(checks: checks, head: last)
        } catch {
            guard error.code == .corrupt else { throw error }
            let name = ["pages", "references", "events", "messages"][min(checks.count, 3)]
            return AuditReport(checks: checks + [.init(name, count: 0, wrong: error.message)], head: nil)
        }
    }

    private func pages() throws(LedgerError) -> AuditReport.Check {
        try reading { database in
            .init("pages", count: Int(try database.pageCount()), wrong: try database.pageFault())
        }
    }

    private func references() throws(LedgerError) -> AuditReport.Check {
        try reading { database in
            .init("references", count: try database.referenceCount(), wrong: try database.brokenReference())
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
    /// - Parameter read: counts them, and gives the first that is wrong otherwise.
    private func sums(
        _ name: String, _ read: (inout Int) throws -> String?
    ) throws(LedgerError) -> AuditReport.Check {
        var count = 0
        do {
            let wrong = try read(&count)
            return .init(name, count: count, wrong: wrong)
        } catch {
            let error = LedgerError(error)
            guard error.code == .corrupt else { throw error }
            return .init(name, count: count, wrong: error.message)
        }
    }

    private func directives(_ count: inout Int) throws -> String? {
        var wrong: String?
        try forEachDirective(removed: true) { stored in
            if stored.inForce { count += 1 }
            // The notice of one that left the files may have changed since.
            if wrong == nil, stored.inForce, StoredDirective.hash(stored.directive, stored.notice) != stored.hash {
                wrong = "directive \(stored.directive.id) has another hash"
            }
        }
        return wrong
    }

    /// In chunks, each with the events of its obligations: a daemon may go on meanwhile.
    private func obligations(_ count: inout Int) throws -> String? {
        var (last, wrong): (String, String?) = ("", nil)
        while true {
            let rows = try reading { database in
                let rows = try database.rows("\(Self.obligationColumns) WHERE key > $1 ORDER BY key LIMIT 200", [last])
                    .map { try Self.obligation($0).obligation }
                for obligation in rows where wrong == nil {
                    wrong = try RecordedObligation(obligation.key, database).contradiction(obligation)
                        .map { "obligation \(obligation.id) \($0)" }
                }
                return rows
            }
            guard let final = rows.last else { return wrong }
            (last, count) = (final.key, count + rows.count)
        }
    }

    private func skips() throws(LedgerError) -> AuditReport.Check {
        try reading { database in
            var count = 0
            var wrong: String?
            // The slots with an event of one obligation at a time.
            var (obligation, recorded): (String?, Set<String>) = (nil, [])
            try database.forEachRow(
                "SELECT key, obligation, at, reason, recorded_at, mark FROM skip ORDER BY obligation"
            ) { row in
                let key: String = try row[0]
                count += 1
                if try wrong == nil && row[5] != row.mark(of: 0..<5) { wrong = "slot \(key) is not what was written" }
                if try obligation != row[1] {
                    obligation = try row[1]
                    recorded = try Self.skippedSlots(of: obligation ?? "", database)
                }
                if wrong == nil, !recorded.contains(key) { wrong = "slot \(key) has no event" }
            }
            return .init("skipped slots", count: count, wrong: wrong)
        }
    }

    /// The slots of an obligation that the chain says were skipped.
    static func skippedSlots(of obligation: String, _ database: Database) throws -> Set<String> {
        let details: [String] = try database.column(
            "SELECT detail FROM event WHERE obligation = $1 AND kind = 'skipped'", [obligation])
        return Set(
            try details.compactMap { detail in
                let fact = Event.Fact(
                    kind: EventKind.skipped.rawValue, detail: try JSON.value([String: String].self, detail))
                guard case .skipped(let slot, _, _) = fact else { return nil }
                return slot
            })
    }
}
