import Directives
import Foundation
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// Ledgers that earlier programs left are continued as those programs would have: nothing is sent twice, nothing lost.
@Suite struct GoldenLedgerTests {
    /// A folder of `Tests/Golden`, by the commit that made it, and how the program of that commit went on from an instant.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let start: Instant
        let continued: Continued

        var testDescription: String { "\(name) from \(Fixture.zone.iso8601(start))" }
    }

    struct Expected: Decodable {
        let messages: [String: Message]
        let continued: [Continued]
    }

    struct Message: Decodable, Hashable, Sendable {
        let kind: String
        let state: String
        let gateway: String
        let address: String
        let replaces: String?
        let deliveries: [String]
        let sha256: String
    }

    struct Continued: Decodable, Sendable {
        struct Again: Decodable, Hashable, Sendable {
            let times: Int
            let state: String
        }

        let from: String
        let again: [String: Again]
        let ended: [String: String]
        let new: [String: Message]
        let skipped: [String: String]

        enum CodingKeys: String, CodingKey {
            case from, new, skipped
            case again = "run again"
            case ended = "ended without a run"
        }
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Golden")

    static let cases: [Case] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().flatMap { name -> [Case] in
            guard let data = try? Data(contentsOf: folder.appendingPathComponent("\(name)/expected.json")),
                let expected = try? JSONDecoder().decode(Expected.self, from: data)
            else { return [] }
            return expected.continued.compactMap { continued in
                Fixture.zone.instant(parsing: continued.from).map {
                    Case(name: name, start: $0, continued: continued)
                }
            }
        }
    }()

    @Test func thereAreGoldenLedgers() {
        #expect(Self.cases.count >= 2)
    }

    @Test(arguments: cases)
    func anEarlierProgramsLedgerGoesOnAsItWouldHave(_ one: Case) async throws {
        try await hold(one)
    }

    /// With another planner the past is taken from what was recorded, and comes to the same.
    @Test(arguments: cases)
    func anotherPlannerPlansNothingAnew(_ one: Case) async throws {
        try await hold(one, plannerRevision: Planner.revision + 1)
    }

    private func hold(_ one: Case, plannerRevision: Int = Planner.revision) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/dondoc-golden-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        try FileManager.default.copyItem(
            atPath: Self.folder.appendingPathComponent("\(one.name)/ledger.sqlite").path,
            toPath: "\(directory)/ledger.sqlite")
        let lab = try await Lab(
            continuing: directory, at: one.start,
            gateways: ScriptedGateways { _ in .after(20) }, plannerRevision: plannerRevision)
        await lab.run(until: one.start.adding(seconds: 80))

        let data = try Data(contentsOf: Self.folder.appendingPathComponent("\(one.name)/expected.json"))
        let before = try JSONDecoder().decode(Expected.self, from: data).messages
        let after = try lab.ledger.messages()
        var (again, ended): ([String: Continued.Again], [String: String]) = ([:], [:])
        for message in after {
            guard let old = before[message.id] else { continue }
            let runs = lab.gateways.runs.filter { $0.message == message.id }
            #expect(message.sha256 == old.sha256 && message.address == old.address)
            if !runs.isEmpty {
                again[message.id] = .init(times: runs.count, state: message.state.rawValue)
            } else if message.state.rawValue != old.state {
                ended[message.id] = message.state.rawValue
            }
        }
        #expect(again == one.continued.again)
        #expect(ended == one.continued.ended)
        let new = after.filter { before[$0.id] == nil }
        #expect(
            Set(new.map { Sent($0) }) == Set(one.continued.new.map { Sent(id: $0.key, $0.value) }))
        let keys = after.filter { $0.replaces == nil }.flatMap(\.deliveries).map(\.key)
        #expect(Set(keys).count == keys.count, "a delivery in two messages")
        #expect(try lab.ledger.audit().isSound)
    }

    /// What is the same of a message, whichever program wrote it: since schema 2 the domain of an address stands in a
    /// delivery's key in lower case, and with it another id.
    private struct Sent: Hashable {
        let id: String
        let kind, state, gateway, address: String
        let replaces: String?
        let deliveries: [String]

        init(_ message: StoredMessage) {
            let own = message.replaces == nil ? message.deliveries.map(\.key).sorted() : []
            self.init(
                id: message.id, kind: message.kind.rawValue, state: message.state.rawValue, gateway: message.gateway,
                address: message.address, replaces: message.replaces, deliveries: own)
        }

        init(id: String, _ message: Message) {
            self.init(
                id: id, kind: message.kind, state: message.state, gateway: message.gateway, address: message.address,
                replaces: message.replaces, deliveries: message.deliveries.map { $0.lowercased() }.sorted())
        }

        private init(
            id: String, kind: String, state: String, gateway: String, address: String, replaces: String?,
            deliveries: [String]
        ) {
            self.id = address == address.lowercased() ? id : ""
            self.kind = kind
            self.state = state
            self.gateway = gateway
            self.address = address
            self.replaces = replaces
            self.deliveries = deliveries.map { $0.lowercased() }.sorted()
        }
    }
}
