import Directives

extension EnglishTexts {
    /// `every month before day 20`; a rule of RFC 5545 is named by its frequency, the day stands beside it.
    func words(_ recurrence: Recurrence) -> String {
        let text =
            switch recurrence.pattern {
            case .cycle(let cycle): "every \(cycle)"
            case .rule(let rule): every(rule)
            }
        let timed = recurrence.time.map { "\(text), by \($0)" } ?? text
        return recurrence.until.map { "\(timed), until \($0.dayMonthYear)" } ?? timed
    }

    private func every(_ rule: RecurrenceRule) -> String {
        let noun =
            switch rule.frequency {
            case .daily: "day"
            case .weekly: "week"
            case .monthly: "month"
            case .yearly: "year"
            }
        return rule.interval == 1 ? "every \(noun)" : "every \(count(rule.interval, noun))"
    }
}
