import Directives
import Ledger

/// A value of each stored type with all that it can hold, and one with as little as it may.
enum StoredSamples {
    private static let days = (amount: StepCount(3, working: true)!, plain: StepCount(7, working: false)!)
    private static let date = CivilDate("2021-12-01")!
    private static let time = TimeOfDay("16:30")!

    static let steps: [SlotStep] = [
        .onAssignment, .changed, .before(days.amount), .before(days.plain), .onTheDay, .after(days.amount),
        .every(days.plain), .atOnce, .review, .escalation, .handedOver,
    ]

    static let deliveries: [Delivery] = steps.enumerated().map { index, step in
        Delivery(
            slot: Slot(
                key: Slot.Key(
                    obligation: "tb/8.1@phòng\"\\", version: index + 1,
                    role: Role.allCases[index % Role.allCases.count],
                    step: step, unit: "phòng\n", occurrence: index % 2 == 0 ? date : nil),
                at: Instant(milliseconds: Int64(index) * -1_234_567), ordinal: index % 3 == 0 ? index : nil,
                via: Array(Channel.allCases.prefix(index % 3)),
                merged: index % 2 == 0 ? [] : [.init(role: .coordinating, step: step)]),
            gateway: "e/mail", channel: index % 2 == 0 ? .sms : .email, address: "đ@x.example",
            language: index % 2 == 0 ? .english : .vietnamese)
    }

    static let deadlines: [Deadline] =
        [
            .on(date), .at(date, time), .range(date, date.adding(days: 14)), .before(.date(date)),
            .before(.named("christmas", year: 2021)), .atOnce, .urgent, .standing, .none,
        ]
        + ["2021-11", "2021-W48", "2021-Q4", "2021-H2", "2021"].map { .within(Period($0)!) }
        + ["beginning of 2021-12", "middle of 2021", "end of 2021-Q4"].map { .point(PeriodPoint($0)!) }
        + [Count.Unit.days, .workingDays, .weeks, .months, .years, .hours, .workingHours].map {
            .counted(Count(5, $0)!, .after, .notice, roll: nil)
        }
        + zip(
            [
                Anchor.day(.date(date)), .day(.named("tet", year: 2022)), .event("receipt"),
                .completion(of: DirectiveID("tb/8.1")!), .failure(of: DirectiveID("tb/9.6")!),
            ], [Roll.forward, .backward, Roll.stay, nil, nil] as [Roll?]
        ).map { .counted(Count(2, .weeks)!, .before, $0, roll: $1) }
        + recurrences.map { .every($0) }

    private static let recurrences: [Recurrence] = [
        Recurrence(.cycle(try! Cycle(parsing: "month on day 20"))),
        Recurrence(
            .rule(try! RecurrenceRule(parsing: "FREQ=MONTHLY;BYMONTHDAY=15")), time: time, from: date,
            until: date.adding(days: 400), except: [.date(date), .period(Period("2022-02")!)], roll: .backward),
    ]

    static let directives: [Directive] = [
        Directive(
            id: DirectiveID("tb-2021-11-30/8.1")!, task: "Báo cáo \"tiến độ\"", quote: "xong trong tháng 11/2021",
            lead: ["phong-tnmt"], coordinating: ["a", "b"], supervising: ["van-phong"], receiving: ["so-tnmt"],
            deadlines: deadlines.enumerated().map { .init(name: $0 == 0 ? nil : "d\($0)", $1) },
            opens: .event("receipt"), policy: "strict", personal: true, restricted: true,
            withdrawn: .init(date: date, reason: "không cần nữa")),
        Directive(
            id: DirectiveID("tb/9.7")!, task: "t", lead: ["u"], deadlines: [.init(.none)],
            opens: .failure(of: DirectiveID("tb/9.6")!)),
        Directive(
            id: DirectiveID("tb/9.8")!, task: "t", lead: ["u"], deadlines: [.init(.none)],
            opens: .completion(of: DirectiveID("tb/9.6")!)),
    ]

    static let notices: [Notice] = [
        Notice(
            id: "tb-2021-11-30", symbol: "TB-UBND", number: "12", title: "Thông báo", issuer: "UBND",
            issued: CivilDate("2021-11-30")!, met: CivilDate("2021-11-26")!, assigned: CivilDate("2021-11-27")!),
        Notice(id: "tb", symbol: "", number: "", title: "", issuer: "", issued: date),
    ]

