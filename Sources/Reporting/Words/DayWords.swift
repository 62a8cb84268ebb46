public import Directives

/// Days, counts and runs of days as people write them in a language.
public struct DayWords: Sendable {
    public let language: Language

    public init(_ language: Language) {
        self.language = language
    }

    /// `thứ Sáu 29/10/2021`, `Fri 29/10/2021`.
    public func day(_ date: CivilDate) -> String {
        "\(name(date.weekday)) \(date.dayMonthYear)"
    }

    /// `thứ Sáu 29/10`, `Fri 29/10`.
    public func dayAndMonth(_ date: CivilDate) -> String {
        "\(name(date.weekday)) \(date.dayMonth)"
    }

    /// `thứ Sáu`, `Fri`.
    public func name(_ weekday: Weekday) -> String {
        switch (language, weekday) {
        case (.vietnamese, .monday): "thứ Hai"
        case (.vietnamese, .tuesday): "thứ Ba"
        case (.vietnamese, .wednesday): "thứ Tư"
        case (.vietnamese, .thursday): "thứ Năm"
        case (.vietnamese, .friday): "thứ Sáu"
        case (.vietnamese, .saturday): "thứ Bảy"
        case (.vietnamese, .sunday): "Chủ nhật"
        case (.english, _):
            "\(weekday.description.prefix(1).uppercased())\(weekday.description.dropFirst().prefix(2))"
        }
    }

    /// The head of a column: `T2` to `CN`, `Mo` to `Su`.
    public func short(_ weekday: Weekday) -> String {
        switch language {
        case .vietnamese: weekday == .sunday ? "CN" : "T\(weekday.rawValue + 1)"
        case .english: String(name(weekday).prefix(2))
        }
    }

    /// `Tháng 2/2026`, `February 2026`.
    public func month(_ month: Int, of year: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return language == .vietnamese
            ? "Tháng \(month)/\(year)" : "\(names.indices.contains(month - 1) ? names[month - 1] : "\(month)") \(year)"
    }

    /// `5 ngày làm việc`, `5 working days`.
    public func count(_ count: Count) -> String {
        guard language == .vietnamese else { return "\(count)" }
        let unit =
            switch count.unit {
            case .days: "ngày"
            case .workingDays: "ngày làm việc"
            case .weeks: "tuần"
            case .months: "tháng"
            case .years: "năm"
            case .hours: "giờ"
            case .workingHours: "giờ làm việc"
            }
        return "\(count.amount) \(unit)"
    }

    /// `sau`, `after`: on which side of a day a count lies.
    func side(_ direction: Direction) -> String {
        switch (language, direction) {
        case (.vietnamese, .after): "sau"
        case (.vietnamese, .before): "trước"
        case (.english, _): direction.rawValue
        }
    }

    /// How many days between two are worked.
    func span(_ first: CivilDate, _ last: CivilDate, working: Int, of days: Int) -> String {
        let (from, to) = (day(first), day(last))
        return language == .vietnamese
            ? "Từ \(from) (không tính) đến \(to): \(working) ngày làm việc trong \(days) ngày"
            : "From \(from) (not counted) to \(to): \(working) working days in \(days) days"
    }

    /// The days of a run in a row: `thứ Bảy 30, Chủ nhật 31/10`; from three days off on its ends only.
    public func days(_ run: DayRun) -> String {
        if !run.isWorking, run.count > 2 {
            return language == .vietnamese
                ? "\(dayAndMonth(run.first)) đến \(dayAndMonth(run.last))"
                : "\(dayAndMonth(run.first)) to \(dayAndMonth(run.last))"
        }
        let days = run.days
        return days.enumerated().map { index, date in
            // The month stands once, at its last day.
            let endsMonth = index == days.count - 1 || days[index + 1].month != date.month
            return endsMonth ? dayAndMonth(date) : "\(name(date.weekday)) \(date.day.twoDigits)"
        }.joined(separator: ", ")
    }

    /// A name of the calendar's `named-days` for people; the key itself where it is none of the usual ones.
    public func namedDay(_ key: String) -> String {
        let words: [String: (String, String)] = [
            "new-year": ("Tết Dương lịch", "New Year"), "tet": ("Tết Nguyên đán", "Tết, the Lunar New Year"),
            "party-day": ("Ngày thành lập Đảng", "Party Day"),
            "womens-day": ("Ngày Quốc tế Phụ nữ", "Women's Day"),
            "gio-to": ("Giỗ Tổ Hùng Vương", "Hùng Kings' Day"),
            "liberation-day": ("Ngày Chiến thắng", "Victory Day"),
            "labour-day": ("Ngày Quốc tế lao động", "Labour Day"),
            "childrens-day": ("Ngày Quốc tế Thiếu nhi", "Children's Day"),
            "quoc-khanh": ("Quốc khánh", "National Day"), "national-day": ("Quốc khánh", "National Day"),
            "trung-thu": ("Tết Trung thu", "Mid-Autumn"),
            "teachers-day": ("Ngày Nhà giáo Việt Nam", "Teachers' Day"),
            "van-hoa": ("Ngày Văn hóa Việt Nam", "Vietnamese Culture Day"),
            "christmas": ("Lễ Giáng sinh", "Christmas"),
        ]
        guard let pair = words[key] else { return key }
        return language == .vietnamese ? pair.0 : pair.1
    }
}

extension CivilDate {
    /// `29/10/2021`.
    var dayMonthYear: String { "\(dayMonth)/\(year)" }

    /// `29/10`.
    var dayMonth: String { "\(day.twoDigits)/\(month.twoDigits)" }
}

extension Int {
    var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
