import Directives

@testable import Rendering

/// An office, its units and letters of every kind, as tests need them.
enum Sample {
    static let email = Gateway(
        name: "email", channel: .email, from: "VP UBND <van-phong@ubnd.example>", command: ["./spool"])

    static func smsGateway(_ text: Gateway.Text = .auto, segments: Int = 2) -> Gateway {
        Gateway(name: "sms", channel: .sms, command: ["./spool"], text: text, segments: segments)
    }

    static let settings = Settings(
        office: .init(name: "Văn phòng HĐND - UBND thành phố Lạng Sơn", short: "VP UBND"),
        time: OfficeTime(
            zone: Zone(identifier: "Asia/Ho_Chi_Minh")!,
            calendar: WorkingCalendar(
                name: "vn", weekend: [.saturday, .sunday],
                years: [
                    2021: .init(source: "thử", daysOff: [day("2021-09-02"): "Quốc khánh"], working: [:]),
                    2022: .init(source: "thử", daysOff: [day("2022-01-03"): "Tết Dương lịch"], working: [:]),
                ],
                namedDays: [:]),
            hours: OfficeHours(spans: [:])),
        gateways: [email, smsGateway()],
        policies: [
            "standard": Policy(
                name: "standard", at: .now, lead: .init(steps: []), escalation: .init(after: 3, to: ["lanh-dao"]))
        ],
        units: Dictionary(
            uniqueKeysWithValues: [
                Unit(
                    id: "phong-tnmt", name: "Phòng Tài nguyên và Môi trường thành phố", short: "Phòng TN&MT",
                    supervising: "van-phong"),
                Unit(id: "so-tnmt", name: "Sở Tài nguyên và Môi trường", short: "Sở TN&MT", external: true),
                Unit(id: "van-phong", name: "Văn phòng HĐND - UBND thành phố", short: "VP UBND"),
                Unit(id: "lanh-dao", name: "Lãnh đạo UBND thành phố", short: "Lãnh đạo UBND"),
                Unit(id: "tam-thanh", name: "UBND phường Tam Thanh"),
                Unit(id: "vinh-trai", name: "UBND phường Vĩnh Trại"),
                Unit(
                    id: "phong-kinh-te", name: "Phòng Kinh tế thành phố", short: "Phòng KT", supervising: "van-phong",
                    validTo: day("2021-12-31"), successor: "phong-tnmt"),
                Unit(id: "duong-day-co-dau", name: "Phòng Nội vụ", smsText: .accented),
                Unit(id: "doi-cu", name: "Đội Quản lý chợ", supervising: "van-phong", validTo: day("2021-11-30")),
            ].map { ($0.id, $0) }),
        groups: [
            "phuong-xa": UnitGroup(
                id: "phuong-xa", name: "UBND các phường, xã", members: ["tam-thanh", "vinh-trai"])
        ])

    static let renderer = Renderer(settings: settings, templates: .builtIn)

    static func day(_ text: String) -> CivilDate {
        CivilDate(text)!
    }

    static func instant(_ date: String, _ time: String = "08:00") -> Instant {
        Zone(identifier: "Asia/Ho_Chi_Minh")!.instant(day(date), TimeOfDay(time)!)
    }

    static func notice(
        number: String = "12", symbol: String = "TB-UBND", issuer: String = "UBND thành phố Lạng Sơn"
    )
        -> Notice
    {
        Notice(
            id: "tb-2021-11-30", symbol: symbol, number: number, title: "Kết luận giao ban", issuer: issuer,
            issued: day("2021-11-30"), met: day("2021-11-26"))
    }

    static let task = "bàn giao sản phẩm đo đạc cho Sở Tài nguyên và Môi trường"

