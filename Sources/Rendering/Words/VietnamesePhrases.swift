import Directives

/// Vietnamese as offices write it to each other.
struct VietnamesePhrases: Phrases {
    func day(_ date: CivilDate) -> String {
        "\(weekday(date)), \(date.dayMonthYear)"
    }

    func moment(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "\(time) \(day(date))"
    }

    private func weekday(_ date: CivilDate) -> String {
        switch date.weekday {
        case .monday: "thứ Hai"
        case .tuesday: "thứ Ba"
        case .wednesday: "thứ Tư"
        case .thursday: "thứ Năm"
        case .friday: "thứ Sáu"
        case .saturday: "thứ Bảy"
        case .sunday: "Chủ nhật"
        }
    }

    func status(_ standing: Standing) -> String {
        switch standing {
        case .overdue(0, _): "đã quá hạn trong hôm nay"
        case .overdue(let days, let working?) where working > 0:
            "quá hạn \(working) ngày làm việc" + (days == working ? "" : " (\(days) ngày kể cả ngày nghỉ)")
        case .overdue(let days, _): "quá hạn \(days) ngày"
        case .today: "hôm nay là ngày cuối"
        case .ahead(_, 0): "hôm nay là ngày làm việc cuối cùng trước hạn"
        case .ahead(1, _): "còn 1 ngày làm việc (hạn là ngày mai)"
        case .ahead(let days, let working?):
            "còn \(working) ngày làm việc" + (days == working ? "" : " (\(days) ngày kể cả ngày nghỉ)")
        case .ahead(let days, nil): "còn \(days) ngày"
        case .undated(.atOnce): "cần làm ngay"
        case .undated(.urgent): "khẩn trương thực hiện"
        case .undated(.standing): "nhiệm vụ thường xuyên"
        case .undated(.none): "không ghi thời hạn"
        }
    }

    func datedStatus(_ facts: ItemFacts) -> String {
        guard let due = facts.due else { return status(facts.standing) }
        return switch facts.standing {
        case .today: "đến hạn hôm nay, \(due.aimDate.dayMonthYear)"
        case .ahead(_, 0): "hôm nay, \(facts.today.dayMonthYear), là ngày làm việc cuối cùng trước hạn"
        case .ahead(1, _): "còn 1 ngày làm việc (hạn là ngày mai, \(due.aimDate.dayMonthYear))"
        default: status(facts.standing)
        }
    }

    func due(_ due: ItemFacts.DueWords) -> String {
        due.time.map { moment($0, due.date) } ?? "hết \(day(due.date))"
    }

    func formerLead(_ name: String, until last: CivilDate?) -> String {
        last.map { "\(name) (đến hết ngày \($0.dayMonthYear))" } ?? name
    }

    func history(_ history: ItemFacts.HistoryWords) -> String {
        var parts = [
            history.reminders == 0
                ? "chưa nhắc đơn vị chủ trì lần nào"
                : "đã nhắc đơn vị chủ trì \(history.reminders) lần"
                    + (history.overdueReminders > 0 ? ", trong đó \(history.overdueReminders) lần sau khi quá hạn" : "")
        ]
        if let (time, date) = history.reached {
            let channel = history.reachedChannel.map { " qua \(name($0))" } ?? ""
            parts.append("tin gần nhất đã gửi đi lúc \(moment(time, date))\(channel)")
        } else if history.reminders > 0 {
            parts.append("chưa có tin nào gửi đi được")
        }
        if let failed = history.failed {
            let channel = history.failedChannel.map { " qua \(name($0))" } ?? ""
            parts.append("tin ngày \(failed.dayMonthYear)\(channel) không gửi được")
        }
        return parts.joined(separator: "; ")
    }

    private func name(_ channel: Channel) -> String {
        switch channel {
        case .email: "thư điện tử"
        case .sms: "tin nhắn SMS"
        }
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

    func shortLead(_ name: String) -> String { "chủ trì \(name)" }

    func ordinal(_ ordinal: Int) -> String { "đôn đốc lần \(ordinal)" }

    func digestLabel(overdue: Bool) -> String { overdue ? "Đôn đốc" : "Nhắc việc" }

    func heading(_ rank: Standing.Rank, count: Int) -> String {
        switch rank {
        case .overdue: "VIỆC QUÁ HẠN (\(count))"
        case .today: "VIỆC ĐẾN HẠN HÔM NAY (\(count))"
        case .atOnce: "VIỆC CẦN LÀM NGAY (\(count))"
        case .soon: "VIỆC SẮP ĐẾN HẠN (\(count))"
        case .later: "VIỆC CHƯA ĐẾN HẠN (\(count))"
        case .undated: "VIỆC KHÔNG THỜI HẠN (\(count))"
        }
    }

    func breakdown(_ counts: [(rank: Standing.Rank, count: Int)]) -> String {
        counts.map { "\($0.count) \(name($0.rank))" }.joined(separator: ", ")
    }

    func tally(_ counts: [(rank: Standing.Rank, count: Int)]) -> String {
        guard counts.count == 1, let only = counts.first else {
            return "\(counts.reduce(0) { $0 + $1.count }) việc: \(breakdown(counts))"
        }
        return "\(only.count) việc \(name(only.rank))"
    }

    private func name(_ rank: Standing.Rank) -> String {
        switch rank {
        case .overdue: "quá hạn"
        case .today: "đến hạn hôm nay"
        case .atOnce: "cần làm ngay"
        case .soon: "sắp đến hạn"
        case .later: "chưa đến hạn"
        case .undated: "không thời hạn"
        }
    }

    func leading(_ rank: Standing.Rank) -> String {
        switch rank {
        case .overdue, .today, .atOnce, .soon: "Gấp nhất"
        case .later, .undated: "Trước hết"
        }
    }

    func late(_ planned: ItemFacts.Moment, written: ItemFacts.Moment) -> String {
        "Thư này lẽ ra được gửi lúc \(moment(planned.time, planned.date)), nay mới gửi được lúc "
            + "\(moment(written.time, written.date)) do hệ thống tạm dừng hoạt động. Rất mong được thông cảm."
    }

    func shortLate(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "Tin gửi muộn (lẽ ra lúc \(time) \(date.dayMonthYear))"
    }

    func dayOff(lastWorkingDay: CivilDate) -> String {
        "Ngày đến hạn là ngày nghỉ; ngày làm việc cuối cùng trước đó là \(day(lastWorkingDay))."
    }

    func provisional(year: Int) -> String {
        "Thời hạn này tạm tính, vì chưa có lịch nghỉ chính thức của năm \(year)."
    }

    func redirected(to address: String) -> String {
        "[Chạy thử: thư này lẽ ra gửi tới \(address)]"
    }

    func merged(_ merged: [Slot.Merged]) -> String? {
        let parts = merged.compactMap { merged -> String? in
            switch merged.step {
            case .onAssignment: "thông báo giao nhiệm vụ"
            case .changed: "thông báo điều chỉnh thời hạn"
            case .escalation: "báo cáo lãnh đạo"
            case .before, .onTheDay, .after, .every, .atOnce, .review, .handedOver: nil
            }
        }
        return parts.isEmpty ? nil : "Thư này đồng thời là \(parts.joined(separator: ", "))."
    }
}
