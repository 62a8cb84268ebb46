import Directives

extension Deadline: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "on": self = .on(try values["_0"])
        case "at": self = .at(try values["_0"], try values["_1"])
        case "within": self = .within(try values["_0"])
        case "point": self = .point(try values["_0"])
        case "range": self = .range(try values["_0"], try values["_1"])
        case "before": self = .before(try values["_0"])
        case "counted":
            self = .counted(try values["_0"], try values["_1"], try values["_2"], roll: try values["roll"])
        case "every": self = .every(try values["_0"])
        case "atOnce": self = .atOnce
        case "urgent": self = .urgent
        case "standing": self = .standing
        case "none": self = .none
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .on(let date): .named("on", ["_0": date])
        case .at(let date, let time): .named("at", ["_0": date, "_1": time])
        case .within(let period): .named("within", ["_0": period])
        case .point(let point): .named("point", ["_0": point])
        case .range(let first, let last): .named("range", ["_0": first, "_1": last])
        case .before(let day): .named("before", ["_0": day])
        case .counted(let count, let direction, let anchor, let roll):
            .named("counted", ["_0": count, "_1": direction, "_2": anchor, "roll": roll])
        case .every(let recurrence): .named("every", ["_0": recurrence])
        case .atOnce: .named("atOnce")
        case .urgent: .named("urgent")
        case .standing: .named("standing")
        case .none: .named("none")
        }
    }
}

extension DayReference: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "date": self = .date(try values["_0"])
        case "named": self = .named(try values["_0"], year: try values["year"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .date(let date): .named("date", ["_0": date])
        case .named(let name, let year): .named("named", ["_0": name, "year": year])
        }
    }
}

extension Anchor: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "notice": self = .notice
        case "day": self = .day(try values["_0"])
        case "event": self = .event(try values["_0"])
        case "completion": self = .completion(of: try values["of"])
        case "failure": self = .failure(of: try values["of"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .notice: .named("notice")
        case .day(let day): .named("day", ["_0": day])
        case .event(let name): .named("event", ["_0": name])
        case .completion(let other): .named("completion", ["of": other])
        case .failure(let other): .named("failure", ["of": other])
        }
    }
}

extension Direction: StoredText {}
extension Roll: StoredText {}
extension Count.Unit: StoredText {}

extension Count: StoredForm {
    init(_ stored: Stored) throws {
        guard let count = Count(try stored["amount"], try stored["unit"]) else {
            throw StoredFormError.malformed("count")
        }
        self = count
    }

    var stored: Stored { ["amount": amount, "unit": unit] }
}

extension Period: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "week": self = .week(year: try values["year"], week: try values["week"])
        case "month": self = .month(year: try values["year"], month: try values["month"])
        case "quarter": self = .quarter(year: try values["year"], quarter: try values["quarter"])
        case "half": self = .half(year: try values["year"], half: try values["half"])
        case "year": self = .year(try values["_0"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .week(let year, let week): .named("week", ["week": week, "year": year])
        case .month(let year, let month): .named("month", ["month": month, "year": year])
        case .quarter(let year, let quarter): .named("quarter", ["quarter": quarter, "year": year])
        case .half(let year, let half): .named("half", ["half": half, "year": year])
        case .year(let year): .named("year", ["_0": year])
        }
    }
}

extension PeriodPoint.Position: StoredText {}

extension PeriodPoint: StoredForm {
    init(_ stored: Stored) throws {
        guard let point = PeriodPoint(try stored["position"], of: try stored["period"]) else {
            throw StoredFormError.malformed("point of a period")
        }
        self = point
    }

    var stored: Stored { ["period": period, "position": position] }
}

extension Recurrence: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            try stored["pattern"], time: try stored["time"], from: try stored["from"], until: try stored["until"],
            except: try stored["except"], roll: try stored["roll"])
    }

    var stored: Stored {
        ["except": except, "from": from, "pattern": pattern, "roll": roll, "time": time, "until": until]
    }
}

extension Recurrence.Pattern: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "cycle": self = .cycle(try values["_0"])
        case "rule": self = .rule(try values["_0"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .cycle(let cycle): .named("cycle", ["_0": cycle])
        case .rule(let rule): .named("rule", ["_0": rule])
        }
    }
}

extension Recurrence.Exception: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "date": self = .date(try values["_0"])
        case "period": self = .period(try values["_0"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .date(let date): .named("date", ["_0": date])
        case .period(let period): .named("period", ["_0": period])
        }
    }
}

extension Cycle: StoredText {
    init?(storedText: String) {
        guard let cycle = try? Cycle(parsing: storedText) else { return nil }
        self = cycle
    }

    var storedText: String { description }
}

extension RecurrenceRule: StoredText {
    init?(storedText: String) {
        guard let rule = try? RecurrenceRule(parsing: storedText) else { return nil }
        self = rule
    }

    var storedText: String { description }
}
