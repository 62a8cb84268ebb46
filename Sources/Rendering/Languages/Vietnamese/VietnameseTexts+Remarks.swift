import Directives

extension VietnameseTexts {
    func history(_ history: ItemFacts.HistoryWords) -> String {
        var parts = [
            history.reminders == 0
                ? "chưa nhắc đơn vị chủ trì lần nào"
                : "đã nhắc đơn vị chủ trì \(history.reminders) lần"
                    + (history.overdueReminders > 0 ? ", trong đó \(history.overdueReminders) lần sau khi quá hạn" : "")
        ]
        if let (time, date) = history.lastSent {
            let channel = history.lastSentChannel.map { " qua \(name($0))" } ?? ""
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

    func late(_ planned: ItemFacts.Moment, written: ItemFacts.Moment) -> String {
        "Thư này lẽ ra được gửi lúc \(moment(planned.time, planned.date)), nay mới gửi được lúc "
            + "\(moment(written.time, written.date)). Rất mong được thông cảm."
    }

    func shortLate(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "Tin gửi muộn (lẽ ra lúc \(time) \(date.dayMonthYear))"
    }

    func formerLead(_ name: String, until last: CivilDate?) -> String {
        last.map { "\(name) (đến hết ngày \($0.dayMonthYear))" } ?? name
    }

    func shortLead(_ name: String) -> String { "chủ trì \(name)" }

    func dayOff(lastWorkingDay: CivilDate) -> String {
        "Ngày đến hạn là ngày nghỉ; ngày làm việc cuối cùng trước đó là \(day(lastWorkingDay))."
    }

    func provisional(year: Int) -> String {
        "Thời hạn này tạm tính, vì chưa có lịch nghỉ chính thức của năm \(year)."
    }

    func redirected(to address: String) -> String {
        "[Chạy thử: thư này lẽ ra gửi tới \(address)]"
    }
}
