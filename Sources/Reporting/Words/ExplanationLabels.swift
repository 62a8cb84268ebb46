import Directives

/// The headings of an explanation, of one width in a language so that what follows lines up.
struct ExplanationLabels {
    private let isVietnamese: Bool

    init(_ language: Language) {
        isVietnamese = language == .vietnamese
    }

    var lead: String { isVietnamese ? "chủ trì     " : "lead      " }
    var coordinating: String { isVietnamese ? "phối hợp    " : "with      " }
    var quote: String { isVietnamese ? "nguyên văn  " : "quote     " }
    var deadline: String { isVietnamese ? "thời hạn  " : "deadline  " }
    var due: String { isVietnamese ? "hết hạn   " : "due       " }
    var none: String { isVietnamese ? "không có" : "none" }
    var restricted: String { isVietnamese ? "(hạn chế phổ biến)" : "(restricted)" }

    func notice(_ symbol: String, _ issued: String, _ issuer: String, _ assigned: String) -> String {
        isVietnamese
            ? "văn bản     \(symbol), \(issued), \(issuer); giao \(assigned)"
            : "notice    \(symbol) of \(issued), \(issuer); assigned \(assigned)"
    }

    func opened(_ instant: String, version: Int, _ state: String) -> String {
        isVietnamese
            ? "  mở từ     \(instant), phiên bản \(version), \(state)"
            : "  opened    \(instant), version \(version), \(state)"
    }

    func ladder(policy: String) -> String {
        isVietnamese ? "  lịch nhắc (theo '\(policy)')" : "  ladder    (policy '\(policy)')"
    }

    var ladderColumns: [String] {
        isVietnamese ? ["    lúc", "bước", "đơn vị", "gửi đến"] : ["    at", "step", "unit", "to"]
    }

    func ordinal(_ number: Int) -> String {
        isVietnamese ? " (lần \(number))" : " (no. \(number))"
    }

    /// - Parameter reason: what it waits for in English.
    func waits(for directive: Directive, _ reason: String) -> String {
        guard isVietnamese else { return "no obligation yet: it waits for \(reason)" }
        let event =
            switch directive.opens {
            case .failure(let other): "\(other) không thành"
            case .completion(let other): "\(other) hoàn thành"
            case .event(let name): "sự kiện '\(name)'"
            case nil: directive.awaitedEvents.first.map { "sự kiện '\($0)'" } ?? reason
            }
        return "chưa phát sinh nhiệm vụ: đang chờ \(event)"
    }
}
