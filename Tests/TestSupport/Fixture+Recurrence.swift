package import Directives

extension Fixture {
    /// Any recurring deadline that a file can state.
    package static func randomRecurrence(_ random: inout SplitMix64) -> Deadline {
        let text = randomPattern(&random)
        guard case .every(let recurrence)? = Deadline(text) else { fatalError("'\(text)' does not recur") }
        let base = date("2020-06-01").adding(days: Int.random(in: 0..<700, using: &random))
        return .every(
            Recurrence(
                recurrence.pattern,
                time: recurrence.isBefore || random.one(in: 2) ? nil : TimeOfDay(hour: 16, minute: 30),
                from: random.one(in: 2) ? nil : base,
                until: random.one(in: 2) ? nil : base.adding(days: Int.random(in: 100..<900, using: &random)),
                except: random.one(in: 2) ? [] : [.date(base.adding(days: 40)), .period(Period("2021-03")!)],
                roll: [nil, Roll.forward, .backward, Roll.stay].randomElement(using: &random)!))
    }

    private static func randomPattern(_ random: inout SplitMix64) -> String {
        let number = Int.random(in: 1...31, using: &random)
        let interval = random.one(in: 2) ? "" : "\(Int.random(in: 2...4, using: &random)) "
        let plural = interval.isEmpty ? "" : "s"
        let preposition = ["on", "by", "before"].randomElement(using: &random)!
        let weekday = Weekday.allCases.randomElement(using: &random)!
        let ordinal = ["first", "second", "third", "fourth", "last"].randomElement(using: &random)!
        let month = ["first month", "second month", "third month", "last month"].randomElement(using: &random)!
        let ends = ["first day", "last day", "first working day", "last working day", "working day 7"]
        let end = ends.randomElement(using: &random)!
        let patterns = [
            "every \(interval)day\(plural)", "every working day", "every \(interval)month\(plural)",
            "every \(interval)month\(plural) \(preposition) day \(number)",
            "every \(interval)month\(plural) \(preposition) \(ordinal) \(weekday)",
            "every \(interval)month\(plural) \(preposition) \(end)",
            "every \(interval)quarter\(plural) \(preposition) \(end)",
            "every \(interval)quarter\(plural) \(preposition) day \(number) of \(month)",
            "every \(interval)half-year\(plural) \(preposition) day \(number) of month 5",
            "every \(interval)week\(plural) \(preposition) \(weekday)", "every \(interval)week\(plural)",
            "every \(interval)year\(plural) \(preposition) 02-29", "every year \(preposition) 12-25",
            "rrule FREQ=MONTHLY;BYDAY=-1FR", "rrule FREQ=WEEKLY;BYDAY=MO,TH", "rrule FREQ=MONTHLY;BYMONTHDAY=31",
            "rrule FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "rrule FREQ=DAILY;INTERVAL=10;COUNT=20",
            "rrule FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20", "rrule FREQ=MONTHLY;BYMONTHDAY=-1,15",
        ]
        return patterns.randomElement(using: &random)!
    }
}
