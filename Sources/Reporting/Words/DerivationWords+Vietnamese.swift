import Directives

extension DerivationWords {
    func vietnamese(_ step: Derivation.Step) -> String {
        switch step {
        case .stated(let date, nil): "ngày ghi trong văn bản là \(day(date)), không bị dời"
        case .stated(let date, let minute?):
            "thời điểm ghi trong văn bản là \(minute) \(day(date)), không bị dời"
        case .wholePeriod(let period, let end):
            "trong \(vietnamese(period)), ngày cuối cùng là \(day(end)); thời hạn này không bị dời"
        case .namedDay(let name, let date):
            "\(days.namedDay(name)) là \(day(date)) (lịch '\(time.calendar.name)')"
        case .before(let date, let aim):
            "trước \(day(date)): nhắc để xong trong ngày liền trước, \(day(aim)); chỉ tính quá hạn sau ngày \(date.dayMonthYear), theo cách ghi sổ theo dõi của cơ quan nhà nước"
        case .countedFrom(let anchor, let date, let minute):
            "\(vietnameseAnchor(anchor)) \(minute.map { "\($0) " } ?? "")\(day(date))"
        case .firstDayNotCounted: "ngày này không tính (Điều 147 Bộ luật Dân sự 2015)"
        case .skipped(let daysOff): vietnameseSkipped(daysOff)
        case .counted(let count, let direction, let date):
            direction == .after
                ? "đủ \(days.count(count)) vào \(day(date))" : "\(days.count(count)) trước đó là \(day(date))"
        case .countedHours(let count, let date, let minute):
            "\(days.count(count)) tính từ phút đã ghi, hết vào \(minute) \(day(date)) (khoản 1 Điều 147 Bộ luật Dân sự 2015)"
        case .rolled(let from, let off, let to, .forward):
            "\(day(from)) là ngày nghỉ (\(vietnamese(off, from))) nên thời hạn kết thúc vào ngày làm việc tiếp theo, \(day(to)) (khoản 5 Điều 148)"
        case .rolled(let from, let off, let to, let roll):
            "\(day(from)) là ngày nghỉ (\(vietnamese(off, from))) nên lùi về ngày làm việc liền trước, \(day(to)) (roll: \(roll.rawValue))"
        case .onDayOff(let date, let off, let last):
            "\(day(date)) là ngày nghỉ (\(vietnamese(off, date))) nhưng hạn giữ nguyên; ngày làm việc cuối cùng trước hạn là \(day(last))"
        case .endOfDay(let date): "hết hạn 24:00 \(day(date)) (Điều 148)"
        case .provisional(let year):
            "tạm tính: lịch chưa có danh sách chính thức các ngày nghỉ năm \(year)"
        case .noDue(let deadline): "\(vietnameseUndated(deadline)); không tự đặt ra thời hạn"
        case .pointOf, .range, .recurs, .clamped, .atTime, .countedWorkingHours: vietnameseForm(step) ?? ""
        }
    }

    private func vietnameseAnchor(_ anchor: Anchor) -> String {
        switch anchor {
        case .notice: "tính từ ngày ban hành văn bản,"
        case .day: "tính từ"
        case .event("receipt"): "nhận ngày"
        case .event(let name): "sự kiện '\(name)' ngày"
        case .completion(let other): "\(other) hoàn thành ngày"
        case .failure(let other): "\(other) không thực hiện được ngày"
        }
    }

    private func vietnameseUndated(_ deadline: Deadline) -> String {
        switch deadline {
        case .atOnce: "phải thực hiện ngay, không ghi ngày"
        case .urgent: "phải thực hiện khẩn trương, không ghi ngày"
        case .standing: "nhiệm vụ thường xuyên, không ghi ngày"
        default: "văn bản không ghi thời hạn cụ thể"
        }
    }

    private func vietnameseSkipped(_ daysOff: [CivilDate]) -> String {
        if daysOff.isEmpty { return "trong khoảng này không có ngày nghỉ" }
        let list = runs(daysOff) { run, names in
            "\(days.days(run)) là ngày nghỉ\(names.isEmpty ? "" : ": \(names.joined(separator: ", "))")"
        }
        return list + (source(daysOff).map { " (\($0))" } ?? "")
    }

    private func vietnamese(_ off: DayOff, _ date: CivilDate) -> String {
        switch off {
        case .weekend: "cuối tuần"
        case .holiday(let name): "\(name)\(source([date]).map { "; \($0)" } ?? "")"
        }
    }

    private func vietnamese(_ period: Period) -> String {
        switch period {
        case .week(let year, let week): "tuần \(week) năm \(year)"
        case .month(let year, let month): "tháng \(month)/\(year)"
        case .quarter(let year, let quarter): "quý \(["I", "II", "III", "IV"][max(0, min(3, quarter - 1))])/\(year)"
        case .half(let year, let half): "6 tháng \(half == 1 ? "đầu" : "cuối") năm \(year)"
        case .year(let year): "năm \(year)"
        }
    }
}
