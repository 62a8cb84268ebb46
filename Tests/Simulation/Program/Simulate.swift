import Foundation
import ReminderService
import Simulation

/// Runs seeds of the simulator, with a bug planted in the engine if one is named.
@main
enum Simulate {
    private static let usage =
        "simulate SEEDS [--from SEED] [--days N] [--trace] [--twice] [--first] [--plant BUG], or simulate --bugs"

    static func main() {
        var (count, from, days) = (100, UInt64(1), 90)
        var (traces, twice, first) = (false, false, false)
        var planted: Set<PlantedBug> = []
        var arguments = CommandLine.arguments.dropFirst()
        while let argument = arguments.popFirst() {
            switch argument {
            case "--from": from = arguments.popFirst().flatMap(UInt64.init) ?? from
            case "--days": days = arguments.popFirst().flatMap(Int.init) ?? days
            case "--trace": traces = true
            case "--twice": twice = true
            case "--first": first = true
            case "--bugs":
                for bug in PlantedBug.allCases { print(bug.rawValue) }
                exit(0)
            case "--plant":
                guard let bug = arguments.popFirst().flatMap(PlantedBug.init(rawValue:)) else { refuse() }
                planted.insert(bug)
            default:
                guard let number = Int(argument), number > 0 else { refuse() }
                count = number
            }
        }

        exit(run(count, from, days, traces, twice, first, planted) ? 0 : 1)
    }

    private static func refuse() -> Never {
        FileHandle.standardError.write(Data((usage + "\n").utf8))
        exit(64)
    }

    private static func run(
        _ count: Int, _ from: UInt64, _ days: Int, _ traces: Bool, _ twice: Bool, _ first: Bool,
        _ planted: Set<PlantedBug>
    ) -> Bool {
        let clock = ContinuousClock()
        let begin = clock.now
        var large: [Shape.Size: Int] = [:]
        var (slots, faults, violations, fallbacks, closing, last) = (0, 0, 0, 0, 0, begin)
        for index in 0..<count {
            let seed = from + UInt64(index)
            let verdict = Simulation(seed: seed, days: days, isTracing: traces, plantedBugs: planted).run()
            large[verdict.size, default: 0] += 1
            slots += verdict.slots
            fallbacks += verdict.fallbacks
            closing += verdict.closingMessages
            faults += verdict.faultCount
            violations += verdict.violations.count
            if !verdict.violations.isEmpty { tell(verdict, traces) }
            if first, violations > 0 {
                print("found at seed \(seed) after \(index + 1) seeds")
                return false
            }
            if twice || count == 1 {
                print(
                    "seed \(seed) log \(verdict.digest) slots \(verdict.slots) messages \(verdict.messages)",
                    "runs \(verdict.runs) processes \(verdict.processes)")
            }
            if twice {
                let again = Simulation(seed: seed, days: days, plantedBugs: planted).run()
                if again.digest != verdict.digest {
                    violations += 1
                    print("seed \(seed): the second run decided otherwise: \(again.digest)")
                }
            }
            if clock.now - last > .seconds(10) {
                last = clock.now
                defer { fflush(nil) }
                print("\(index + 1) seeds, \(slots) slots, \(faults) faults, \(violations) violations")
            }
        }
        let minutes = Double((clock.now - begin).components.seconds) / 60 + 1.0 / 6_000
        print(
            "seeds \(count) slots \(slots) faults \(faults) violations \(violations)",
            "fallbacks \(fallbacks) closing messages \(closing)",
            "(\(Int(Double(count) / minutes)) seeds a minute),",
            "\(large[.wide, default: 0]) wide, \(large[.long, default: 0]) long")
        return violations == 0
    }

    private static func tell(_ verdict: Simulation.Verdict, _ traces: Bool) {
        if !traces { for line in verdict.tail { print("  \(line)") } }
        for violation in verdict.violations.prefix(12) { print("seed \(verdict.seed): \(violation)") }
        print("replay: Tests/Simulation/run 1 --from \(verdict.seed) --days \(verdict.days) --trace")
    }
}