    static let obligations: [Obligation] = {
        let due = Due(
            aim: Instant(milliseconds: 1_638_316_800_000), due: Instant(milliseconds: 1_638_403_200_000),
            aimDate: CivilDate("2021-11-30")!, dueDate: date, provisional: true)
        var full = Obligation(
            directive: DirectiveID("tb/8.3")!, unit: "u", deadline: "tet", occasion: "ho-so-12", period: "2021-12",
            eventDate: date, eventTime: time, opened: Instant(milliseconds: 1_638_000_000_000), track: .dated(due))
        full.version = 3
        full.versionSince = Instant(milliseconds: 1_638_100_000_000)
        full.state = .unitEnded
        full.ended = Instant(milliseconds: 1_639_000_000_000)
        full.acknowledgements = [.init(unit: "u", at: Instant(milliseconds: 1_638_200_000_000))]
        full.past = .init(
            until: Instant(milliseconds: 1_638_100_000_000), overdue: ["u": 2, "ă": 1], leadOverdueInVersion: 1,
            unclaimed: [deliveries[3].slot], said: [deliveries[1].slot.key], dues: [2: due])
        return [
            full,
            Obligation(directive: DirectiveID("tb/9")!, unit: "u", opened: .distantPast, track: .atOnce),
            Obligation(directive: DirectiveID("tb/10")!, unit: "u", opened: .distantFuture, track: .undated),
        ]
    }()

    /// What the second form has besides.
    static let extended: [Obligation] = {
        var obligation = obligations[0]
        let due = obligation.due
        obligation.past?.dues[1] = due
        obligation.past?.toldOfEnd = 1
        obligation.grant = .init(over: .undated, track: obligation.track, at: obligation.versionSince)
        return [obligation, obligations[1]]
    }()

    static let settings: [Settings] = {
        let year = WorkingCalendar.Year(
            source: "CV 6482", daysOff: [CivilDate("2021-09-02")!: "Quốc khánh"], working: [date: "bù"])
        let calendar = WorkingCalendar(
            name: "vn", weekend: [.saturday, .sunday], years: [2021: year], proposals: [2022: year],
            namedDays: ["christmas": .solar(month: 12, day: 25), "tet": .lunar(month: 1, day: 1)])
        let hours = OfficeHours(spans: [
            .monday: [OfficeHours.Span("07:30-11:30")!, OfficeHours.Span("13:30-17:00")!],
            .friday: [OfficeHours.Span("07:30-11:30")!],
        ])
        let zone = Zone(identifier: "Asia/Ho_Chi_Minh")!
        let steps = [
            Step.onAssignment, .before(days.plain), .onTheDay, .after(days.amount), .every(days.amount),
            .until(days.plain),
        ]
        let policies = [
            "standard": Policy(
                name: "standard", at: .time(TimeOfDay("08:00")!), lead: .init(via: [.email, .sms], steps: steps),
                coordinating: .init(steps: [.onAssignment]), supervising: .init(steps: [.after(days.plain)]),
                escalation: .init(after: 3, to: ["lanh-dao"], via: [.sms]), review: days.amount),
            "now": Policy(name: "now", at: .now, lead: .init(steps: [])),
        ]
        let gateways = [
            Gateway(
                name: "email", channel: .email, from: "VP <vp@x.example>", command: ["/bin/x", "{to}"], timeout: 50,
                concurrency: 8, perMinute: 120, text: .accented, segments: 3, environment: ["A": "b"],
                exitStatuses: [75: .accepted, 3: .unknown], fallback: "sms", preset: .msmtp, credential: "c"),
            Gateway(name: "sms", channel: .sms, command: ["/bin/y"], exitStatuses: [1: .deferred, 2: .rejected]),
        ]
        let units = [
            "a": Unit(
                id: "a", name: "Phòng A", short: "A", aliases: ["B"],
                addresses: [.email: ["a@x.example"], .sms: ["+84"]],
                supervising: "b", language: .english, smsText: .unaccented, external: true, validTo: date,
                successor: "b"),
            "b": Unit(id: "b", name: "b", smsText: .auto),
        ]
        return [
            Settings(
                office: .init(name: "Văn phòng", short: "VP"),
                time: OfficeTime(zone: zone, calendar: calendar, hours: hours), language: .english,
                operatorAddresses: [.email: ["q@x.example"], .sms: ["+84"]], catchUpDays: 5,
                limits: .init(perAddressPerDay: 9, perHour: 99), reports: .init(exceptions: false, summary: .friday),
                retention: Retention(bytesMonths: 12), redirect: [.email: ["me@x.example"]], hold: true,
                gateways: gateways, policies: policies, units: units,
                groups: ["g": UnitGroup(id: "g", name: "G", members: ["a", "b"])]),
            Settings(
                office: .init(name: "o"),
                time: OfficeTime(
                    zone: zone,
                    calendar: WorkingCalendar(name: "vn", weekend: [], years: [:], namedDays: [:]),
                    hours: OfficeHours(spans: [:])),
                reports: .init(summary: nil), retention: Retention(bytesMonths: nil), gateways: [], policies: [:],
                units: [:]),
        ]
    }()
}
