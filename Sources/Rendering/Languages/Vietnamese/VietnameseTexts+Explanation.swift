import Directives

extension VietnameseTexts {
    func explanationLabel(_ label: ExplanationLabel) -> String {
        switch label {
        case .lead: "chủ trì     "
        case .coordinating: "phối hợp    "
        case .quote: "nguyên văn  "
        case .deadline: "thời hạn  "
        case .due: "hết hạn   "
        case .noDue: "không có"
        case .restricted: "(hạn chế phổ biến)"
        case .ladderAt: "lúc"
        case .ladderStep: "bước"
        case .ladderUnit: "đơn vị"
        case .ladderTo: "gửi đến"
        }
    }

    func notice(_ symbol: String, _ issued: String, _ issuer: String, _ assigned: String) -> String {
        "văn bản     \(symbol), \(issued), \(issuer); giao \(assigned)"
    }

    func opened(_ instant: String, version: Int, _ state: Obligation.State) -> String {
        "mở từ     \(instant), phiên bản \(version), \(state.rawValue)"
    }

    func ladder(policy: String) -> String { "lịch nhắc (theo '\(policy)')" }

    func ladderOrdinal(_ number: Int) -> String { " (lần \(number))" }

    func waits(for event: Directive.Condition) -> String {
        switch event {
        case .failure(let other): "chưa phát sinh nhiệm vụ: đang chờ \(other) không thành"
        case .completion(let other): "chưa phát sinh nhiệm vụ: đang chờ \(other) hoàn thành"
        case .event(let name): "chưa phát sinh nhiệm vụ: đang chờ sự kiện '\(name)'"
        }
    }
}
