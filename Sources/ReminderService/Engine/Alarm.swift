import Directives
import Gateways

/// What the operator must hear of.
enum Alarm {
    case fuse(Fuse.Stop, address: String)
    case misconfigured(gateway: String, text: String)
    case suspended(gateway: String, text: String)
    case configurationRefused([Diagnostic])
    case clock(ClockSanity.Fault)

    /// What makes it the same alarm on one day.
    var key: String {
        switch self {
        case .fuse(let stop, _): "fuse \(stop.rawValue)"
        case .misconfigured(let gateway, _): "misconfigured \(gateway)"
        case .suspended(let gateway, _): "suspended \(gateway)"
        // Another file is another mistake, which nobody may know of yet.
        case .configurationRefused(let diagnostics): "configuration \(diagnostics.first?.location.file ?? "")"
        case .clock: "clock"
        }
    }

    func words(in language: Language) -> (subject: String, body: [String]) {
        switch (self, language) {
        case (.fuse(let stop, let address), .vietnamese):
            (
                "Đã giữ lại tin nhắc vì chạm giới hạn \(stop.rawValue)",
                [
                    "Có tin nhắc bị giữ lại vì chạm giới hạn \(stop.rawValue) (địa chỉ đầu tiên: \(address)).",
                    "Nếu đây không phải do lỗi cấu hình, hãy nâng limits trong dondoc.yaml; tin sẽ được gửi khi có chỗ.",
                    "Xem: dondoc outbox",
                ]
            )
        case (.fuse(let stop, let address), .english):
            (
                "Reminders are held by the limit \(stop.rawValue)",
                [
                    "Reminders are held by the limit \(stop.rawValue) (the first address: \(address)).",
                    "If this is no mistake of the configuration, raise limits in dondoc.yaml; they go when there is room.",
                    "See: dondoc outbox",
                ]
            )
        case (.misconfigured(let gateway, let text), .vietnamese):
            (
                "Cổng gửi \(gateway) có thể cấu hình sai",
                [
                    "Cổng \(gateway) trả lời: \(text)",
                    "Các tin sẽ được thử lại. Hãy kiểm tra command của cổng này trong dondoc.yaml.",
                ]
            )
        case (.misconfigured(let gateway, let text), .english):
            (
                "The gateway \(gateway) may be set up wrongly",
                [
                    "The gateway \(gateway) answered: \(text)",
                    "Its messages are tried again. Check its command in dondoc.yaml.",
                ]
            )
        case (.suspended(let gateway, let text), .vietnamese):
            (
                "Đã tạm ngừng cổng gửi \(gateway)",
                [
                    "Cổng \(gateway) không gửi được \(CircuitBreaker.threshold) lần liên tiếp; trả lời sau cùng: \(text)",
                    "Hệ thống tự thử lại từng tin một và sẽ gửi tiếp khi cổng hoạt động trở lại.",
                    "Xem: dondoc status; dondoc outbox list",
                ]
            )
        case (.suspended(let gateway, let text), .english):
            (
                "The gateway \(gateway) is suspended",
                [
                    "The gateway \(gateway) failed \(CircuitBreaker.threshold) times in a row; its last answer: \(text)",
                    "It is tried with one message at a time, and goes on by itself when it answers again.",
                    "See: dondoc status; dondoc outbox list",
                ]
            )
        case (.clock(let fault), .vietnamese):
            (
                "Đồng hồ của máy sai, tạm ngừng gửi tin nhắc",
                [
                    "Đồng hồ của máy sai (\(fault)). Không tin nhắc nào được gửi cho đến khi đồng hồ đúng trở lại hoặc được "
                        + "xác nhận là đúng (dondoc clock accept); thư này cũng chờ đến lúc đó.",
                    "Các tin đến hạn trong thời gian đó được gửi muộn.",
                    "Hãy kiểm tra việc đồng bộ giờ của máy. Xem: dondoc log --kind clock-stepped; dondoc outbox",
                ]
            )
        case (.clock(let fault), .english):
            (
                "The machine's clock is wrong; no reminders go",
                [
                    "The machine's clock was wrong: \(fault). Nothing went until it was right again or was accepted "
                        + "(dondoc clock accept); this letter waited for that, too.",
                    "What came due meanwhile goes late.",
                    "See that the machine's time is kept. See: dondoc log --kind clock-stepped; dondoc outbox",
                ]
            )
        case (.configurationRefused(let diagnostics), .vietnamese):
            (
                "Cấu hình mới có lỗi, vẫn dùng cấu hình cũ",
                ["Cấu hình trên đĩa có \(diagnostics.count) lỗi nên chưa được dùng; cấu hình trước đó vẫn có hiệu lực:"]
                    + diagnostics.prefix(20).map(\.description)
            )
        case (.configurationRefused(let diagnostics), .english):
            (
                "The new configuration is refused, the old one stays in force",
                ["The files have \(diagnostics.count) mistakes and were not accepted; what was in force stays:"]
                    + diagnostics.prefix(20).map(\.description)
            )
        }
    }
}
