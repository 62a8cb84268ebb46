import Foundation
import Simulation
import Testing

/// P19: many simulations of five days, each from a seed; `Tests/Simulation/run` has the long ones.
struct SimulationTests {
    @Test(arguments: 0..<30 as Range<UInt64>)
    func noSeedLosesOrDoublesAnything(group: UInt64) async {
        for seed in (group * 10 + 1)...(group * 10 + 10) {
            let verdict = await verdict(ofSeed: seed)
            #expect(
                verdict.violations.isEmpty,
                "Tests/Simulation/run 1 --from \(seed) --days 5 --trace: \(verdict.violations.prefix(5))")
        }
    }

    @Test(arguments: 101...105 as ClosedRange<UInt64>)
    func theSameSeedDecidesTheSame(seed: UInt64) async {
        let verdict = await verdict(ofSeed: seed)
        #expect(await verdict.digest == self.verdict(ofSeed: seed).digest)
        #expect(verdict.runs > 0 || verdict.messages == 0)
    }

    /// Runs a seed on a thread of its own: a simulation blocks its thread until the engine has acted, and the engine's
    /// tasks need the threads of the shared pool.
    private func verdict(ofSeed seed: UInt64) async -> Simulation.Verdict {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Simulation(seed: seed, days: 5).run()) }
        }
    }
}
