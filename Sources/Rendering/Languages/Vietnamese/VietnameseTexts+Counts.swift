import Directives

extension VietnameseTexts {
    func ordinal(_ ordinal: Int) -> String { "đôn đốc lần \(ordinal)" }

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
}
