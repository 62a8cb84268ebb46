import ArgumentParser
import Directives

/// A date, or `today` in the office's zone, which the parser does not know.
enum DayArgument: ExpressibleByArgument {
    case date(CivilDate)
    case today

    init?(argument: String) {
        if argument == "today" {
            self = .today
        } else {
            guard let date = CivilDate(argument) else { return nil }
            self = .date(date)
        }
    }

    static var defaultCompletionKind: CompletionKind { .list(["today"]) }

    func date(in zone: Zone) -> CivilDate {
        switch self {
        case .date(let date): date
        case .today: zone.date(at: Machine.now)
        }
    }
}
