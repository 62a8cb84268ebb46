import Directives

extension VietnameseTexts {
    func words(of alarm: Alarm) -> OperatorWords {
        switch alarm {
        case .limit(let stop, let address):
            OperatorWords(
                "Đã giữ lại tin nhắc vì chạm giới hạn \(stop.rawValue)",
                [
                    "Có tin nhắc bị giữ lại vì chạm giới hạn \(stop.rawValue) (địa chỉ đầu tiên: \(address)).",
                    "Nếu đây không phải do lỗi cấu hình, hãy nâng limits trong dondoc.yaml; tin sẽ được gửi khi có chỗ.",
                    "Xem: dondoc outbox",
                ])
        case .misconfigured(let gateway, let answer):
            OperatorWords(
                "Cổng gửi \(gateway) có thể cấu hình sai",
                [
                    "Cổng \(gateway) trả lời: \(answer)",
                    "Các tin sẽ được thử lại. Hãy kiểm tra command của cổng này trong dondoc.yaml.",
                ])
        case .suspended(let gateway, let failures, let answer):
            OperatorWords(
                "Đã tạm ngừng cổng gửi \(gateway)",
                [
                    "Cổng \(gateway) không gửi được \(failures) lần liên tiếp; trả lời sau cùng: \(answer)",
                    "Hệ thống tự thử lại từng tin một và sẽ gửi tiếp khi cổng hoạt động trở lại.",
                    "Xem: dondoc status; dondoc outbox list",
                ])
        case .clock(let fault):
            OperatorWords(
                "Đồng hồ của máy sai, tạm ngừng gửi tin nhắc",
                [
                    "Đồng hồ của máy sai (\(words(fault))). Không tin nhắc nào được gửi cho đến khi đồng hồ đúng trở lại "
                        + "hoặc được xác nhận là đúng (dondoc clock accept); thư này cũng chờ đến lúc đó.",
                    "Các tin đến hạn trong thời gian đó được gửi muộn.",
                    "Hãy kiểm tra việc đồng bộ giờ của máy. Xem: dondoc log --kind clock-stepped; dondoc outbox",
                ])
        case .shortage(let reason):
            OperatorWords(
                "Máy thiếu tài nguyên, các tin phải chờ",
                [
                    "Không khởi động được chương trình của cổng gửi: \(reason).",
                    "Không mất tin nào và không cổng gửi nào bị tạm ngừng: tin được gửi ngay khi máy đủ tài nguyên.",
                    "Hãy kiểm tra bộ mô tả tệp, tiến trình và bộ nhớ của máy. Xem: systemctl status dondoc; free",
                ])
        case .ledgerLocked(let error, let since):
            OperatorWords(
                "Chương trình khác đã giữ sổ theo dõi, tin nhắc bị ngừng gửi",
                [
                    "Từ \(since) hệ thống không ghi được vào sổ nên không gửi tin nào: \(error)",
                    "Thư này cũng chờ đến khi ghi được. Các tin đến hạn trong thời gian đó được gửi muộn.",
                    "Chỉ cho chương trình khác đọc các tệp của sổ; hãy sao lưu bằng: dondoc backup",
                ])
        case .refused(let error):
            OperatorWords(
                "Sổ theo dõi từ chối ghi một tin",
                [
                    "Tin không ghi được thì không được gửi: \(error)",
                    "Các tin khác vẫn được gửi. Hệ thống thử lại mỗi giờ, hoặc giữ tin lại. Đây là lỗi của Dondoc, xin hãy báo lại.",
                    "Xem: dondoc outbox; dondoc audit; journalctl DONDOC_EVENT=write-refused",
                ])
        case .configurationRefused(let diagnostics):
            OperatorWords(
                "Cấu hình mới có lỗi, vẫn dùng cấu hình cũ",
                ["Cấu hình trên đĩa có \(diagnostics.count) lỗi nên chưa được dùng; cấu hình trước đó vẫn có hiệu lực:"]
                    + diagnostics.prefix(20).map(\.description))
        }
    }

    private func words(_ fault: ClockFault) -> String {
        switch fault {
        case .beforeBuild: "đồng hồ chỉ một ngày trước khi chương trình này được tạo ra"
        case .after2100: "đồng hồ chỉ một ngày sau năm 2100"
        case .behindLedger: "đồng hồ chậm hơn 48 giờ so với bản ghi mới nhất của sổ theo dõi"
        case .ahead(let hours): "đồng hồ bị đặt nhanh \(hours) giờ"
        }
    }

    func words(of life: SignOfLife) -> OperatorWords {
        var body = [
            "Dondoc đang chạy bình thường từ \(life.since).",
            "- Nhiệm vụ đang theo dõi: \(life.open)",
            "- Tin đã được cổng gửi nhận: \(life.accepted); chờ gửi lại: \(life.deferred); không gửi được: \(life.dead)",
            "- Lần nhắc tiếp theo: \(life.next ?? "không có")",
        ]
        if life.held > 0 { body.append("- Nhiệm vụ có tin đang bị giữ lại: \(life.held) (xem: dondoc outbox)") }
        for year in life.uncovered {
            body.append(
                "- Lịch chưa có ngày nghỉ chính thức của năm \(year): thời hạn tính theo ngày làm việc chỉ là tạm tính")
        }
        if let head = life.head { body.append(ledgerHead(head)) }
        return OperatorWords("Báo cáo hoạt động hằng tuần", body)
    }

    func trial(by office: Settings.Office, of gateway: String) -> OperatorWords {
        OperatorWords(
            "Tin thử của \(office.short) (cổng gửi \(gateway)), không phải nhắc việc",
            [
                "\(office.name) gửi tin này để kiểm tra cổng gửi \(gateway).",
                "Đây không phải thông báo giao việc hay đôn đốc; kính đề nghị quý đơn vị bỏ qua.",
            ])
    }

    func operatorSubject(_ subject: String) -> String { "[Dondoc] \(subject)" }
}
