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
}
