import Directives

/// The steps of points, ranges, working hours and recurrences.
extension DerivationWords {
    /// Nil for a step of another kind.
    func englishForm(_ step: Derivation.Step) -> String? {
        switch step {
        case .pointOf(let point):
            "the \(point), \(day(point.date)): it is never moved"
                + (point.article.map { " (Civil Code 2015, art. \($0))" } ?? "")
        case .range(let start, let end):
            "from \(day(start)) to \(day(end)), dates written as such: due at the end of the last day, never moved"
        case .recurs(let recurrence, let period, let date): "'\(recurrence)': for \(period) it is \(day(date))"
        case .clamped(let number, let date):
            "there is no day \(number) then: its last day, \(day(date)), stands for it (as in Civil Code 2015, art. 148.3)"
        case .atTime(let date, let minute): "it ends at that minute: \(day(date)) \(minute)"
        case .countedWorkingHours(let count, let from, let minute, let to, let end):
            "\(count) run from \(day(from)) \(minute) within office hours (\(hours(from, to))) and end \(day(to)) \(end)"
        default: nil
        }
    }

    /// Nil for a step of another kind.
    func vietnameseForm(_ step: Derivation.Step) -> String? {
        switch step {
        case .pointOf(let point):
            "\(vietnameseName(point)) là \(day(point.date)), không bị dời" + (article(point).map { " (\($0))" } ?? "")
        case .range(let start, let end):
            "từ \(day(start)) đến \(day(end)) như văn bản ghi: hết hạn khi hết ngày cuối, không bị dời"
        case .recurs(let recurrence, let period, let date): "định kỳ '\(recurrence)': kỳ \(period) là \(day(date))"
        case .clamped(let number, let date):
            "kỳ này không có ngày \(number) nên lấy ngày cuối cùng, \(day(date)) (theo khoản 3 Điều 148 Bộ luật Dân sự 2015)"
        case .atTime(let date, let minute): "hết hạn vào \(minute) \(day(date))"
        case .countedWorkingHours(let count, let from, let minute, let to, let end):
            "\(count.amount) giờ làm việc tính từ \(minute) \(day(from)) trong giờ hành chính (\(hours(from, to))), hết vào \(end) \(day(to))"
        default: nil
        }
    }

    /// The office hours of the days on which a count begins and ends: `07:30-11:30, 13:30-17:00`.
    private func hours(_ days: CivilDate...) -> String {
        let texts = days.map { day in
            time.hours.spans(on: day, calendar: time.calendar).map(\.description).joined(separator: ", ")
        }
        return Set(texts.filter { !$0.isEmpty }).sorted().joined(separator: "; ")
    }

    private func vietnameseName(_ point: PeriodPoint) -> String {
        let position =
            switch point.position {
            case .beginning: "đầu"
            case .middle: "giữa"
            case .end: "cuối"
            }
        let period =
            switch point.period {
            case .week(let year, let week): "tuần \(week) năm \(year)"
            case .month(let year, let month): "tháng \(month)/\(year)"
            case .quarter(let year, let quarter): "quý \(["I", "II", "III", "IV"][max(0, min(3, quarter - 1))])/\(year)"
            case .half(let year, let half): "6 tháng \(half == 1 ? "đầu" : "cuối") năm \(year)"
            case .year(let year): "năm \(year)"
            }
        return "\(position) \(period)"
    }

    private func article(_ point: PeriodPoint) -> String? {
        guard let parts = point.article?.split(separator: "."), parts.count == 2 else { return nil }
        return "khoản \(parts[1]) Điều \(parts[0]) Bộ luật Dân sự 2015"
    }
}
