import Directives
import GRDB
import Ledger
package import ReminderService

/// One seed, from its office to its verdict.
package struct Simulation {
    /// What came of a seed.
    package struct Verdict: Sendable {
        package let seed: UInt64
        package let days: Int
        package let slots: Int
        package let messages: Int
        package let runs: Int
        /// Messages that had to go on by a fallback, and letters of an end that had to be sent, by the checker's count.
        package let fallbacks: Int
        package let closingLetters: Int
        package let lives: Int
        package let faults: [String: Int]
        package let violations: [String]
        /// Of the decision log and the head of the chain: the same for the same seed, always.
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

    /// Runs it; what goes wrong is in the verdict.
    package func run() -> Verdict {
        do {
            let world = try World(seed: seed, days: days, isTracing: isTracing, plantedBugs: plantedBugs)
            return finish(world)
        } catch {
            return Verdict(
                seed: seed, days: days, slots: 0, messages: 0, runs: 0, fallbacks: 0, closingLetters: 0,
                lives: 0, faults: [:],
                violations: ["the world does not begin: \(error)"], digest: "", tail: [])
        }
    }

    private func finish(_ world: World) -> Verdict {
        var violations: [String] = []
        var (slots, messages, fallbacks, closingLetters) = (0, 0, 0, 0)
        do {
            try world.live()
            world.record.pause(at: world.now)
            let checker = try Checker(world)
            try checker.check()
            (slots, messages) = (checker.slots, checker.tables.messages.count)
            (fallbacks, closingLetters) = (checker.fallbacks, checker.closingLetters)
            violations = checker.violations
        } catch {
            violations = ["the simulation stopped: \(error)"]
        }
        if isTracing, let image = world.life?.image {
            let events =
                (try? image.rows("SELECT row, at, kind, obligation, message, detail FROM event ORDER BY row")) ?? []
            for event in events {
                let at = Instant(milliseconds: event[1])
                print(
                    "\(event[0] as Int64)", world.zone.iso8601(at), event[2] as String, (event[3] as String?) ?? "-",
                    (event[4] as String?) ?? "-", event[5] as String)
            }
        }
        let head = (try? world.life?.image.head()).map { "\($0.row):\($0.hash)" } ?? "none"
        world.log("head \(head)")
        return Verdict(
            seed: seed, days: days, slots: slots, messages: messages, runs: world.gateways.count,
            fallbacks: fallbacks, closingLetters: closingLetters, lives: world.lives,
            faults: world.record.faults, violations: world.record.violations + violations,
            digest: world.record.digest, tail: Array(world.record.tail.suffix(40)))
    }
}
