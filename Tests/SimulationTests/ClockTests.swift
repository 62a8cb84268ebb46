import Directives
import ReminderService
import Testing

@testable import Simulation

/// P8: a clock that cannot be right, and what it leaves behind.
struct ClockTests {
    private func machine(_ days: Int64, then: (Machine) throws -> Void) throws -> Machine {
        let machine = try Machine(seed: 3, days: 60, isTracing: false)
        try machine.begin()
        try machine.run(until: machine.start + 10 * 86_400_000)
        try machine.loseClock(days: days)
        try machine.run(until: machine.time.real + 86_400_000)
        try then(machine)
        try machine.endProcess(cutsPower: false)
        try machine.begin()
        return machine
    }

    /// Whether the daemon says that it takes its clock for wrong.
    private func isWrong(_ machine: Machine) throws -> Bool {
        try machine.onEngine { $0.clockFault() != nil }
    }

    @Test(arguments: [400, 30, 4, -4, -30] as [Int64])
    func aClockThatIsRightAgainIsTakenForRightAlsoByTheNextProcess(days: Int64) throws {
        let machine = try machine(days) { try $0.setRight(0) }
        #expect(try !isWrong(machine))
    }

    @Test(arguments: [30, -30] as [Int64])
    func aClockThatWasAcceptedIsTakenForRightAlsoByTheNextProcess(days: Int64) throws {
        let machine = try machine(days) { try $0.acceptClock() }
        #expect(try !isWrong(machine))
    }

    @Test func aStepBackIsHeldAgainstTheNewestEntryNotAgainstThatOfTheStart() throws {
        let machine = try Machine(seed: 3, days: 60, isTracing: false)
        try machine.begin()
        try machine.run(until: machine.start + 20 * 86_400_000)
        try machine.loseClock(days: -4)
        try machine.run(until: machine.time.real + 86_400_000)
        #expect(try isWrong(machine))
    }

    @Test func whatComesOfARunWhileTheClockIsWrongBearsTheLikelyTime() throws {
        let machine = try Machine(seed: 3, days: 60, isTracing: false, kind: .misconfigured)
        try machine.begin()
        while machine.gateways.underway == 0 {
            let next = try #require(machine.process?.clock.next)
            try machine.run(until: next + 1)
        }
        try machine.loseClock(days: 400)
        try machine.run(until: machine.time.real + 60_000)
        let image = try #require(machine.process?.image)
        let letters = try LedgerTables(image).messages.filter { $0.kind == "operator" }
        // Of the clock, and of each gateway that a run of it found to be set up wrongly.
        #expect(letters.count > 1)
        #expect(letters.allSatisfy { $0.claimedAt.milliseconds < machine.start + 60 * 86_400_000 })
    }

    /// The instants that the clock passes, in hours from the beginning, for the checker.
    private func stretches(_ machine: Machine) -> [ClosedRange<Int64>] {
        machine.record.pause(at: machine.now)
        let hours = machine.record.stretches.filter { $0.to > $0.from }.map { stretch in
            let (from, to) = (stretch.from.milliseconds - machine.start, stretch.to.milliseconds - machine.start)
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
        let machine = try Machine(seed: 3, days: 60, isTracing: false)
        try machine.begin()
        try machine.run(until: machine.start + 100 * 3_600_000)
        try machine.set(-40 * 3_600_000)
        try machine.run(until: machine.start + 110 * 3_600_000)
        try machine.loseClock(days: days)
        try machine.run(until: machine.start + 120 * 3_600_000)
        try machine.setRight(machine.time.drift - days * 86_400_000)
        try machine.run(until: machine.start + 130 * 3_600_000)
        #expect(stretches(machine) == [0...100, 60...90])
    }

    @Test func aClockThatComesNearByItselfCountsFromThen() throws {
        let machine = try Machine(seed: 3, days: 60, isTracing: false)
        try machine.begin()
        try machine.run(until: machine.start + 100 * 3_600_000)
        try machine.loseClock(days: -4)
        try machine.run(until: machine.start + 147 * 3_600_000)
        #expect(try isWrong(machine))
        try machine.run(until: machine.start + 149 * 3_600_000)
        #expect(try !isWrong(machine))
        try machine.run(until: machine.start + 200 * 3_600_000)
        try machine.acceptClock()
        #expect(stretches(machine) == [0...100, 52...104])
    }
}
