import Directives
import Yams

extension DirectiveReader {
    mutating func deadlines(in fields: Fields, roll: Roll?) -> [Directive.NamedDeadline] {
        if let node = fields["deadlines"] {
            if let other = fields["deadline"] {
                reading.error("a directive has 'deadline' or 'deadlines', not both", at: other.place)
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
        if items.isEmpty { reading.error("'deadlines' is empty", at: node.place) }
        var deadlines: [Directive.NamedDeadline] = []
        for item in items {
            guard let fields = reading.fields(item, of: "a deadline", known: ["name", "by"]) else { continue }
            let name = fields.text("name", required: true)
            let by = fields.required("by")
            if let name {
                if reading.identifier(name, of: "deadline") == nil {
                } else if deadlines.contains(where: { $0.name == name.string }) {
                    reading.error("the name '\(name.string)' is used twice", at: name.place)
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
            guard hasOccurrences(recurrence, text.place) else { return nil }
        case .before(let day):
            guard isKnown(day, in: text) else { return nil }
        case .counted(let count, _, let anchor, _):
            if case .day(let day) = anchor, !isKnown(day, in: text) { return nil }
            guard hasMinute(count, anchor, text) else { return nil }
            if case .event(let name) = anchor { warn(ofEvent: name, text.place) }
        default: break
        }
        if let roll, deadline.rolled(roll) == deadline, deadline.rolled(roll == .stay ? .forward : .stay) == deadline {
            reading.newError(
                "'roll' does nothing here: only what is counted, or recurs, is moved off a day off; write the day itself",
                at: text.place)
        }
        warn(ofDateBeforeNotice: deadline, text.place)
        if dueWarnings, let calendar = context.calendar { warn(of: deadline, text, calendar) }
        return roll.map(deadline.rolled) ?? deadline
    }

    /// Refuses the name of an event that is next to a word of the program: the task would wait for ever.
    func warn(ofEvent name: String, _ place: Place) {
        let known = ["notice", "receipt"].filter { $0 != name }
        if let meant = Suggestion.typo(for: name, among: known) {
            reading.newError("'\(name)' would be an event of your own; did you mean '\(meant)'?", at: place)
        } else if let day = context.calendar?.namedDays.keys.sorted().first(where: { $0 == name }) {
            let year = (issued ?? assigned).map { "\($0.year)" } ?? "2026"
            reading.newError("'\(day)' is a day of the calendar and wants its year, such as \(day) \(year)", at: place)
        } else if let days = context.calendar?.namedDays.keys, let meant = Suggestion.typo(for: name, among: days) {
            reading.newError("'\(name)' would be an event of your own; did you mean '\(meant)' with a year?", at: place)
        }
    }

    /// Last year's number in January is the commonest slip.
    private func warn(ofDateBeforeNotice deadline: Deadline, _ place: Place) {
        guard let issued, let calendar = context.calendar, !deadline.recurs,
            let (day, _) = deadline.lastDay(issued: issued, calendar), day < issued
        else { return }
        reading.warning("the due \(day) lies before the notice, which was issued on \(issued)", at: place)
    }

    /// Hours can be counted from what is recorded with a time, not from a day.
    private func hasMinute(_ count: Count, _ anchor: Directives.Anchor, _ text: Text) -> Bool {
        guard count.unit.isHours else { return true }
        switch anchor {
        case .event, .completion, .failure: return true
        case .notice, .day:
            reading.error(
                "hours are counted from a minute, and '\(anchor)' is a day; count from an event such as receipt",
                at: text.place)
            return false
        }
    }

    private func reportUnreadable(_ text: Text) {
        let words = text.string.split(separator: " ")
        let respelling = respelling(of: text)
        if let absence = words.lazy.compactMap({ WrittenForm.absence(of: String($0)) }).first {
            reading.error(absence, at: text.place)
        } else if let mistake = mistake(inLongForm: words.map(String.init)) {
            reading.error("'\(text.string)' is not a deadline: \(mistake)\(respelling)", at: text.place)
        } else if !respelling.isEmpty {
            reading.error("'\(text.string)' is not a deadline\(respelling)", at: text.place)
        } else if words.count == 2, let date = words.first, CivilDate(String(date)) != nil, let time = words.last {
            let day = time == "24:00" ? "; the end of that day is written \(date)" : ""
            reading.error("'\(time)' is not a time from 00:00 to 23:59\(day)", at: text.place)
        } else if let counted = Respelling.nearest(to: "\(text.string) after notice", { Deadline($0) != nil }) {
            reading.error(
                "'\(text.string)' is not a deadline: say from what it is counted, such as \(counted)", at: text.place)
        } else if let amount = words.first, Deadline((["1"] + words.dropFirst()).joined(separator: " ")) != nil {
            reading.error(
                "'\(text.string)' is not a deadline: '\(amount)' is not a number of 1 to 9999", at: text.place)
        } else {
            let keywords = ["at once", "urgent", "standing", "none"]
            let hint = Suggestion.hint(for: text.string, among: keywords)
            reading.error(
                "'\(text.string)' is not a deadline\(hint.isEmpty ? "; \(Deadline.spellings)" : hint)", at: text.place)
        }
    }

    /// The spelling that was meant, without an event of which the text says nothing; empty where there is none.
    ///
    /// - Parameter count: what makes a deadline of a text that is a part of one.
    func respelling(of text: Text, after count: String = "") -> String {
        Respelling.hint(for: text.string) { proposal in
            guard let deadline = Deadline(count + proposal, in: noticeID) else { return false }
            let words = text.string.lowercased()
            if !count.isEmpty, deadline.awaitedEvent == nil, deadline.awaitedEnd == nil { return false }
            if deadline.recurs, !["every", "each", "ly"].contains(where: words.contains) { return false }
            return deadline.awaitedEvent.map(words.contains) ?? true
        }
    }

    private func isKnown(_ day: DayReference, in text: Text) -> Bool {
        guard case .named(let name, let year) = day, let calendar = context.calendar else { return true }
        guard let named = calendar.namedDays[name] else {
            let hint = Suggestion.hint(for: name, among: calendar.namedDays.keys.sorted())
            reading.error("the calendar '\(calendar.name)' has no day named '\(name)'\(hint)", at: text.place)
            return false
        }
        if named.date(in: year) != nil { return true }
        reading.error("there is no '\(name)' (\(named)) in \(year)", at: text.place)
        return false
    }

    /// Warns of a deadline in a year without data or on a day off.
    private mutating func warn(of deadline: Deadline, _ text: Text, _ calendar: WorkingCalendar) {
        guard let (day, mayMove) = deadline.lastDay(issued: issued, calendar) else { return }
        if calendar.list(for: day) == nil {
            let year = day.year
            if uncovered[year] == nil { uncovered[year] = text.place }
        }
        if mayMove || calendar.isWorkingDay(day) { return }
        let reason =
            switch calendar.reasonOff(day) {
            case .holiday(let name): "a day off (\(name))"
            case .weekend(let weekday): "a \(weekday.name)"
            case nil: "a day off"
            }
        let before = calendar.workingDay(onOrBefore: day)
        reading.warning("\(day) is \(reason); the last working day before it is \(before)", at: text.place)
    }
}
