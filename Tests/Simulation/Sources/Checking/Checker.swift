import Directives
import Ledger
import SimulatedDisk

/// Compares the ledger and the runs of the gateways with the plan and with what people were told.
///
/// Of the product it uses only the planner and the calendar, which are pure.
final class Checker {
    let machine: Machine
    let tables: LedgerTables
    let runs: [SimulatedGateways.Run]
    /// When the simulation ended, by the clock.
    let end: Instant
    var violations: [String] = []
    /// How many slots were planned.
    private(set) var slots = 0
    /// How many fallback messages and closing messages were expected.
    var fallbacks = 0
    var closingMessages = 0

    var record: Record { machine.record }

    init(_ machine: Machine) throws {
        guard let image = machine.process?.image else { throw Machine.Stuck(reason: "no daemon at the end") }
        self.machine = machine
        tables = try LedgerTables(image)
        runs = machine.gateways.runs
        end = machine.now
    }

    func check() throws {
        slots = checkSlots()
        checkMessages()
        checkCancellations()
        checkAlarms()
        checkRuns()
        checkDestinations()
        checkRetries()
        checkEvents()
        checkLimits()
        checkSuspensions()
        try checkFallbacks()
        checkClosing()
        checkReports()
        try checkUnsent()
        try checkWords()
        try checkChanges()
        try checkChain()
        let writes = disk_writes_after_error(machine.directory) - (machine.writesAtCreation ?? 0)
        expect(writes == 0, "\(writes) writes and syncs by a process whose disk had failed")
    }

    func expect(_ condition: Bool, _ text: @autoclosure () -> String) {
        if !condition { violations.append(text()) }
    }

    /// Whatever was due before this instant must have ended.
    ///
    /// What waits for office hours must have had an office day since the faults ended; a short simulation may have none.
    var bound: Instant {
        let faultsEnd = end.adding(milliseconds: machine.faultsEnd - machine.end)
        let opening = record.configurations.last?.settings.time.nextOfficeHour(from: faultsEnd) ?? .distantFuture
        return opening.adding(seconds: 3_600) < end ? end.adding(seconds: -2 * 86_400) : .distantPast
    }

    /// An instant, for people.
    func words(_ instant: Instant) -> String { machine.zone.iso8601(instant) }

    private func checkChain() throws {
        guard let process = machine.process else { return }
        let ledger = process.ledger
        for check in try ledger.audit(against: record.promises.last?.head).checks {
            if let wrong = check.wrong { violations.append("the audit of \(check.name): \(wrong)") }
        }
        let integrity = try process.image.integrity()
        expect(integrity == "ok", "integrity: \(integrity)")
    }
}
