import Directives
import Yams

extension DirectiveReader {
    private static let spellings = """
        write 2021-11-30, "2021-11-30 16:00", 2021-11, 2021-W48, 2021-Q4, 2021-H2, 2021, before 2021-12-15, \
        before christmas 2021, end of 2021-11, from 2021-12-01 to 2021-12-15, 5 days after receipt, 8 working hours after \
        receipt, 3 working days after notice, 10 days before tet 2022, 10 days after 8.1 is done, every month on day 20, \
        {rrule: FREQ=MONTHLY;BYDAY=-1FR}, at once, urgent, standing or none
        """

    mutating func deadlines(in fields: Fields, roll: Roll?) -> [Directive.NamedDeadline] {
        if let node = fields["deadlines"] {
            if let other = fields["deadline"] {
                reading.error("a directive has 'deadline' or 'deadlines', not both", at: reading.mark(of: other))
            }
            return named(node, roll: roll)
        }
        guard let node = fields["deadline"] else { return [.init(.none)] }
        return [.init(deadline(node, of: "deadline", roll: roll) ?? .none)]
    }

    /// A deadline in one text, or a recurring one as keys with values.
    private mutating func deadline(_ node: Node, of key: String, roll: Roll?) -> Deadline? {
        if case .mapping = node { return recurrence(node, roll: roll) }
        return reading.text(node, of: key).flatMap { deadline($0, roll: roll) }
    }

    private mutating func named(_ node: Node, roll: Roll?) -> [Directive.NamedDeadline] {
        guard let items = reading.items(node, of: "deadlines") else { return [] }
        if items.isEmpty { reading.error("'deadlines' is empty", at: reading.mark(of: node)) }
        var deadlines: [Directive.NamedDeadline] = []
        for item in items {
            guard let fields = reading.fields(item, of: "a deadline", known: ["name", "by"]) else { continue }
            let name = fields.text("name", required: true)
            let by = fields.required("by")
            if let name {
                if reading.identifier(name, of: "deadline") == nil {
                } else if deadlines.contains(where: { $0.name == name.string }) {
                    reading.error("the name '\(name.string)' is used twice", at: name.mark)
                }
            }
            guard let by, let deadline = self.deadline(by, of: "by", roll: roll) else { continue }
            deadlines.append(.init(name: name?.string, deadline))
        }
        return deadlines
    }

    private mutating func deadline(_ text: Text, roll: Roll?) -> Deadline? {
        guard let deadline = Deadline(text.string, in: noticeID) else {
            reportUnreadable(text)
            return nil
        }
        switch deadline {
        case .at:
            // 16:00 is a number to YAML, and a date with a time is a time stamp in another zone.
            guard reading.requireQuotes(text) else { return nil }
        case .every(let recurrence):
            if recurrence.time != nil, !reading.requireQuotes(text) { return nil }
            guard hasOccurrences(recurrence, text.mark) else { return nil }
        case .before(let day):
            guard isKnown(day, in: text) else { return nil }
        case .counted(let count, _, let anchor, _):
            if case .day(let day) = anchor, !isKnown(day, in: text) { return nil }
            guard hasMinute(count, anchor, text) else { return nil }
        default: break
        }
        if dueWarnings, let calendar = context.calendar { warn(of: deadline, text, calendar) }
        return roll.map(deadline.rolled) ?? deadline
    }

    /// Hours can be counted from what is recorded with a time, not from a day.
    private func hasMinute(_ count: Count, _ anchor: Directives.Anchor, _ text: Text) -> Bool {
        guard count.unit.isHours else { return true }
        switch anchor {
        case .event, .completion, .failure: return true
        case .notice, .day:
            reading.error(
                "hours are counted from a minute, and '\(anchor)' is a day; count from an event such as receipt",
                at: text.mark)
            return false
        }
    }

    private func reportUnreadable(_ text: Text) {
        let words = text.string.split(separator: " ")
        if let reason = reason(text.string, words.map(String.init)) {
            reading.error("'\(text.string)' is not a deadline: \(reason)", at: text.mark)
        } else if let date = words.first(where: { FileReading.looksLikeDate($0) && CivilDate(String($0)) == nil }) {
            reading.error("there is no day \(date)", at: text.mark)
        } else if words.count == 2, let date = words.first, CivilDate(String(date)) != nil, let time = words.last {
            reading.error("'\(time)' is not a time from 00:00 to 23:59", at: text.mark)
        } else {
            let keywords = ["at once", "urgent", "standing", "none"]
            let hint = Suggestion.hint(for: text.string, among: keywords)
            reading.error(
                "'\(text.string)' is not a deadline\(hint.isEmpty ? "; \(Self.spellings)" : hint)", at: text.mark)
        }
    }

    private func isKnown(_ day: DayReference, in text: Text) -> Bool {
        guard case .named(let name, let year) = day, let calendar = context.calendar else { return true }
        guard let named = calendar.namedDays[name] else {
            let hint = Suggestion.hint(for: name, among: calendar.namedDays.keys.sorted())
            reading.error("the calendar '\(calendar.name)' has no day named '\(name)'\(hint)", at: text.mark)
            return false
        }
        if named.date(in: year) != nil { return true }
        reading.error("there is no '\(name)' (\(named)) in \(year)", at: text.mark)
        return false
    }

    /// Says what the calendar makes of a deadline: a year without data, a day off.
    private mutating func warn(of deadline: Deadline, _ text: Text, _ calendar: WorkingCalendar) {
        guard let (day, isMoved) = lastDay(of: deadline, calendar) else { return }
        if !calendar.covers(day) {
            let year = day.year
            if uncovered[year] == nil { uncovered[year] = text.mark }
        }
        if isMoved || calendar.isWorkingDay(day) { return }
        let reason =
            switch calendar.reasonOff(day) {
            case .holiday(let name): "a day off (\(name))"
            case .weekend(let weekday): "a \(weekday)"
            case nil: "a day off"
            }
        let before = calendar.workingDay(onOrBefore: day)
        reading.warning("\(day) is \(reason); the last working day before it is \(before)", at: text.mark)
    }

    /// The last day on which all is well, and whether a day off would move it; nil where it cannot be known yet.
    private func lastDay(of deadline: Deadline, _ calendar: WorkingCalendar) -> (CivilDate, isMoved: Bool)? {
        switch deadline {
        case .on(let date), .at(let date, _): return (date, false)
        case .within(let period): return (period.end, false)
        case .point(let point): return (point.date, false)
        case .range(_, let end): return (end, false)
        case .every: return nil
        case .before(let day): return date(of: day, calendar).map { ($0.adding(days: -1), false) }
        case .counted(let count, let direction, let anchor, _):
            let start: CivilDate? =
                switch anchor {
                case .notice: issued
                case .day(let day): date(of: day, calendar)
                case .event, .completion, .failure: nil
                }
            guard let start else { return nil }
            let amount = direction == .after ? count.amount : -count.amount
            switch count.unit {
            case .days: return (start.adding(days: amount), direction == .after)
            case .weeks: return (start.adding(days: amount * 7), direction == .after)
            case .workingDays: return (start.adding(days: amount * 7 / 5), true)
            case .months: return start.adding(months: amount).map { ($0, direction == .after) }
            case .years: return start.adding(months: amount * 12).map { ($0, direction == .after) }
            case .hours, .workingHours: return nil
            }
        case .atOnce, .urgent, .standing, .none: return nil
        }
    }

    private func date(of day: DayReference, _ calendar: WorkingCalendar) -> CivilDate? {
        switch day {
        case .date(let date): date
        case .named(let name, let year): calendar.namedDays[name]?.date(in: year)
        }
    }
}
