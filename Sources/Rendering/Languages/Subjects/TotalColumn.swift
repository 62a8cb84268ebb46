/// A column of the numbers by lead unit.
package enum TotalColumn: Hashable, Sendable {
    case lead, all
    case count(ReportStatus)
    case percentDone

    static let inOrder = [lead, all] + ReportStatus.allCases.map(count) + [percentDone]

    func cell(_ total: ReportTotal) -> String {
        switch self {
        case .lead: total.name
        case .all: "\(total.all)"
        case .count(let status): "\(total.counts[status, default: 0])"
        case .percentDone: "\(total.percentDone)"
        }
    }

    /// Whether it can be left out where there is nothing to count; how many there are and how many are done always stand.
    func isEmpty(_ total: ReportTotal) -> Bool {
        if case .count(let status) = self { total.counts[status, default: 0] == 0 } else { false }
    }
}
