import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// The law of an uninterrupted run: what was planned was sent, at its instant, and nothing else.
struct PlanIsSentTests {
    private struct Line: Hashable {
        let key: String
        let at: Instant
    }

    @Test(arguments: 0..<200)
    func whatIsPlannedIsSentOnceAndAtItsInstant(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let configuration = Fixture.randomConfiguration(&random)
        let start = Fixture.instant("2021-11-08").adding(seconds: Int.random(in: 0..<4_000_000, using: &random))
        let end = start.adding(seconds: 40 * 86_400)
        let plan = Plan(
            try configuration.obligations(facts: Facts(loaded: start)), settings: configuration.settings,
            span: start..<end)

        let lab = try await Lab(configuration, at: start)
        await lab.run(until: end)

        let messages = try lab.messages()
        let sent = messages.filter { $0.state == .accepted }.flatMap { message in
            message.deliveries.map { Line(key: $0.key, at: message.at) }
        }
        let planned = plan.lines.map { Line(key: $0.delivery.key, at: $0.delivery.slot.at) }
        #expect(Set(sent) == Set(planned), "seed \(seed)")
        #expect(sent.count == planned.count, "seed \(seed)")
        #expect(try lab.skips().isEmpty, "seed \(seed)")
        for message in messages {
            // The gateway starts at the instant, though the claim came before it.
            #expect(message.attempts.map(\.startedAt) == [message.at], "seed \(seed)")
            #expect(message.claimedAt <= message.at, "seed \(seed)")
        }
        // That an obligation has ended with its unit is said once, and is no line of the plan.
        let closings = try lab.ledger.messages(MessageFilter(kind: .closing), limit: .max)
        #expect(closings.isEmpty || configuration.settings.units.values.contains { $0.validTo != nil })
        #expect(lab.gateways.runs.count == messages.count + closings.count, "seed \(seed)")
        let lots = Dictionary(grouping: plan.lines) { line in
            "\(line.delivery.slot.at.milliseconds) \(line.delivery.gateway) \(line.delivery.address) \(line.delivery.language)"
        }
        #expect(messages.count == lots.count, "one message an address, instant, gateway and language; seed \(seed)")
        #expect(try lab.ledger.verifyChain() == .intact(try lab.ledger.head()), "seed \(seed)")
    }

    @Test(arguments: 0..<10)
    func theSameFilesAndEventsGiveTheSameRecordByteForByte(seed: UInt64) async throws {
        var first: [LedgerEvent]?
        for _ in 0..<3 {
            var random = SplitMix64(seed: seed)
            let configuration = Fixture.randomConfiguration(&random)
            let gateways = ScriptedGateways { run in
                run.attempt == 1 && run.bytes.count % 3 == 0 ? .exit(75) : .after(Int64(run.bytes.count % 7) * 100)
            }
            let lab = try await Lab(configuration, at: Fixture.instant("2021-12-01 10:00"), gateways: gateways)
            await lab.run(until: "2021-12-15")
            try await lab.restart(after: 6 * 86_400)
            await lab.run(until: "2021-12-31")
            let events = try lab.ledger.events(limit: .max)
            let before = first ?? events
            let difference = zip(events, before).first { $0 != $1 }
            #expect(difference.map { "\($0)" } == nil, "seed \(seed)")
            #expect(events.count == before.count, "seed \(seed)")
            first = before
        }
    }

    @Test func theExampleIsSentInBurstsThatKeepTheOrderOfEachAddress() async throws {
        let gateways = ScriptedGateways { run in .after(Int64(run.bytes.count % 5) * 300 + 50) }
        let lab = try await Lab(Fixture.configuration(), at: Fixture.instant("2021-11-26 09:00"), gateways: gateways)
        await lab.run(until: "2021-12-11")
        var busyUntil: [String: Instant] = [:]
        for run in gateways.runs {
            let destination = "\(run.channel) \(run.to)"
            #expect(busyUntil[destination, default: .distantPast] <= run.at, "two at once for \(destination)")
            busyUntil[destination] = run.at.adding(milliseconds: Int64(run.bytes.count % 5) * 300 + 50)
        }
        let messages = try lab.messages()
        for (_, destination) in Dictionary(grouping: messages, by: { "\($0.gateway) \($0.address)" }) {
            #expect(
                destination.compactMap(\.attempts.first?.startedAt)
                    == destination.compactMap(\.attempts.first?.startedAt).sorted())
        }
        #expect(messages.count > 50 && messages.allSatisfy { $0.state == .accepted })
    }
}
