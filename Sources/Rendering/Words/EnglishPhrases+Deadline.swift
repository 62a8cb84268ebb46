import Directives

extension EnglishPhrases {
    func deadline(_ facts: ItemFacts) -> String {
        guard let due = facts.due else { return status(facts.standing) }
        let end = facts.dueTime.map { moment($0, due.dueDate) } ?? "24:00, \(day(due.aimDate))"
        if facts.isRevised { return "\(end) (changed)" }
        guard let rule = facts.deadline.flatMap({ words($0, facts) }) else { return end }
        return "\(rule), that is \(end)"
    }

    /// The rule in words; nil where the day itself says as much.
    private func words(_ deadline: Deadline, _ facts: ItemFacts) -> String? {
        switch deadline {
        case .on, .at, .atOnce, .urgent, .standing, .none: nil
        case .within(let period): "within \(words(period))"
        case .point(let point):
            "by the \(point.position == .middle ? "middle" : point.position.rawValue) of \(words(point.period))"
        case .range(let start, let end): "from \(start.dayMonthYear) to \(end.dayMonthYear)"
        case .every(let recurrence): words(recurrence)
        case .before(let reference): "before \(words(reference, on: facts.due?.dueDate))"
        case .counted(let count, let direction, let anchor, _):
            "\(words(count)) \(direction.rawValue) \(words(anchor, facts))"
        }
    }

    private func words(_ period: Period) -> String {
        switch period {
        case .week(let year, let week): "week \(week) of \(year)"
        case .month(let year, let month): "\(Self.months[max(0, min(11, month - 1))]) \(year)"
        case .quarter(let year, let quarter): "quarter \(quarter) of \(year)"
        case .half(let year, let half): "the \(half == 1 ? "first" : "second") half of \(year)"
        case .year(let year): "\(year)"
        }
    }

    private func words(_ reference: DayReference, on date: CivilDate?) -> String {
        switch reference {
        case .date(let date): date.dayMonthYear
        case .named(let name, let year):
            "\(Self.namedDays[name] ?? name) \(date.map { "(\($0.dayMonthYear))" } ?? "\(year)")"
        }
    }

    private func words(_ count: Count) -> String {
        let noun =
            switch count.unit {
            case .days: "day"
            case .workingDays: "working day"
            case .weeks: "week"
            case .months: "month"
            case .years: "year"
            case .hours: "hour"
            case .workingHours: "working hour"
            }
        return self.count(count.amount, noun)
    }

    private func words(_ anchor: Anchor, _ facts: ItemFacts) -> String {
        switch anchor {
        case .notice: "the notice of \(facts.source.issued.dayMonthYear)"
        case .day(let reference): words(reference, on: nil)
        case .completion(let id): "item \(id.item) was done\(facts.eventDate.map { " on \($0.dayMonthYear)" } ?? "")"
        case .failure(let id): "item \(id.item) failed\(facts.eventDate.map { " on \($0.dayMonthYear)" } ?? "")"
        case .event(let name): "\(name)\(facts.eventDate.map { " on \($0.dayMonthYear)" } ?? "")"
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static let namedDays = [
        "christmas": "Christmas", "new-year": "New Year's Day", "tet": "Tết", "gio-to": "the Hùng Kings' Day",
    ]

    func reference(_ source: ItemFacts.Source) -> String {
        let number =
            source.number.isEmpty
            ? "document \(source.symbol) (no number given)" : "document no. \(source.fullNumber)"
        let issuer = source.issuer.map { $0.isEmpty ? "" : " of \($0)" } ?? ""
        return "item \(source.item), \(number) of \(source.issued.dayMonthYear)\(issuer)"
    }

    func shortReference(_ source: ItemFacts.Source) -> String {
        source.number.isEmpty
            ? "\(source.symbol) of \(source.issued.dayMonthYear) item \(source.item)"
            : "\(source.fullNumber) item \(source.item)"
    }
}
