import Simulation
import Testing

/// P19: many short lives of an office, each from a seed.
struct SimulationTests {
    @Test func noSeedLosesOrDoublesAnything() {
        for seed in 1...10 as ClosedRange<UInt64> {
            let verdict = Simulation(seed: seed, days: 18).run()
            #expect(verdict.violations.isEmpty, "seed \(seed): \(verdict.violations.prefix(5))")
        }
    }
}
