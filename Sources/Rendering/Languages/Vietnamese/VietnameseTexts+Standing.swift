import Directives

extension VietnameseTexts {
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

    func outcome(_ state: Obligation.State, on date: CivilDate?) -> String {
        let words =
            switch state {
            case .open: "đang thực hiện"
            case .done: "đã hoàn thành"
            case .failed: "không thực hiện được"
            case .withdrawn: "nhiệm vụ đã được thu hồi"
            case .unitEnded: "kết thúc do đơn vị chủ trì đã ngừng hoạt động"
            }
        return date.map { "\(words) (ghi nhận \(day($0)))" } ?? words
    }

    var outcomeByProgram: String { "dừng theo dõi" }

    func words(of reason: ProgramReason) -> String {
        switch reason {
        case .notAsked:
            "Danh mục theo dõi không còn thời hạn này; thông báo này không phải là quyết định thu hồi nhiệm vụ."
        case .otherLead: "Nhiệm vụ nay do đơn vị khác chủ trì."
        case .waits:
            "Thời hạn nay được tính từ một sự kiện chưa được ghi nhận; việc nhắc sẽ tiếp tục khi sự kiện được ghi nhận."
        case .noPeriod: "Nhiệm vụ không còn kỳ thực hiện này."
        case .gatewayGone: "hệ thống gửi không còn được cấu hình"
        case .gatewaySuspended: "hệ thống gửi tạm ngừng"
        case .officeDayOver: "đến hết giờ làm việc vẫn chưa được tiếp nhận"
        case .allEnded: "nhiệm vụ đã kết thúc"
        case .dueChanged: "thời hạn đã được điều chỉnh"
        }
    }
}
