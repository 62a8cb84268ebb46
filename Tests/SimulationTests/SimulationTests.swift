import Simulation
import Testing

/// P19: many short lives of an office, each from a seed; `Tests/Simulation/run` has the long ones.
struct SimulationTests {
    @Test(arguments: 0..<10 as Range<UInt64>)
    func noSeedLosesOrDoublesAnything(group: UInt64) {
        for seed in (group * 10 + 1)...(group * 10 + 10) {
            let verdict = Simulation(seed: seed, days: 5).run()
            #expect(
                verdict.violations.isEmpty,
                "Tests/Simulation/run 1 --from \(seed) --days 5 --trace: \(verdict.violations.prefix(5))")
        }
    }

    @Test(arguments: 101...105 as ClosedRange<UInt64>)
    func theSameSeedDecidesTheSame(seed: UInt64) {
        let verdict = Simulation(seed: seed, days: 5).run()
        #expect(verdict.digest == Simulation(seed: seed, days: 5).run().digest)
        #expect(verdict.runs > 0 || verdict.messages == 0)
    }
}
