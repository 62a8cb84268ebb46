import Directives
import TestSupport

/// The configuration of a simulated office, as values that are easily edited.
struct Office: Sendable {
    var time: OfficeTime
    var limits: Settings.Limits
    var hold = false
    var catchUpDays = 7
    var retention = Retention()
    var redirect: [Channel: [String]]?
    var gateways: [Gateway]
    var policies: [String: Policy]
    var units: [UnitID: Unit]
    var notices: [Notice]
    var directives: [Directive]

    var configuration: Configuration {
        Configuration(
            settings: Settings(
                office: .init(name: "Văn phòng UBND"), time: time,
                operatorAddresses: [.email: ["quan-tri@ubnd.example"]], catchUpDays: catchUpDays, limits: limits,
                retention: retention,
                redirect: redirect, hold: hold, gateways: gateways, policies: policies, units: units),
            notices: notices, directives: directives)
    }

    /// The units that may lead.
    var leads: [UnitID] { units.keys.filter { !["van-phong", "lanh-dao"].contains($0) }.sorted() }

    static let limitless = Settings.Limits(perAddressPerDay: 100_000, perHour: 1_000_000)
}

extension Directive {
    func with(
        deadlines: [NamedDeadline]? = nil, coordinating: [UnitID]? = nil, policy: String? = nil,
        withdrawn: Withdrawal?? = nil
    ) -> Directive {
        Directive(
            id: id, task: task, quote: quote, lead: lead, coordinating: coordinating ?? self.coordinating,
            supervising: supervising, receiving: receiving, deadlines: deadlines ?? self.deadlines, opens: opens,
            policy: policy ?? self.policy, personal: personal, restricted: restricted,
            withdrawn: withdrawn ?? self.withdrawn)
    }
}

extension Gateway {
    func with(fallback: String?) -> Gateway {
        Gateway(
            name: name, channel: channel, from: from, command: command, timeout: timeout, concurrency: concurrency,
            perMinute: perMinute, fallback: fallback)
    }
}

extension Unit {
    func with(addresses: [Channel: [String]]? = nil, validTo: CivilDate?? = nil, successor: UnitID?? = nil) -> Unit {
        Unit(
            id: id, name: name, short: short, aliases: aliases, addresses: addresses ?? self.addresses,
            supervising: supervising, language: language, external: external, validTo: validTo ?? self.validTo,
            successor: successor ?? self.successor)
    }
}
