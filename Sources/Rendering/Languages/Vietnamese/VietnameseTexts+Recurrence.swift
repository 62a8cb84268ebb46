import Directives

extension VietnameseTexts {
    /// `định kỳ trước ngày 20 hằng tháng`; a rule of RFC 5545 is named by its frequency, the day stands beside it.
    func words(_ recurrence: Recurrence) -> String {
        let text =
            switch recurrence.pattern {
            case .cycle(let cycle): words(cycle, at: recurrence.time)
            case .rule(let rule): "định kỳ \(every(rule))\(recurrence.time.map { ", trước \($0)" } ?? "")"
            }
        return recurrence.until.map { "\(text), đến ngày \($0.dayMonthYear)" } ?? text
    }

    private func words(_ cycle: Cycle, at time: TimeOfDay?) -> String {
        var parts = ["định kỳ"]
        if let time { parts.append("trước \(time)") }
        if let day = words(cycle.day, isBefore: cycle.preposition == .before) { parts.append(day) }
        if let month = cycle.month {
            parts.append(month == 1 ? "của tháng đầu" : month == -1 ? "của tháng cuối" : "của tháng thứ \(month)")
        }
        parts.append(every(cycle))
        return parts.joined(separator: " ")
    }

    private func words(_ day: Cycle.Day, isBefore: Bool) -> String? {
        let name: String? =
            switch day {
            case .whole: nil
            case .day(let number): "ngày \(number)"
            case .first: "ngày đầu"
            case .last: "ngày cuối"
            case .workingDay(1): "ngày làm việc đầu tiên"
            case .workingDay(-1): "ngày làm việc cuối cùng"
            case .workingDay(let number): "ngày làm việc thứ \(number)"
            case .weekday(let weekday): shortName(weekday)
            case .ordinal(-1, let weekday): "\(shortName(weekday)) cuối cùng"
            case .ordinal(1, let weekday): "\(shortName(weekday)) đầu tiên"
            case .ordinal(let number, let weekday): "\(shortName(weekday)) lần thứ \(number)"
            case .date(let month, let day): "ngày \(day)/\(month)"
            }
        return name.map { isBefore ? "trước \($0)" : $0 }
    }

    private func every(_ cycle: Cycle) -> String {
        switch cycle.every {
        case .workingDay: "hằng ngày làm việc"
        case .day: every(cycle.interval, "ngày")
        case .period(.week): every(cycle.interval, "tuần")
        case .period(.month): every(cycle.interval, "tháng")
        case .period(.quarter): every(cycle.interval, "quý")
        case .period(.half): every(6 * cycle.interval, "tháng")
        case .period(.year): every(cycle.interval, "năm")
        }
    }

    private func every(_ rule: RecurrenceRule) -> String {
        switch rule.frequency {
        case .daily: every(rule.interval, "ngày")
        case .weekly: every(rule.interval, "tuần")
        case .monthly: every(rule.interval, "tháng")
        case .yearly: every(rule.interval, "năm")
        }
    }

    private func every(_ interval: Int, _ noun: String) -> String {
        interval == 1 ? "hằng \(noun)" : "\(interval) \(noun) một lần"
    }
}
