import Directives
import Ledger

/// Holds what a ledger says and what the gateways saw against what was planned and told.
///
/// It shares with the engine the planner and the calendar, which are pure, and nothing else.
final class Checker {
    let world: World
    let tables: LedgerTables
    let runs: [SimulatedGateways.Run]
    /// When the simulation ended, by the clock.
    let end: Instant
    var violations: [String] = []
    /// Slots that the plan had.
    private(set) var slots = 0
    /// Fallbacks and letters of an end that were asked for.
    var fallbacks = 0
    var closingLetters = 0

    var record: Record { world.record }

    init(_ world: World) throws {
        guard let image = world.life?.image else { throw World.Stuck(reason: "no daemon at the end") }
        self.world = world
        tables = try LedgerTables(image)
        runs = world.gateways.runs
        end = world.now
    }

    func check() throws {
        slots = checkSlots()
        checkMessages()
        checkRuns()
        checkLanes()
        checkRetries()
        checkEvents()
        checkFuse()
        try checkFallbacks()
        checkClosing()
        checkReports()
        try checkChain()
    }

    func expect(_ condition: Bool, _ text: @autoclosure () -> String) {
        if !condition { violations.append(text()) }
    }

    /// What is of an instant before it must have come to its end.
    ///
    /// What waits for the office must have had an office day since the faults stopped; a short life may have none.
    var bound: Instant {
        let calm = end.adding(milliseconds: world.calm - world.end)
        let opening = record.configurations.last?.settings.time.nextOfficeHour(from: calm) ?? .distantFuture
        return opening.adding(seconds: 3_600) < end ? end.adding(seconds: -2 * 86_400) : .distantPast
    }

    /// An instant, for people.
    func words(_ instant: Instant) -> String { world.zone.iso8601(instant) }

    private func checkChain() throws {
        guard let life = world.life else { return }
        let ledger = life.ledger
        for check in try ledger.audit(against: record.promises.last?.head).checks {
            if let wrong = check.wrong { violations.append("the audit of \(check.name): \(wrong)") }
        }
        let integrity = try life.image.integrity()
        expect(integrity == "ok", "integrity: \(integrity)")
    }
}
