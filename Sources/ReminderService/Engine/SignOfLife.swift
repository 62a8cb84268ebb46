import Directives

/// What the weekly letter to the operator says.
struct SignOfLife {
    let since: String
    let open: Int
    let accepted: Int
    let deferred: Int
    let dead: Int
    let held: Int
    let next: String?
    let head: String?
    /// Of this year and the next, those without official days off.
    let uncovered: [Int]

    func words(in language: Language) -> (subject: String, body: [String]) {
        language == .vietnamese ? vietnamese : english
    }

    private var vietnamese: (String, [String]) {
        var body = [
            "Dondoc đang chạy bình thường từ \(since).",
            "- Nhiệm vụ đang theo dõi: \(open)",
            "- Tin đã được cổng gửi nhận: \(accepted); chờ gửi lại: \(deferred); không gửi được: \(dead)",
            "- Lần nhắc tiếp theo: \(next ?? "không có")",
        ]
        if held > 0 { body.append("- Nhiệm vụ có tin đang bị giữ lại: \(held) (xem: dondoc outbox)") }
        for year in uncovered {
            body.append(
                "- Lịch chưa có ngày nghỉ chính thức của năm \(year): thời hạn tính theo ngày làm việc chỉ là tạm tính")
        }
        if let head { body.append("Mã đối chiếu sổ theo dõi (đề nghị lưu lại): \(head)") }
        return ("Báo cáo hoạt động hằng tuần", body)
    }

    private var english: (String, [String]) {
        var body = [
            "Dondoc has been up since \(since).",
            "- Obligations open: \(open)",
            "- Messages accepted by gateways: \(accepted); waiting for a retry: \(deferred); not sent: \(dead)",
            "- Next reminder: \(next ?? "none")",
        ]
        if held > 0 { body.append("- Obligations with held reminders: \(held) (see: dondoc outbox)") }
        for year in uncovered {
            body.append("- No official days off for \(year): dues counted in working days are provisional")
        }
        if let head { body.append("Head of the ledger's chain (keep it for an audit): \(head)") }
        return ("Weekly sign of life", body)
    }
}
