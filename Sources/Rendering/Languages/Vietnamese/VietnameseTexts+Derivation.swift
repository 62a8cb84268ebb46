import Directives

extension VietnameseTexts {
    func sentence(_ step: Derivation.Step, _ calendar: DerivationCalendar) -> String {
        switch step {
        case .stated(let date, nil): "ngày ghi trong văn bản là \(shortDay(date)), không bị dời"
        case .stated(let date, let minute?):
            "thời điểm ghi trong văn bản là \(minute) \(shortDay(date)), không bị dời"
        case .wholePeriod(let period, let end):
            "trong \(words(period)), ngày cuối cùng là \(shortDay(end)); thời hạn này không bị dời"
        case .pointOf(let point):
            "\(words(point.position)) \(words(point.period)) là \(shortDay(point.date)), không bị dời\(article(point))"
        case .range(let start, let end):
            "từ \(shortDay(start)) đến \(shortDay(end)) như văn bản ghi: hết hạn khi hết ngày cuối, không bị dời"
        case .recurs(let recurrence, let period, let date):
            "định kỳ '\(recurrence)': kỳ \(period) là \(shortDay(date))"
        case .clamped(let number, let date):
            "kỳ này không có ngày \(number) nên lấy ngày cuối cùng, \(shortDay(date)) "
                + "(theo khoản 3 Điều 148 Bộ luật Dân sự 2015)"
        case .atTime(let date, let minute): "hết hạn vào \(minute) \(shortDay(date))"
        case .namedDay(let name, let date): "\(namedDay(name)) là \(shortDay(date)) (lịch '\(calendar.name)')"
        case .before(let date, let aim):
            "trước \(shortDay(date)): nhắc để xong trong ngày liền trước, \(shortDay(aim)); "
                + "chỉ tính quá hạn sau ngày \(date.dayMonthYear), theo cách ghi sổ theo dõi của cơ quan nhà nước"
        case .countedFrom(let anchor, let date, let minute):
            "\(origin(anchor)) \(minute.map { "\($0) " } ?? "")\(shortDay(date))"
        case .firstDayNotCounted: "ngày này không tính (Điều 147 Bộ luật Dân sự 2015)"
        case .skipped(let daysOff): skipped(daysOff, calendar)
        case .counted(let count, .after, let date): "đủ \(self.count(count)) vào \(shortDay(date))"
        case .counted(let count, .before, let date): "\(self.count(count)) trước đó là \(shortDay(date))"
        case .countedHours(let count, let date, let minute):
            "\(self.count(count)) tính từ phút đã ghi, hết vào \(minute) \(shortDay(date)) "
                + "(khoản 1 Điều 147 Bộ luật Dân sự 2015)"
        case .countedWorkingHours(let count, let from, let minute, let to, let end):
            "\(self.count(count)) tính từ \(minute) \(shortDay(from)) trong giờ hành chính "
                + "(\(calendar.hours(from, to))), hết vào \(end) \(shortDay(to))"
        case .rolled(let from, let off, let to, .forward):
            "\(shortDay(from)) là ngày nghỉ (\(reason(off, from, calendar))) nên thời hạn kết thúc vào "
                + "ngày làm việc tiếp theo, \(shortDay(to)) (khoản 5 Điều 148)"
        case .rolled(let from, let off, let to, let roll):
            "\(shortDay(from)) là ngày nghỉ (\(reason(off, from, calendar))) nên lùi về "
                + "ngày làm việc liền trước, \(shortDay(to)) (roll: \(roll.rawValue))"
        case .onDayOff(let date, let off, let last):
            "\(shortDay(date)) là ngày nghỉ (\(reason(off, date, calendar))) nhưng hạn giữ nguyên; "
                + "ngày làm việc cuối cùng trước hạn là \(shortDay(last))"
        case .endOfDay(let date): "hết hạn 24:00 \(shortDay(date)) (Điều 148)"
        case .provisional(let year): "tạm tính: lịch chưa có danh sách chính thức các ngày nghỉ năm \(year)"
        case .noDue(let deadline): "\(withoutDue(deadline)); không tự đặt ra thời hạn"
        }
    }

    func granted(_ due: String, version: Int, since: CivilDate) -> String {
        "đã được gia hạn ngày \(shortDay(since)): hạn đang có hiệu lực là \(due) (phiên bản \(version); xem dondoc log)"
    }

    private func article(_ point: PeriodPoint) -> String {
        guard let parts = point.article?.split(separator: "."), parts.count == 2 else { return "" }
        return " (khoản \(parts[1]) Điều \(parts[0]) Bộ luật Dân sự 2015)"
    }

    private func origin(_ anchor: Anchor) -> String {
        switch anchor {
        case .notice: "tính từ ngày ban hành văn bản,"
        case .day: "tính từ"
        case .event("receipt"): "nhận ngày"
        case .event(let name): "sự kiện '\(name)' ngày"
        case .completion(let other): "\(other) hoàn thành ngày"
        case .failure(let other): "\(other) không thực hiện được ngày"
        }
    }

    private func withoutDue(_ deadline: Deadline) -> String {
        switch deadline {
        case .atOnce: "phải thực hiện ngay, không ghi ngày"
        case .urgent: "phải thực hiện khẩn trương, không ghi ngày"
        case .standing: "nhiệm vụ thường xuyên, không ghi ngày"
        default: "văn bản không ghi thời hạn cụ thể"
        }
    }

    private func skipped(_ daysOff: [CivilDate], _ calendar: DerivationCalendar) -> String {
        if daysOff.isEmpty { return "trong khoảng này không có ngày nghỉ" }
        let list = calendar.runs(daysOff).map { run, names in
            "\(days(run)) là ngày nghỉ\(names.isEmpty ? "" : ": \(names.joined(separator: ", "))")"
        }
        return list.joined(separator: "; ") + (calendar.source(daysOff).map { " (\($0))" } ?? "")
    }

    private func reason(_ off: DayOff, _ date: CivilDate, _ calendar: DerivationCalendar) -> String {
        switch off {
        case .weekend: "cuối tuần"
        case .holiday(let name): "\(name)\(calendar.source([date]).map { "; \($0)" } ?? "")"
        }
    }
}
