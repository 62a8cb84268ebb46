import Directives

extension VietnamesePhrases {
    func deadline(_ facts: ItemFacts) -> String {
        guard let due = facts.due else { return undated(facts.standing) }
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
                ? "trong \(words(count)) kể từ \(words(anchor, facts))"
                : "chậm nhất \(words(count)) trước \(words(anchor, facts))"
        }
    }

    private func words(_ period: Period) -> String {
        switch period {
        case .week(let year, let week): "tuần \(week) năm \(year)"
        case .month(let year, let month): "tháng \(month)/\(year)"
        case .quarter(let year, let quarter): "quý \(["I", "II", "III", "IV"][max(0, min(3, quarter - 1))])/\(year)"
        case .half(let year, let half): "6 tháng \(half == 1 ? "đầu" : "cuối") năm \(year)"
        case .year(let year): "năm \(year)"
        }
    }

    private func words(_ position: PeriodPoint.Position) -> String {
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
            "\(Self.namedDays[name] ?? "ngày \(name)") \(date.map { "(\($0.dayMonthYear))" } ?? "năm \(year)")"
        }
    }

    private func words(_ count: Count) -> String {
        switch count.unit {
        case .days: "\(count.amount) ngày"
        case .workingDays: "\(count.amount) ngày làm việc"
        case .weeks: "\(count.amount) tuần"
        case .months: "\(count.amount) tháng"
        case .years: "\(count.amount) năm"
        case .hours: "\(count.amount) giờ"
        case .workingHours: "\(count.amount) giờ làm việc"
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

    private static let namedDays = [
        "christmas": "Lễ Giáng sinh", "new-year": "Tết Dương lịch", "tet": "Tết Nguyên đán",
        "gio-to": "ngày Giỗ Tổ Hùng Vương", "liberation-day": "ngày 30/4", "labour-day": "ngày Quốc tế Lao động",
        "national-day": "ngày Quốc khánh",
    ]

    func reference(_ source: ItemFacts.Source) -> String {
        let kind = Self.kinds[source.kindSymbol]?.capitalisedFirst ?? "Văn bản"
        let number =
            source.number.isEmpty
            ? "\(kind)\(source.symbol.isEmpty ? "" : " ký hiệu \(source.symbol)") (chưa ghi số)"
            : "\(kind) số \(source.fullNumber)"
        let issuer = source.issuer.map { $0.isEmpty ? "" : " của \($0)" } ?? ""
        return "mục \(source.item), \(number) ngày \(source.issued.dayMonthYear)\(issuer)"
    }

    func shortReference(_ source: ItemFacts.Source) -> String {
        if source.number.isEmpty {
            let paper = source.symbol.isEmpty ? "văn bản" : source.symbol
            return "\(paper) ngày \(source.issued.dayMonthYear) mục \(source.item)"
        }
        // A letter's symbol begins with its issuer instead of its kind.
        let kind = source.kindSymbol == "UBND" ? "CV" : Self.kinds[source.kindSymbol] == nil ? "số" : source.kindSymbol
        return "\(kind) \(source.fullNumber) mục \(source.item)"
    }

    /// Kinds of documents by the abbreviations that decree 30/2020 gives them.
    private static let kinds = [
        "TB": "thông báo", "CĐ": "công điện", "CD": "công điện", "CV": "công văn", "QĐ": "quyết định",
        "CT": "chỉ thị", "KH": "kế hoạch", "NQ": "nghị quyết", "KL": "kết luận", "BC": "báo cáo", "TTr": "tờ trình",
        "HD": "hướng dẫn", "CTr": "chương trình", "PA": "phương án", "ĐA": "đề án", "GM": "giấy mời",
        "TC": "thông cáo", "QC": "quy chế", "QyĐ": "quy định", "BB": "biên bản", "UBND": "công văn",
    ]
}

extension ItemFacts.Source {
    /// The abbreviation of the document's kind: `TB` of `TB-UBND`.
    var kindSymbol: String {
        String(symbol.prefix { $0 != "-" && $0 != "/" })
    }

    /// The number with the symbol: `12/TB-UBND`.
    var fullNumber: String {
        symbol.isEmpty ? number : "\(number)/\(symbol)"
    }
}
