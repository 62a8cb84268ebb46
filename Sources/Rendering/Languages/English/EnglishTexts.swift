import Directives

/// English for readers who do not read Vietnamese; dates keep the order of the documents that they are compared with.
struct EnglishTexts: LanguageTexts {
    func day(_ date: CivilDate) -> String {
        "\(date.weekday.description.capitalisedFirst), \(date.dayMonthYear)"
    }

    func moment(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "\(time), \(day(date))"
    }

    func shortName(_ weekday: Weekday) -> String { String(weekday.description.capitalisedFirst.prefix(3)) }

    func columnHead(_ weekday: Weekday) -> String { String(shortName(weekday).prefix(2)) }

    func shortMoment(_ minute: String, _ date: CivilDate) -> String { "\(shortDay(date)) \(minute)" }

    func span(from first: String, to last: String) -> String { "\(first) to \(last)" }

    func month(_ month: Int) -> String { Self.months[max(0, min(11, month - 1))] }

    func month(_ month: Int, of year: Int) -> String { "\(self.month(month)) \(year)" }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    func count(_ count: Count) -> String {
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

    /// `1 task`, `2 tasks`: a regular noun in the singular or the plural.
    func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    func namedDay(_ key: String) -> String {
        switch key {
        case "new-year": "New Year"
        case "tet": "Tết, the Lunar New Year"
        case "party-day": "Party Day"
        case "womens-day": "Women's Day"
        case "gio-to": "Hùng Kings' Day"
        case "liberation-day": "Victory Day"
        case "labour-day": "Labour Day"
        case "childrens-day": "Children's Day"
        case "quoc-khanh", "national-day": "National Day"
        case "trung-thu": "Mid-Autumn"
        case "teachers-day": "Teachers' Day"
        case "van-hoa": "Vietnamese Culture Day"
        case "christmas": "Christmas"
        default: key
        }
    }
}
