import Directives
import GRDB
import Ledger
package import ReminderService

/// One seed: builds an office, runs it, checks what came of it.
package struct Simulation {
    /// The result of a seed.
    package struct Verdict: Sendable {
        package let seed: UInt64
        package let days: Int
        package let size: Shape.Size
        package let slots: Int
        package let messages: Int
        package let runs: Int
        /// How many fallback messages and closing messages the checker expected.
        package let fallbacks: Int
        package let closingMessages: Int
        package let processes: Int
        package let faults: [String: Int]
        package let violations: [String]
        /// Of the decision log and the head of the chain: always the same for one seed.
        package let digest: String
        /// The last decisions.
        package let tail: [String]

        package var faultCount: Int { faults.values.reduce(0, +) }
    }

    package let seed: UInt64
    package let days: Int
    package let isTracing: Bool
    package let plantedBugs: Set<PlantedBug>

    package init(
        seed: UInt64, days: Int = 90, isTracing: Bool = false, plantedBugs: Set<PlantedBug> = []
    ) {
        self.seed = seed
        self.days = days
        self.isTracing = isTracing
        self.plantedBugs = plantedBugs
    }

    /// Runs it; what goes wrong is in the result.
    package func run() -> Verdict {
        do {
            let machine = try Machine(seed: seed, days: days, isTracing: isTracing, plantedBugs: plantedBugs)
            return finish(machine)
        } catch {
            return Verdict(
                seed: seed, days: days, size: Shape(seed: seed, days: days).size, slots: 0, messages: 0, runs: 0,
                fallbacks: 0, closingMessages: 0,
                processes: 0, faults: [:],
                violations: ["the machine does not start: \(error)"], digest: "", tail: [])
        }
    }

    private func finish(_ machine: Machine) -> Verdict {
        var violations: [String] = []
        var (slots, messages, fallbacks, closingMessages) = (0, 0, 0, 0)
        do {
            try machine.live()
            machine.record.pause(at: machine.now)
            let checker = try Checker(machine)
            try checker.check()
            (slots, messages) = (checker.slots, checker.tables.messages.count)
            (fallbacks, closingMessages) = (checker.fallbacks, checker.closingMessages)
            violations = checker.violations
        } catch {
            violations = ["the simulation stopped: \(error)"]
        }
        if isTracing, let image = machine.process?.image {
            let events =
                (try? image.rows("SELECT row, at, kind, obligation, message, detail FROM event ORDER BY row")) ?? []
            for event in events {
                let at = Instant(milliseconds: event[1])
                print(
                    "\(event[0] as Int64)", machine.zone.iso8601(at), event[2] as String, (event[3] as String?) ?? "-",
                    (event[4] as String?) ?? "-", event[5] as String)
            }
        }
        let head = (try? machine.process?.image.head()).map { "\($0.row):\($0.hash)" } ?? "none"
        machine.log("head \(head)")
        return Verdict(
            seed: seed, days: days, size: Shape(seed: seed, days: days).size, slots: slots, messages: messages,
            runs: machine.gateways.count,
            fallbacks: fallbacks, closingMessages: closingMessages, processes: machine.processes,
            faults: machine.record.faults, violations: machine.record.violations + violations,
            digest: machine.record.digest, tail: Array(machine.record.tail.suffix(40)))
    }
}
