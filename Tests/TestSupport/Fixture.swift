package import Directives

/// A small office: the sample's policy and calendar, a lead, eight wards, a supervising office and the leadership.
package enum Fixture {
    package static func date(_ text: String) -> CivilDate { CivilDate(text)! }

    package static let zone = Zone(identifier: "Asia/Ho_Chi_Minh")!

    package static func instant(_ text: String) -> Instant {
        let parts = text.split(separator: " ").map(String.init)
        return zone.instant(date(parts[0]), parts.count > 1 ? TimeOfDay(parts[1])! : .midnight)
    }

    package static let calendar = WorkingCalendar(
        name: "vn", weekend: [.saturday, .sunday],
        years: [
            2021: .init(source: "test", daysOff: [date("2021-09-02"): "Quốc khánh"], working: [:]),
            2022: .init(source: "test", daysOff: [date("2022-01-03"): "Nghỉ bù Tết Dương lịch"], working: [:]),
        ],
        namedDays: ["christmas": NamedDay("12-25")!, "new-year": NamedDay("01-01")!, "tet": NamedDay("lunar 1-1")!])

    package static let hours = OfficeHours(
        spans: Dictionary(
            uniqueKeysWithValues: [Weekday.monday, .tuesday, .wednesday, .thursday, .friday].map {
                ($0, [OfficeHours.Span("07:30-11:30")!, OfficeHours.Span("13:30-17:00")!])
            }))

    package static let time = OfficeTime(zone: zone, calendar: calendar, hours: hours)

    package static let standard = Policy(
        name: "standard", at: .time(TimeOfDay("08:00")!),
        lead: .init(
            via: [.email, .sms],
            steps: [
                "on assignment", "7 days before", "3 working days before", "1 working day before", "on the day",
                "1 working day after", "3 working days after", "then every 5 working days",
                "until 60 working days after",
            ].map { Step($0)! }),
        coordinating: .init(
            steps: ["on assignment", "3 working days before", "1 working day after"].map { Step($0)! }),
        supervising: .init(steps: [Step("1 working day after")!]),
        escalation: .init(after: 3, to: ["lanh-dao"]), review: StepCount("10 working days"))

    package static let wards = (1...8).map { "phuong-\($0)" }

    package static func settings(
        units changes: [Unit] = [], policies: [Policy] = [standard], limits: Settings.Limits = .init(),
        hold: Bool = false
    ) -> Settings {
        var units: [UnitID: Unit] = [:]
        let ids = ["phong-gddt", "phong-tnmt", "tt-ptqd", "doi-qlttdt"] + wards
        for (index, id) in ids.enumerated() {
            units[id] = Unit(
                id: id, name: "Đơn vị \(id)",
                addresses: [.email: ["\(id)@ubnd.example"], .sms: ["+99910000\(1000 + index)"]],
                supervising: "van-phong")
        }
        units["van-phong"] = Unit(
            id: "van-phong", name: "Văn phòng",
            addresses: [.email: ["van-phong@ubnd.example"], .sms: ["+999100002000"]],
            supervising: "lanh-dao")
        units["lanh-dao"] = Unit(id: "lanh-dao", name: "Lãnh đạo", addresses: [.email: ["lanh-dao@ubnd.example"]])
        for unit in changes { units[unit.id] = unit }
        return Settings(
            office: .init(name: "Văn phòng UBND"), time: time,
            operatorAddresses: [.email: ["quan-tri@ubnd.example"]], limits: limits, hold: hold,
            gateways: [
                Gateway(name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"]),
                Gateway(name: "sms", channel: .sms, command: ["/bin/true"]),
            ],
            policies: Dictionary(uniqueKeysWithValues: policies.map { ($0.name, $0) }), units: units)
    }

    package static let notice = Notice(
        id: "tb", symbol: "TB-UBND", number: "", title: "Kết luận", issuer: "UBND", issued: date("2021-11-30"),
        met: date("2021-11-26"), assigned: date("2021-11-26"))

    package static func directive(
        _ item: String, lead: [UnitID], coordinating: [UnitID] = [], supervising: [UnitID] = [],
        _ deadlines: (String?, String)..., opens: Directive.Condition? = nil, withdrawn: Directive.Withdrawal? = nil
    ) -> Directive {
        Directive(
            id: DirectiveID(notice: "tb", item: item), task: "Việc \(item)", lead: lead, coordinating: coordinating,
            supervising: supervising, deadlines: deadlines.map { .init(name: $0, Deadline($1)!) }, opens: opens,
            withdrawn: withdrawn)
    }

    /// The seven directives of the worked example, and the one that waits.
    package static let example = [
        directive("1.2", lead: ["phong-gddt"], (nil, "at once")),
        directive("8.1", lead: ["phong-tnmt"], coordinating: wards, (nil, "2021-11")),
        directive("8.3", lead: ["phong-tnmt"], (nil, "5 days after receipt")),
        directive("9.3", lead: ["tt-ptqd"], supervising: ["van-phong"], (nil, "2021-12")),
        directive("9.6", lead: ["tt-ptqd"], supervising: ["van-phong"], (nil, "urgent")),
        directive(
            "9.7", lead: ["tt-ptqd"], (nil, "urgent"), opens: .failure(of: DirectiveID(notice: "tb", item: "9.6"))),
        directive(
            "11.1", lead: ["doi-qlttdt"], coordinating: wards, ("giang-sinh", "before christmas 2021"),
            ("tet", "before new-year 2022")),
        directive("12.1", lead: wards, (nil, "urgent")),
    ]

    package static func configuration(
        _ directives: [Directive] = example, settings: Settings = settings()
    ) -> Configuration {
        Configuration(settings: settings, notices: [notice], directives: directives)
    }

    /// The plan of a configuration from one day to the end of another.
    package static func plan(
        _ configuration: Configuration = configuration(), from: String, to: String, loaded: String? = nil,
        facts change: (inout Facts) -> Void = { _ in }
    ) throws -> Plan {
        var facts = Facts(loaded: instant(loaded ?? from))
        change(&facts)
        return Plan(
            try configuration.obligations(facts: facts), settings: configuration.settings,
            span: instant(from)..<zone.end(of: date(to)))
    }
}
