import Directives
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Ledger
@testable import ReminderService

/// What a burst asks of the ledger: each statement costs every message its share.
struct StatementTests {
    /// The statements that something runs, with how often.
    private func statements(_ ledger: Ledger, _ body: () async throws -> Void) async throws -> [String: Int] {
        let statements = Mutex<[String: Int]>([:])
        ledger.queue.inDatabase { database in
            database.trace { event in
                guard case .statement(let statement) = event else { return }
                statements.withLock { $0[statement.sql, default: 0] += 1 }
            }
        }
        defer { ledger.queue.inDatabase { $0.trace(nil) } }
        try await body()
        return statements.withLock { $0 }
    }

    @Test func aBurstAsksForNothingThatTheEngineKnows() async throws {
        let count = 200
        let units = (1...count).map { Unit(id: "u\($0)", name: "u\($0)", addresses: [.email: ["u\($0)@x.example"]]) }
        let settings = Fixture.settings(
            units: units, policies: [Fixture.policy(["on assignment"])], limits: Fixture.unlimited)
        let lab = try await Lab(
            Fixture.configuration(
                (1...count).map { Fixture.directive("\($0)", lead: ["u\($0)"], (nil, "2021-12-20")) },
                settings: settings), at: Fixture.instant("2021-12-01 07:45"))
        let instant = Fixture.instant("2021-12-01 08:00")
        await lab.run(until: instant.adding(milliseconds: -ReminderEngine.claimAhead))
        let asked = try await statements(lab.ledger) { await lab.run(until: instant.adding(seconds: 1)) }
        #expect(try lab.messages().count == count)
        // What the triggers do is no statement of ours.
        let own = asked.filter { !$0.key.hasPrefix("--") }
        let commits = own["COMMIT TRANSACTION", default: 0]
        #expect((1...60).contains(commits))
        let reads = own.filter { $0.key.hasPrefix("SELECT") }
        // Of each message whether it may still end; of each transaction the head of the chain; the rest once or twice.
        #expect(reads.values.reduce(0, +) <= count + commits + 10, "\(reads)")
        #expect(own.values.reduce(0, +) <= 11 * count + 3 * commits + 10, "\(own)")
    }
}
