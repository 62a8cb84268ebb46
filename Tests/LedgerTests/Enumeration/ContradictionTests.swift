import Directives
import GRDB
import Reporting
import Testing

@testable import Ledger

/// What `show` and `log` print of a row that contradicts the events is marked.
@Suite struct ContradictionTests {
    @Test(arguments: [
        "message", "message_bytes", "delivery", "replacement_delivery", "attempt", "obligation", "skip", "event",
    ])
    func aChangedRowIsMarkedWhereverItIsListed(_ table: String) throws {
        let ledger = try Fixture.everything()
        #expect(try !isMarked(ledger))
        let forger = try Forger(of: ledger)
        let all = try ledger.queue.read { try RowChange.all($0) }
        var count = 0
        for change in all where change.name.split(separator: ".")[0].trimmingPrefix(/[+-]/) == table {
            // No listing prints it: a reference that the audit of the pages follows.
            if change.name == "attempt.previous" { continue }
            // Of a chain that was computed anew only a head that was kept tells.
            let skill: Forger.Skill = table == "event" ? .none : .all
            guard let forged = try forger.ledger(change, skill), AuditEnumerationTests.entry(change) == nil else {
                continue
            }
            count += 1
            #expect(try isMarked(forged), "\(change.name) of \(change.row)")
        }
        #expect(count > 3)
    }

    /// Whether anything that a listing prints is marked, or refused as damaged.
    private func isMarked(_ ledger: Ledger) throws -> Bool {
        var marks: [String] = []
        do {
            for message in try ledger.messages() { marks += try ledger.contradictions(ofMessage: message.id) }
            try ledger.forEachObligation { marks += try ledger.contradictions(of: $0.obligation) }
            if marks.isEmpty { try ledger.forEachEvent { marks += try ledger.contradictions(of: $0) } }
        } catch {
            #expect([.corrupt, .newerVersion].contains(LedgerError(error).code), "\(error)")
            return true
        }
        return !marks.isEmpty
    }

    @Test func theMarkStandsInTheLinesAndInTheRecords() throws {
        let ledger = try Fixture.everything()
        let id = Fixture.message(2).id
        try ledger.writing { database in
            try database.script(
                """
                DROP TRIGGER attempt_ends_once; UPDATE attempt SET output = 'ok' WHERE message = 3;
                UPDATE obligation SET state = 'done', value = replace(value, '"open"', '"done"') WHERE unit <> 'x';
                """)
            try database.withMarkFunctions {
                try database.script(
                    """
                    UPDATE attempt SET mark = mark(message, number, started_at, ended_at, exit, meaning, output, gateway_id);
                    UPDATE obligation SET sum = sum_of(value);
                    """)
            }
        }
        let mark = "CONTRADICTS THE RECORD: "
        let message = try MessageReport(#require(try ledger.message(id)), in: ledger, zone: .utc)
        let text = "attempt 1 of message \(id) (row 3) is another one than its event says"
        #expect(message.record.contradictions == [text])
        #expect(message.lines[1] == mark + text)
        let row = try #require(try ledger.obligation(Fixture.obligation(2).obligation.key))
        let history = try ObligationHistory(row, in: ledger, zone: .utc)
        let state = "obligation \(row.obligation.key) is 'done', and its events say 'open'"
        #expect(history.record.contradictions == [state, text])
        #expect(history.lines.filter { $0.contains(mark) } == ["  \(mark)\(state)", "  \(mark)\(text)"])
        let event = try #require(try ledger.events(EventFilter(kinds: [.opened], obligation: row.obligation.key)).first)
        let found = try ledger.contradictions(of: event)
        #expect(found == [state])
        let log = EventLog(zone: .utc)
        #expect(log.line(event, contradictions: found).hasSuffix("  \(mark)\(state)"))
        #expect(log.record(event, contradictions: found).contradictions == [state])
    }
}
