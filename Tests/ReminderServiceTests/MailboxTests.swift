import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// Addresses that differ in upper and lower case only are one mailbox.
struct MailboxTests {
    private func lab(_ minutes: [Int], limit: Int = 100) async throws -> Lab {
        let base = Fixture.settings(limits: .init(perAddressPerDay: limit, perHour: 500))
        let policies = minutes.enumerated().map { index, minute in
            Policy(
                name: "p\(index)", at: .time(TimeOfDay(hour: 8, minute: minute)!), lead: .init(steps: [.onAssignment]))
        }
        let spellings = ["Van.Thu@UBND.example", "van.thu@ubnd.example", "VAN.THU@ubnd.Example"]
        let units = spellings.enumerated().map { index, address in
            Unit(id: "u\(index)", name: "Đơn vị \(index)", addresses: [.email: [address]])
        }
        let settings = Settings(
            office: base.office, time: base.time, operatorAddresses: base.operatorAddresses, limits: base.limits,
            gateways: base.gateways, policies: Dictionary(uniqueKeysWithValues: policies.map { ($0.name, $0) }),
            units: Dictionary(uniqueKeysWithValues: units.map { ($0.id, $0) }))
        let directives = units.indices.map { index in
            Directive(
                id: DirectiveID(notice: "tb", item: "\(index + 1)"), task: "Việc", lead: ["u\(index)"],
                deadlines: [.init(Deadline("2021-12-20")!)], policy: "p\(index)")
        }
        return try await Lab(
            Fixture.configuration(directives, settings: settings), at: Fixture.instant("2021-12-01 07:45"))
    }

    @Test func oneMailboxReceivesOneLetter() async throws {
        let lab = try await lab([0, 0, 0])
        await lab.run(until: "2021-12-01 12:00")
        let messages = try lab.messages()
        #expect(messages.map(\.address) == ["Van.Thu@UBND.example"])
        #expect(messages.first?.deliveries.count == 3)
    }

    @Test func limitsCountItsSpellingsTogether() async throws {
        let lab = try await lab([0, 1, 2], limit: 2)
        await lab.run(until: "2021-12-01 12:00")
        #expect(try lab.messages().count == 2)
        #expect(try lab.events(.held).count == 1)
    }

    @Test func aUnitsAddressAndTheOperatorsHaveOneSpelling() {
        let base = Fixture.settings()
        let unit = Unit(
            id: "a", name: "A", addresses: [.email: ["A@x.example", "a@X.example"], .sms: ["+84912345678"]])
        let settings = Settings(
            office: base.office, time: base.time, operatorAddresses: [.email: ["a@x.example"]],
            redirect: [.email: ["b@x.example", "B@x.example"]], gateways: base.gateways, policies: base.policies,
            units: ["a": unit])
        #expect(settings.units["a"]?.addresses == [.email: ["A@x.example"], .sms: ["+84912345678"]])
        #expect(settings.operatorAddresses == [.email: ["A@x.example"]])
        #expect(settings.redirect == [.email: ["b@x.example"]])
    }
}
