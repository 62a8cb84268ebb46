import Directives
import ReminderService
import Testing

@testable import Simulation

/// P8: a clock that cannot be right, and what it leaves behind.
struct ClockTests {
    private func world(_ days: Int64, then: (World) throws -> Void) throws -> World {
        let world = try World(seed: 3, days: 60, isTracing: false)
        try world.begin()
        try world.run(until: world.start + 10 * 86_400_000)
        try world.loseClock(days: days)
        try world.run(until: world.time.real + 86_400_000)
        try then(world)
        try world.endProcess(cutsPower: false)
        try world.begin()
        return world
    }

    /// Whether the daemon says that it takes its clock for wrong.
    private func isWrong(_ world: World) throws -> Bool {
        try world.onEngine { $0.clockFault() != nil }
    }

    @Test(arguments: [400, 30, 4, -4, -30] as [Int64])
    func aClockThatIsRightAgainIsTakenForRightAlsoByTheNextProcess(days: Int64) throws {
        let world = try world(days) { try $0.setRight(0) }
        #expect(try !isWrong(world))
    }

    @Test(arguments: [30, -30] as [Int64])
    func aClockThatWasAcceptedIsTakenForRightAlsoByTheNextProcess(days: Int64) throws {
        let world = try world(days) { try $0.acceptClock() }
        #expect(try !isWrong(world))
    }

    @Test func aStepBackIsHeldAgainstTheNewestEntryNotAgainstThatOfTheStart() throws {
        let world = try World(seed: 3, days: 60, isTracing: false)
        try world.begin()
        try world.run(until: world.start + 20 * 86_400_000)
        try world.loseClock(days: -4)
        try world.run(until: world.time.real + 86_400_000)
        #expect(try isWrong(world))
    }

    @Test func whatComesOfARunWhileTheClockIsWrongBearsTheLikelyTime() throws {
        let world = try World(seed: 3, days: 60, isTracing: false, spell: .misconfigured)
        try world.begin()
        while world.gateways.underway == 0 {
            let next = try #require(world.life?.clock.next)
            try world.run(until: next + 1)
        }
        try world.loseClock(days: 400)
        try world.run(until: world.time.real + 60_000)
        let image = try #require(world.life?.image)
        let letters = try LedgerTables(image).messages.filter { $0.kind == "operator" }
        // Of the clock, and of each gateway that a run of it found to be set up wrongly.
        #expect(letters.count > 1)
        #expect(letters.allSatisfy { $0.claimedAt.milliseconds < world.start + 60 * 86_400_000 })
    }

    /// The instants that the clock passes, in hours from the beginning, for the checker.
    private func stretches(_ world: World) -> [ClosedRange<Int64>] {
        world.record.pause(at: world.now)
        let hours = world.record.stretches.filter { $0.to > $0.from }.map { stretch in
            let (from, to) = (stretch.from.milliseconds - world.start, stretch.to.milliseconds - world.start)
            return from / 3_600_000...to / 3_600_000
        }
        return hours.reduce(into: []) { joined, next in
            if let last = joined.last, last.upperBound == next.lowerBound {
                joined[joined.count - 1] = last.lowerBound...next.upperBound
            } else {
                joined.append(next)
            }
        }
    }

    @Test(arguments: [4, -4] as [Int64])
    func whatCameWhileTheClockWasWrongIsAskedForAlsoInDaysThatComeTwice(days: Int64) throws {
        let world = try World(seed: 3, days: 60, isTracing: false)
        try world.begin()
        try world.run(until: world.start + 100 * 3_600_000)
        try world.set(-40 * 3_600_000)
        try world.run(until: world.start + 110 * 3_600_000)
        try world.loseClock(days: days)
        try world.run(until: world.start + 120 * 3_600_000)
        try world.setRight(world.time.drift - days * 86_400_000)
        try world.run(until: world.start + 130 * 3_600_000)
        #expect(stretches(world) == [0...100, 60...90])
    }

    @Test func aClockThatComesNearByItselfCountsFromThen() throws {
        let world = try World(seed: 3, days: 60, isTracing: false)
        try world.begin()
        try world.run(until: world.start + 100 * 3_600_000)
        try world.loseClock(days: -4)
        try world.run(until: world.start + 147 * 3_600_000)
        #expect(try isWrong(world))
        try world.run(until: world.start + 149 * 3_600_000)
        #expect(try !isWrong(world))
        try world.run(until: world.start + 200 * 3_600_000)
        try world.acceptClock()
        #expect(stretches(world) == [0...100, 52...104])
    }
}
