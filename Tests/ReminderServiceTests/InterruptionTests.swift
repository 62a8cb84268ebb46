import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// The law of an interrupted run: planned = sent ⊎ recorded reasons, and nothing is said twice.
struct InterruptionTests {
    /// A process that died: from one instant to another nobody watched.
    private struct Gap {
        let from: Instant
        let to: Instant
    }

    @Test(arguments: 0..<120)
    func whateverInterruptsEverySlotIsSentOrHasAReason(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed &+ 9_000)
        let configuration = Fixture.randomConfiguration(&random, perMinute: random.one(in: 3) ? 2 : nil)
        let start = Fixture.instant("2021-11-29").adding(seconds: Int.random(in: 0..<900_000, using: &random))
        let end = start.adding(seconds: 50 * 86_400)
        let failing = random.one(in: 2)
        let gateways = ScriptedGateways { run in
            let roll = run.message.utf8.reduce(run.attempt) { $0 &* 31 &+ Int($1) }
            if failing, abs(roll) % 4 == 0, run.attempt < 4 { return .after(3_000, abs(roll) % 8 == 0 ? 75 : 76) }
            return .after(Int64(abs(roll) % 5) * 700)
        }
        let lab = try await Lab(configuration, at: start, onDisk: seed % 10 == 0, gateways: gateways)
        var gaps: [Gap] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            try await lab.crash(&random)
            let from = lab.now
            let minutes = [1, 10, 60, 600, 1_440, 4_320, 20_000, 43_200].randomElement(using: &random)!
            let seconds = minutes * 60 + Int.random(in: 0..<60, using: &random)
            guard from.adding(seconds: seconds) < end.adding(seconds: -15 * 86_400) else {
                try await lab.begin(at: from)
                gaps.append(Gap(from: from, to: from))
                break
            }
            try await lab.begin(at: from.adding(seconds: seconds))
            gaps.append(Gap(from: from, to: lab.now))
        }
        await lab.run(until: end)
        // Whatever was claimed comes to its end within the next office days.
        let rest = end.adding(seconds: -7 * 86_400)

        let plan = Plan(
            try configuration.obligations(facts: Facts(loaded: start)), settings: configuration.settings,
            span: start..<rest)
        let messages = try lab.messages()
        let skips = try lab.skips()
        var carried: [String: StoredMessage] = [:]
        for message in messages {
            for delivery in message.deliveries {
                #expect(carried.updateValue(message, forKey: delivery.key) == nil, "seed \(seed)")
            }
        }
        let reasons = Dictionary(skips.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(reasons.count == skips.count, "seed \(seed)")
        for line in plan.lines {
            let slot = line.delivery.slot
            let isSettled = carried[line.delivery.key] != nil || reasons[slot.key.description] != nil
            #expect(isSettled, "seed \(seed): \(line.delivery.key) of \(Lab.words(slot.at)) is lost")
        }
        let planned = Set(plan.lines.map(\.delivery.key))
        for message in messages where message.at < rest {
            #expect(message.state.isTerminal, "seed \(seed): \(message.id) \(message.state)")
            for delivery in message.deliveries where delivery.slot.at < rest {
                #expect(planned.contains(delivery.key), "seed \(seed): \(delivery.key)")
            }
        }
        try checkLateness(messages, reasons, gaps, configuration, seed)
        checkRuns(gateways.runs, messages, gaps, seed)
        #expect(lab.storageFailures.all.isEmpty, "seed \(seed)")
        #expect(try lab.ledger.verifyChain() == .intact(try lab.ledger.head()), "seed \(seed)")
    }

    /// What goes late goes in office hours or presses, says so, and was the latest of its obligation and unit.
    private func checkLateness(
        _ messages: [StoredMessage], _ reasons: [String: Lab.Skip], _ gaps: [Gap], _ configuration: Configuration,
        _ seed: UInt64
    ) throws {
        let week: Int64 = 7 * 86_400_000
        for skip in reasons.values {
            let age = skip.recorded.milliseconds(since: skip.at)
            #expect(["superseded", "too-old"].contains(skip.reason), "seed \(seed)")
            #expect((skip.reason == "too-old") == (age > week), "seed \(seed): \(skip)")
            // Only what a gap passed over is skipped; a rate may have kept it from before the gap.
            #expect(gaps.contains { skip.at < $0.to && skip.recorded >= $0.to }, "seed \(seed): \(skip)")
        }
        let time = configuration.settings.time
        for message in messages {
            guard let claimed = message.attempts.first?.startedAt else { continue }
            for delivery in message.deliveries where delivery.slot.at < message.at {
                let slot = delivery.slot
                #expect(gaps.contains { slot.at < $0.to && claimed >= $0.to }, "seed \(seed): late without a gap")
                #expect(message.at.milliseconds(since: slot.at) <= week, "seed \(seed)")
                let presses = try Self.presses(slot, at: message.at, configuration)
                #expect(time.isOpen(at: message.at) || presses, "seed \(seed): \(Lab.words(message.at))")
            }
        }
        // Of one obligation and unit one slot goes late after each gap.
        for (index, gap) in gaps.enumerated() {
            let next = index + 1 < gaps.count ? gaps[index + 1].from : .distantFuture
            let late = messages.filter { $0.claimedAt >= gap.to && $0.claimedAt < next }.flatMap { message in
                message.deliveries.map(\.slot).filter { $0.at < message.at }
            }
            for (_, slots) in Dictionary(grouping: Set(late), by: { "\($0.key.obligation) \($0.key.unit)" }) {
                #expect(slots.count == 1, "seed \(seed): \(slots.map(\.key))")
            }
        }
    }

    private static func presses(_ slot: Slot, at instant: Instant, _ configuration: Configuration) throws -> Bool {
        let obligations = try configuration.obligations(facts: Facts(loaded: .distantPast))
        let due = obligations.first { $0.0.id == slot.key.obligation }?.0.due?.due
        return RetrySchedule(configuration.settings.time).isNear(due, at: instant)
    }

    /// Each run of a message has its bytes, and each but one is a retry after a failure or a gap.
    private func checkRuns(
        _ runs: [ScriptedGateways.Run], _ messages: [StoredMessage], _ gaps: [Gap], _ seed: UInt64
    ) {
        let stored = Dictionary(uniqueKeysWithValues: messages.map { ($0.id, $0) })
        for (id, ofMessage) in Dictionary(grouping: runs, by: \.message) {
            #expect(Set(ofMessage.map(\.bytes)).count == 1, "seed \(seed): \(id) changed")
            guard let message = stored[id] else { continue }
            #expect(Set(ofMessage.map(\.attempt)).count == ofMessage.count, "seed \(seed)")
            for attempt in message.attempts.dropLast() {
                #expect(attempt.meaning != .accepted, "seed \(seed): \(id) was sent again")
            }
        }
    }
}

extension Lab {
    /// Runs for some days and dies: at rest, with programs underway, or between a claim and its program.
    fileprivate func crash(_ random: inout SplitMix64) async throws {
        let target = now.adding(seconds: Int.random(in: 3_600..<9 * 86_400, using: &random))
        await run(until: target)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: break
        case 1:
            // In the middle of the next burst.
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                guard await step(before: target.adding(seconds: 5 * 86_400)) else { break }
            }
        default:
            gateways.die(afterStarts: Int.random(in: 0...5, using: &random))
            while !gateways.hasDied, await step(before: target.adding(seconds: 5 * 86_400)) {}
        }
        try kill()
    }
}
