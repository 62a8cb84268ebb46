extension Recurrence: CustomStringConvertible {
    /// Reads `every month on day 20 from 2021-12-01 until 2022-12-31 except 2022-02`, or the same with
    /// `rrule FREQ=MONTHLY;BYDAY=-1FR` at its head.
    ///
    /// - Throws: a mistake that says what is wrong.
    init(words: [String]) throws(Cycle.Mistake) {
        var head = words[...]
        var (from, until): (CivilDate?, CivilDate?)
        var except: [Exception] = []
        if let index = head.firstIndex(of: "except") {
            if index == head.endIndex - 1 { throw Cycle.Mistake("after 'except' come dates such as 2022-02-04") }
            for text in head[(index + 1)...] { except.append(try Self.exception(text)) }
            head = head[..<index]
        }
        while head.count > 2, let clause = head.dropLast().last, clause == "from" || clause == "until" {
            guard let date = CivilDate(head.last ?? "") else {
                throw Cycle.Mistake("after '\(clause)' comes a date such as 2021-12-01, not '\(head.last ?? "")'")
            }
            if clause == "from" { from = date } else { until = date }
            head = head.dropLast(2)
        }
        let time = head.last.flatMap(TimeOfDay.init)
        if time != nil { head.removeLast() }
        if let from, let until, from > until { throw Cycle.Mistake("it ends on \(until), before it begins on \(from)") }
        if head.first == "rrule" {
            guard head.count == 2, let text = head.last else {
                throw Cycle.Mistake("after 'rrule' comes one rule such as FREQ=MONTHLY;BYDAY=-1FR")
            }
            do {
                self.init(
                    .rule(try RecurrenceRule(parsing: text)), time: time, from: from, until: until, except: except)
            } catch {
                throw Cycle.Mistake(error.description)
            }
            return
        }
        // `every week by 10:00`: the day may be left out before a time.
        if time != nil, let last = head.last, last == "by" || last == "on" { head.removeLast() }
        let cycle = try Cycle(words: head.dropFirst())
        if time != nil, cycle.preposition == .before {
            throw Cycle.Mistake("'before' names a day; with a time write 'by'")
        }
        self.init(.cycle(cycle), time: time, from: from, until: until, except: except)
    }

    private static func exception(_ text: String) throws(Cycle.Mistake) -> Exception {
        if let date = CivilDate(text) { return .date(date) }
        if let period = Period(text) { return .period(period) }
        throw Cycle.Mistake("'except' takes dates and periods such as 2022-02-04 or 2022-02, not '\(text)'")
    }

    /// The words that `init` reads; the rule for days off is not among them.
    public var description: String {
        var text =
            switch pattern {
            case .cycle(let cycle): "every \(cycle)"
            case .rule(let rule): "rrule \(rule)"
            }
        if let time { text += " \(time)" }
        if let from { text += " from \(from)" }
        if let until { text += " until \(until)" }
        if !except.isEmpty { text += " except \(except.map(\.description).joined(separator: " "))" }
        return text
    }
}

extension Recurrence.Exception: CustomStringConvertible {
    public var description: String {
        switch self {
        case .date(let date): "\(date)"
        case .period(let period): "\(period)"
        }
    }
}

extension Recurrence {
    /// Why words that begin with `every` or `rrule` are not a recurrence; nil where they are one.
    package static func mistake(in words: [String]) -> String? {
        do throws(Cycle.Mistake) {
            _ = try Recurrence(words: words)
            return nil
        } catch {
            return error.description
        }
    }
}
