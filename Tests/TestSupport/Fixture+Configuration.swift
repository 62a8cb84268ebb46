package import Directives

extension Fixture {
    /// Limits that never stop anything.
    package static let unlimited = Settings.Limits(perAddressPerDay: 100_000, perHour: 1_000_000)

    /// Any small configuration: units with one, two or no telephone, shared mailboxes, two languages, any policy,
    /// calendar and deadlines.
    package static func randomConfiguration(
        _ random: inout SplitMix64, directives count: Int = 4, limits: Settings.Limits = unlimited,
        perMinute: Int? = nil
    ) -> Configuration {
        let policy = randomPolicy(&random)
        let channels: [[Channel]] = [[.email], [.email, .sms], [.sms]]
        let lead = Policy.Ladder(via: channels.randomElement(using: &random)!, steps: policy.lead.steps)
        let base = settings()
        var units: [UnitID: Unit] = [:]
        let ids = ["a", "b", "c", "d", "van-phong", "lanh-dao"]
        for (index, id) in ids.enumerated() {
            var addresses: [Channel: [String]] = [.email: random.one(in: 3) ? ["chung@x.example"] : ["\(id)@x.example"]]
            if random.one(in: 4) { addresses[.email]?.append("\(id)-2@x.example") }
            let phones = (0..<Int.random(in: 0...2, using: &random)).map { "+9991000\(1_000 + index * 10 + $0)" }
            if !phones.isEmpty { addresses[.sms] = phones }
            if !phones.isEmpty, random.one(in: 5) { addresses[.email] = nil }
            units[id] = Unit(
                id: id, name: "Đơn vị \(id)", addresses: addresses,
                supervising: id == "lanh-dao" ? nil : id == "van-phong" ? "lanh-dao" : "van-phong",
                language: random.one(in: 4) ? .english : nil,
                validTo: id == "d" && random.one(in: 2) ? date("2021-12-20") : nil,
                successor: random.one(in: 2) ? "c" : nil)
        }
        let days = Weekday.allCases.map { ($0, ["07:30-11:30", "13:30-17:00"].map { OfficeHours.Span($0)! }) }
        let time = OfficeTime(
            zone: zone, calendar: randomCalendar(&random),
            hours: OfficeHours(spans: Dictionary(uniqueKeysWithValues: days)))
        let settings = Settings(
            office: base.office, time: time, operatorAddresses: base.operatorAddresses, limits: limits,
            gateways: [
                Gateway(
                    name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"],
                    concurrency: Int.random(in: 1...4, using: &random)),
                Gateway(
                    name: "sms", channel: .sms, command: ["/bin/true"],
                    concurrency: Int.random(in: 1...4, using: &random), perMinute: perMinute),
            ],
            policies: [
                policy.name: Policy(
                    name: policy.name, at: policy.at, lead: lead, coordinating: policy.coordinating,
                    supervising: policy.supervising, escalation: policy.escalation, review: policy.review)
            ], units: units)
        let directives = (1...count).map { index in
            var leads = ["a", "b", "d"].filter { _ in random.one(in: 2) }
            if leads.isEmpty { leads = ["a"] }
            return Directive(
                id: DirectiveID(notice: "tb", item: "\(index)"), task: "Việc \(index)", lead: leads,
                coordinating: ["c", "van-phong"].filter { _ in random.one(in: 2) },
                supervising: random.one(in: 3) ? ["lanh-dao"] : [],
                deadlines: [.init(randomDeadline(&random))])
        }
        return Configuration(settings: settings, notices: [notice], directives: directives)
    }

    /// The same settings with some of them changed.
    package static func changing(
        _ settings: Settings, limits: Settings.Limits? = nil, reports: Settings.Reports? = nil,
        redirect: [Channel: [String]]? = nil, hold: Bool? = nil,
        gateways: [Gateway]? = nil, policies: [Policy]? = nil, calendar: WorkingCalendar? = nil, catchUpDays: Int? = nil
    ) -> Settings {
        Settings(
            office: settings.office,
            time: calendar.map { OfficeTime(zone: settings.time.zone, calendar: $0, hours: settings.time.hours) }
                ?? settings.time, language: settings.language, operatorAddresses: settings.operatorAddresses,
            catchUpDays: catchUpDays ?? settings.catchUpDays, limits: limits ?? settings.limits,
            reports: reports ?? settings.reports,
            redirect: redirect ?? settings.redirect, hold: hold ?? settings.hold,
            gateways: gateways ?? settings.gateways,
            policies: policies.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.name, $0) }) } ?? settings.policies,
            units: settings.units, groups: settings.groups)
    }
}
