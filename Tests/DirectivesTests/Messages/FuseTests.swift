import Directives
import TestSupport
import Testing

struct FuseTests {
    private let limits = Settings.Limits(perAddressPerDay: 2, perHour: 5)

    @Test func anAddressHasItsLimitADay() {
        var fuse = Fuse(settings: Fixture.settings(limits: limits), hour: 0, day: ["a": 1])
        #expect(fuse.take("a") == nil)
        #expect(fuse.take("a") == .perAddressPerDay)
        #expect(fuse.take("b") == nil)
    }

    @Test func theHourHasItsLimitOverAllAddressesAndARefusalIsNotCounted() {
        var fuse = Fuse(settings: Fixture.settings(limits: limits), hour: 2, day: ["a": 2])
        #expect(fuse.take("a") == .perAddressPerDay)
        #expect(["b", "c", "d", "e"].map { fuse.take($0) } == [nil, nil, nil, .perHour])
    }

    @Test func aHoldStopsEverything() {
        var fuse = Fuse(settings: Fixture.settings(limits: limits, hold: true), hour: 0, day: [:])
        #expect(fuse.take("a") == .hold)
    }

    @Test(arguments: 0..<10)
    func neverMoreThanTheLimitsAreClaimed(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let limits = Settings.Limits(
            perAddressPerDay: Int.random(in: 0...4, using: &random), perHour: Int.random(in: 0...12, using: &random))
        var fuse = Fuse(settings: Fixture.settings(limits: limits), hour: 0, day: [:])
        var taken: [String: Int] = [:]
        for _ in 0..<100 {
            let address = ["a", "b", "c", "d"].randomElement(using: &random)!
            if fuse.take(address) == nil { taken[address, default: 0] += 1 }
        }
        #expect(taken.values.allSatisfy { $0 <= limits.perAddressPerDay }, "seed \(seed)")
        #expect(
            taken.values.reduce(0, +) == min(limits.perHour, limits.perAddressPerDay * 4),
            "seed \(seed): as many as have room")
    }
}
