import Directives

extension EnglishTexts {
    func deadline(_ facts: ItemFacts) -> String {
        guard let due = facts.due else {
            // A rule that yields a day has none yet: it waits for what it counts from.
            return facts.deadline.flatMap { words($0, facts) } ?? status(facts.standing)
        }
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
            "\(self.count(count)) \(direction.rawValue) \(words(anchor, facts))"
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
            "\(Self.namedDaysInSentences[name] ?? name) \(date.map { "(\($0.dayMonthYear))" } ?? "\(year)")"
        }
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

    private static let namedDaysInSentences = [
        "christmas": "Christmas", "new-year": "New Year's Day", "tet": "Tết", "gio-to": "the Hùng Kings' Day",
    ]

    func due(_ due: DueDay) -> String {
        due.time.map { moment($0, due.date) } ?? "the end of \(day(due.date))"
    }

    func shortDue(_ facts: ItemFacts) -> String {
        guard let due = facts.due else { return status(facts.standing) }
        let time = facts.dueTime.map { "\($0) " } ?? ""
        let (date, state) =
            switch facts.standing {
            case .overdue(let days, let working?) where working > 0 && days != working:
                (due.dueDate, "overdue by \(count(working, "working day"))")
            case .overdue: (due.dueDate, status(facts.standing))
            case .today: (due.aimDate, "today")
            case .ahead(1, _): (due.aimDate, "tomorrow")
            case .ahead(_, 0): (due.aimDate, "last working day: today")
            case .ahead(_, let working?): (due.aimDate, "\(count(working, "working day")) left")
            case .ahead, .undated: (due.aimDate, status(facts.standing))
            }
        return "due \(time)\(date.dayMonthYear) (\(state))"
    }

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
