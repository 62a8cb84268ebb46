import Directives
import TestSupport

extension Office {
    /// A random small office whose work begins on a day.
    init(_ random: inout SplitMix64, from day: CivilDate, directives count: Int, _ shape: Shape) {
        let leads = (1...(shape.leads ?? Int.random(in: 2...5, using: &random))).map { "phong-\($0)" }
        retention = shape.retention
        units = [:]
        for (index, id) in (leads + ["van-phong", "lanh-dao"]).enumerated() {
            var addresses: [Channel: [String]] = [.email: random.one(in: 5) ? ["chung@x.example"] : ["\(id)@x.example"]]
            if random.one(in: 5) { addresses[.email]?.append("\(id)-2@x.example") }
            if random.one(in: 2) { addresses[.sms] = ["+9991000\(1_000 + index * 10)"] }
            if random.one(in: 8), addresses[.sms] != nil { addresses[.email] = nil }
            units[id] = Unit(
                id: id, name: "Đơn vị \(id)", addresses: addresses,
                supervising: id == "lanh-dao" ? nil : id == "van-phong" ? "lanh-dao" : "van-phong",
                language: random.one(in: 5) ? .english : nil)
        }
        time = OfficeTime(
            zone: shape.zone, calendar: Self.calendar(&random, around: day),
            hours: OfficeHours(
                spans: Dictionary(
                    uniqueKeysWithValues: Weekday.allCases.map { weekday in
                        (weekday, ["07:30-11:30", "13:30-17:00"].compactMap { OfficeHours.Span($0) })
                    })))
        limits =
            random.one(in: 4)
            ? Settings.Limits(
                perAddressPerDay: Int.random(in: 1...4, using: &random), perHour: Int.random(in: 3...12, using: &random)
            )
            : Self.limitless
        gateways = [
            Self.gateway("email", .email, &random), Self.gateway("sms", .sms, &random),
            Self.gateway("email-2", .email, &random),
        ]
        policies = [
            "standard": Self.policy("standard", &random), "urgent": Self.policy("urgent", &random),
        ]
        notices = [
            Notice(
                id: "tb", symbol: "TB-UBND", number: "1", title: "Kết luận", issuer: "UBND",
                issued: day.adding(days: -Int.random(in: 0...3, using: &random)))
        ]
        directives = []
        for item in 1...max(1, count) { add(item: "\(item)", &random, from: day) }
        if !random.one(in: 3) { chain(&random) }
    }

    static func gateway(_ name: String, _ channel: Channel, _ random: inout SplitMix64) -> Gateway {
        Gateway(
            name: name, channel: channel, from: channel == .email ? "vp@ubnd.example" : nil,
            command: ["/gateways/\(name)", "{to}"], timeout: random.one(in: 4) ? 10_800 : 60,
            concurrency: Int.random(in: 1...8, using: &random),
            perMinute: random.one(in: 3) ? Int.random(in: 1...20, using: &random) : nil)
    }

    /// Gives some gateways a fallback, without a circle.
    mutating func chain(_ random: inout SplitMix64) {
        let order = gateways.map(\.name).shuffled(using: &random)
        gateways = gateways.map { gateway in
            let later = order.drop { $0 != gateway.name }.dropFirst()
            return gateway.with(fallback: random.one(in: 4) ? nil : later.randomElement(using: &random))
        }
    }

    private static func calendar(_ random: inout SplitMix64, around day: CivilDate) -> WorkingCalendar {
        var years: [Int: WorkingCalendar.Year] = [:]
        for year in (day.year - 1)...(day.year + 2) where !random.one(in: 8) {
            var daysOff: [CivilDate: String] = [:]
            var working: [CivilDate: String] = [:]
            let start = CivilDate(year: year, month: 1, day: 1) ?? day
            for _ in 0..<16 {
                let day = start.adding(days: Int.random(in: 0..<365, using: &random))
                if [.saturday, .sunday].contains(day.weekday) {
                    if random.one(in: 3) { working[day] = "Làm bù" }
                } else {
                    daysOff[day] = "Nghỉ"
                }
            }
            for offset in 0..<7 where year % 2 == 1 {
                let day = start.adding(days: 35 + offset)
                if ![.saturday, .sunday].contains(day.weekday) { daysOff[day] = "Tết" }
            }
            years[year] = .init(source: "random", daysOff: daysOff, working: working)
        }
        return WorkingCalendar(
            name: "random", weekend: random.one(in: 6) ? [.sunday] : [.saturday, .sunday], years: years,
            namedDays: Fixture.calendar.namedDays)
    }

