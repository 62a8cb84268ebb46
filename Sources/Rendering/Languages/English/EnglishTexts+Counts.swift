import Directives

extension EnglishTexts {
    func ordinal(_ ordinal: Int) -> String { "reminder no. \(ordinal)" }

    func heading(_ rank: Standing.Rank, count: Int) -> String {
        switch rank {
        case .overdue: "OVERDUE (\(count))"
        case .today: "DUE TODAY (\(count))"
        case .atOnce: "AT ONCE (\(count))"
        case .soon: "DUE SOON (\(count))"
        case .later: "DUE LATER (\(count))"
        case .undated: "WITHOUT A DATE (\(count))"
        }
    }

    func breakdown(_ counts: [(rank: Standing.Rank, count: Int)]) -> String {
        counts.map { "\($0.count) \(name($0.rank))" }.joined(separator: ", ")
    }

    func tally(_ counts: [(rank: Standing.Rank, count: Int)]) -> String {
        guard counts.count == 1, let only = counts.first else {
            return "\(count(counts.reduce(0) { $0 + $1.count }, "task")): \(breakdown(counts))"
        }
        return "\(count(only.count, "task")) \(name(only.rank))"
    }

    private func name(_ rank: Standing.Rank) -> String {
        switch rank {
        case .overdue: "overdue"
        case .today: "due today"
        case .atOnce: "to be done at once"
        case .soon: "due soon"
        case .later: "due later"
        case .undated: "without a date"
        }
    }
}
