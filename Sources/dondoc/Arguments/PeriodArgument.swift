import ArgumentParser
import Directives

/// A month such as 2026-02, or a year.
struct PeriodArgument: ExpressibleByArgument {
    let period: Period

    init?(argument: String) {
        switch Period(argument) {
        case .year(let year): period = .year(year)
        case .month(let year, let month): period = .month(year: year, month: month)
        default: return nil
        }
    }
}