    static func policy(_ name: String, _ random: inout SplitMix64) -> Policy {
        let policy = Fixture.randomPolicy(&random)
        let channels: [[Channel]] = [[.email], [.email, .sms], [.sms]]
        let at: Policy.At = random.one(in: 8) ? .now : random.one(in: 4) ? .time(TimeOfDay("16:45")!) : policy.at
        return Policy(
            name: name, at: at,
            lead: .init(via: channels.randomElement(using: &random) ?? [.email], steps: policy.lead.steps),
            coordinating: policy.coordinating, supervising: policy.supervising, escalation: policy.escalation,
            review: random.one(in: 2) ? StepCount(3, working: true) : policy.review)
    }

    /// Adds a directive of any kind, assigned about a day.
    mutating func add(item: String, _ random: inout SplitMix64, from day: CivilDate) {
        let earlier = directives.randomElement(using: &random)?.id
        var opens: Directive.Condition?
        var deadlines = [Directive.NamedDeadline(Self.deadline(&random, from: day, after: earlier))]
        switch Int.random(in: 0..<10, using: &random) {
        case 0: opens = .event("receipt")
        case 1: if let earlier { opens = .completion(of: earlier) }
        case 2: if let earlier { opens = .failure(of: earlier) }
        case 3:
            deadlines = [
                .init(name: "mot", Self.dated(&random, from: day)), .init(name: "hai", Self.dated(&random, from: day)),
            ]
        default: break
        }
        if case .counted(_, _, .completion(let id), _)? = deadlines.first?.deadline { opens = .completion(of: id) }
        let lead = Array(leads.shuffled(using: &random).prefix(random.one(in: 4) ? 2 : 1)).sorted()
        directives.append(
            Directive(
                id: DirectiveID(notice: "tb", item: item), task: "Việc \(item)", lead: lead,
                coordinating: leads.filter { !lead.contains($0) && random.one(in: 4) },
                supervising: random.one(in: 5) ? ["lanh-dao"] : [], deadlines: deadlines, opens: opens,
                policy: random.one(in: 4) ? "urgent" : "standard", personal: random.one(in: 9),
                restricted: random.one(in: 9)))
    }

    static func dated(_ random: inout SplitMix64, from day: CivilDate) -> Deadline {
        let due = day.adding(days: Int.random(in: -3...80, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .at(due, TimeOfDay(hour: Int.random(in: 7...18, using: &random), minute: 30)!)
        case 1: return .within(.month(year: due.year, month: due.month))
        case 2: return .before(.date(due))
        default: return .on(due)
        }
    }

    static func deadline(
        _ random: inout SplitMix64, from day: CivilDate, after earlier: DirectiveID?
    ) -> Deadline {
        let count = Int.random(in: 1...30, using: &random)
        switch Int.random(in: 0..<11, using: &random) {
        case 0: return .atOnce
        case 1: return .urgent
        case 2: return [Deadline.standing, .none].randomElement(using: &random)!
        case 3:
            let unit: Count.Unit = random.one(in: 2) ? .days : .workingDays
            return .counted(Count(count, unit)!, .after, .event("receipt"), roll: nil)
        case 4: return .counted(Count(count, .hours)!, .after, .event("receipt"), roll: nil)
        case 5:
            guard let earlier else { return dated(&random, from: day) }
            return .counted(Count(count, .workingDays)!, .after, .completion(of: earlier), roll: nil)
        case 6:
            let patterns = ["every month on day 20", "every month on last working day", "every 2 weeks on friday"]
            return Deadline(patterns.randomElement(using: &random)!) ?? dated(&random, from: day)
        case 7: return .counted(Count(count, .workingDays)!, .after, .notice, roll: nil)
        default: return dated(&random, from: day)
        }
    }
}