    static func directive(
        _ item: String = "8.1", task: String = task, quote: String? = "xong trong tháng 11/2021",
        deadline: Deadline = Deadline("2021-11")!, coordinating: [UnitID] = ["tam-thanh", "vinh-trai"],
        lead: UnitID = "phong-tnmt", personal: Bool = false, restricted: Bool = false
    ) -> Directive {
        Directive(
            id: DirectiveID(notice: "tb-2021-11-30", item: item), task: task, quote: quote, lead: [lead],
            coordinating: coordinating, receiving: ["so-tnmt"], deadlines: [.init(deadline)],
            personal: personal, restricted: restricted)
    }

    static func due(_ date: String, aim: String? = nil, time: String? = nil) -> Track {
        let zone = settings.time.zone
        let end = time.map { zone.instant(day(date), TimeOfDay($0)!) } ?? zone.end(of: day(date))
        let aimDate = day(aim ?? date)
        return .dated(
            Due(aim: aim == nil ? end : zone.end(of: aimDate), due: end, aimDate: aimDate, dueDate: day(date)))
    }

    static func item(
        _ directive: Directive = directive(), notice: Notice = notice(), track: Track = due("2021-11-30"),
        step: SlotStep = .onTheDay, role: Role = .lead, lead: UnitID = "phong-tnmt", unit: UnitID = "phong-tnmt",
        ordinal: Int? = nil, version: Int = 1, at: Instant = instant("2021-11-30"), occasion: String? = nil,
        eventDate: CivilDate? = nil,
        merged: [Slot.Merged] = [], lateSince: Instant? = nil, previous: Due? = nil, history: ReminderHistory? = nil
    ) -> ReminderContent.Item {
        let opened = instant("2021-11-26")
        var obligation = Obligation(
            directive: directive.id, unit: lead, occasion: occasion, eventDate: eventDate, opened: opened,
            track: track)
        obligation.version = version
        let key = Slot.Key(obligation: obligation.id, version: version, role: role, step: step, unit: unit)
        let slot = Slot(key: key, at: at, ordinal: ordinal, via: [.email], merged: merged)
        return ReminderContent.Item(
            delivery: Delivery(
                slot: slot, gateway: "email", channel: .email, address: "tnmt@ubnd.example", language: .vietnamese),
            obligation: obligation, directive: directive, notice: notice,
            known: version > 1 ? .due(previous) : nil, lateSince: lateSince, history: history)
    }

    static func letter(
        _ items: [ReminderContent.Item] = [item()], gateway: Gateway = email, on date: String = "2021-11-30",
        time: String = "08:00", recipient: String? = nil, language: Language = .vietnamese
    ) -> ReminderContent {
        ReminderContent(
            id: "0123456789abcdef0123456789abcdef", at: instant(date, time), written: instant(date, time),
            gateway: gateway, address: gateway.channel == .sms ? "+999100000008" : "tnmt@ubnd.example",
            recipient: recipient, language: language, items: items)
    }

    static func ended(
        _ directive: Directive = directive(), notice: Notice = notice(), state: Obligation.State = .done,
        on date: String = "2021-11-29", version: Int = 1, reason: String? = nil
    ) -> ClosingContent.Item {
        let item = item(directive, notice: notice, version: version)
        var obligation = item.obligation
        (obligation.state, obligation.ended) = (state, instant(date, "15:30"))
        return ClosingContent.Item(
            obligation: obligation, directive: directive, notice: notice, unit: "phong-tnmt", role: .lead,
            reason: reason)
    }

    static func closing(
        _ items: [ClosingContent.Item] = [ended()], language: Language = .vietnamese
    ) -> ClosingContent {
        ClosingContent(
            id: "fedcba9876543210fedcba9876543210", written: instant("2021-11-29", "15:30"), gateway: email,
            address: "tnmt@ubnd.example", language: language, items: items)
    }

    static func sms(
        _ items: [ReminderContent.Item] = [item()], text: Gateway.Text = .auto, segments: Int = 2,
        on date: String = "2021-11-30",
        language: Language = .vietnamese
    ) -> (text: String, segments: Int) {
        let message = renderer.render(
            letter(items, gateway: smsGateway(text, segments: segments), on: date, language: language))
        return (String(decoding: message.bytes, as: UTF8.self), message.segments!)
    }
}
