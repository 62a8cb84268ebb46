import Directives

extension VietnameseTexts {
    func deadline(_ facts: ItemFacts) -> String {
        guard let due = facts.due else {
            // A rule that yields a day has none yet: it waits for what it counts from.
            return facts.deadline.flatMap { words($0, facts) } ?? undated(facts.standing)
        }
        let end = facts.dueTime.map { moment($0, due.dueDate) } ?? "hết \(day(due.aimDate)) (24:00)"
        if facts.isRevised { return "\(end), đã điều chỉnh" }
        guard let rule = facts.deadline.flatMap({ words($0, facts) }) else { return end }
        return "\(rule), tức \(end)"
    }

    private func undated(_ standing: Standing) -> String {
        switch standing {
        case .undated(.atOnce): "thực hiện ngay"
        case .undated(.urgent): "khẩn trương thực hiện"
        case .undated(.standing): "thường xuyên"
        default: "văn bản không ghi thời hạn cụ thể"
        }
    }

    /// The rule in the notice's manner; nil where the day itself says as much.
    private func words(_ deadline: Deadline, _ facts: ItemFacts) -> String? {
        switch deadline {
        case .on, .at, .atOnce, .urgent, .standing, .none: nil
        case .within(let period): "trong \(words(period))"
        case .point(let point): "\(words(point.position)) \(words(point.period))"
        case .range(let start, let end): "từ ngày \(start.dayMonthYear) đến ngày \(end.dayMonthYear)"
        case .every(let recurrence): words(recurrence)
        case .before(let reference): "trước \(words(reference, on: facts.due?.dueDate))"
        case .counted(let count, let direction, let anchor, _):
            direction == .after
                ? "trong \(self.count(count)) kể từ \(words(anchor, facts))"
                : "chậm nhất \(self.count(count)) trước \(words(anchor, facts))"
        }
    }

    func words(_ period: Period) -> String {
        switch period {
        case .week(let year, let week): "tuần \(week) năm \(year)"
        case .month(let year, let month): "tháng \(month)/\(year)"
        case .quarter(let year, let quarter): "quý \(["I", "II", "III", "IV"][max(0, min(3, quarter - 1))])/\(year)"
        case .half(let year, let half): "6 tháng \(half == 1 ? "đầu" : "cuối") năm \(year)"
        case .year(let year): "năm \(year)"
        }
    }

    func words(_ position: PeriodPoint.Position) -> String {
        switch position {
        case .beginning: "đầu"
        case .middle: "giữa"
        case .end: "cuối"
        }
    }

    private func words(_ reference: DayReference, on date: CivilDate?) -> String {
        switch reference {
        case .date(let date): "ngày \(date.dayMonthYear)"
        case .named(let name, let year):
            "\(Self.namedDaysInSentences[name] ?? "ngày \(name)") \(date.map { "(\($0.dayMonthYear))" } ?? "năm \(year)")"
        }
    }

    private func words(_ anchor: Anchor, _ facts: ItemFacts) -> String {
        switch anchor {
        case .notice: "ngày ban hành văn bản \(facts.source.issued.dayMonthYear)"
        case .day(.named(let name, let year)): words(.named(name, year: year), on: nil)
        case .day(let reference): words(reference, on: nil)
        case .completion(let id):
            "ngày hoàn thành mục \(id.item)\(facts.eventDate.map { " (\($0.dayMonthYear))" } ?? "")"
        case .failure(let id):
            "ngày mục \(id.item) không hoàn thành\(facts.eventDate.map { " (\($0.dayMonthYear))" } ?? "")"
        case .event(let name):
            "\(name == "receipt" ? "ngày tiếp nhận" : "ngày")\(facts.eventDate.map { " \($0.dayMonthYear)" } ?? "")"
        }
    }

    private static let namedDaysInSentences = [
        "christmas": "Lễ Giáng sinh", "new-year": "Tết Dương lịch", "tet": "Tết Nguyên đán",
        "gio-to": "ngày Giỗ Tổ Hùng Vương", "liberation-day": "ngày 30/4", "labour-day": "ngày Quốc tế Lao động",
        "national-day": "ngày Quốc khánh",
    ]

    func due(_ due: DueDay) -> String {
        due.time.map { moment($0, due.date) } ?? "hết \(day(due.date))"
    }

    func shortDue(_ facts: ItemFacts) -> String {
        guard let due = facts.due else {
            switch facts.standing {
            case .undated(.atOnce): return "cần làm ngay"
            case .undated(.urgent): return "khẩn trương"
            case .undated(.standing): return "thường xuyên"
            default: return "không ghi thời hạn"
            }
        }
        let time = facts.dueTime.map { "\($0) " } ?? ""
        return "hạn \(time)\(shortDueDate(facts, due).dayMonthYear) (\(shortStatus(facts.standing)))"
    }

    /// The day that a reader has to keep: the aim's, until it has passed.
    private func shortDueDate(_ facts: ItemFacts, _ due: Due) -> CivilDate {
        if case .overdue = facts.standing { due.dueDate } else { due.aimDate }
    }

    private func shortStatus(_ standing: Standing) -> String {
        switch standing {
        case .today: "hôm nay"
        case .ahead(1, _): "ngày mai"
        case .ahead(_, 0): "ngày làm việc cuối: hôm nay"
        case .overdue(let days, let working):
            days == 0
                ? "đã quá hạn" : (working ?? 0) > 0 ? "quá hạn \(working ?? 0) ngày làm việc" : "quá hạn \(days) ngày"
        case .ahead(let days, let working): working.map { "còn \($0) ngày làm việc" } ?? "còn \(days) ngày"
        case .undated: status(standing)
        }
    }
}
