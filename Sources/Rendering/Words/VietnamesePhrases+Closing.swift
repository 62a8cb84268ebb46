import Directives

extension VietnamesePhrases {
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
}
