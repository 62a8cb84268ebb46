import Directives
import Yams

extension DirectiveReader {
    private static let recurrenceKeys = ["every", "rrule", "time", "from", "until", "except", "roll"]
    /// A rule without a day in so many years has none.
    private static let farthestYears = 100

    /// A recurring deadline as keys with values: `{rrule: "FREQ=MONTHLY;BYDAY=-1FR", until: 2022-12-31}`.
    mutating func recurrence(_ node: Node, roll: Roll?) -> Deadline? {
        guard let fields = reading.fields(node, of: "a recurring deadline", known: Self.recurrenceKeys) else {
            return nil
        }
        let pattern = pattern(in: fields)
        let time = fields.text("time").flatMap { reading.time($0) }
        let (from, until) = (fields.date("from"), fields.date("until"))
        let except = exceptions(in: fields)
        let own: Roll? = fields.choice("roll")
        guard let pattern else { return nil }
        if let from, let until, from > until, let node = fields["until"] {
            reading.error("it ends on \(until), before it begins on \(from)", at: node.place)
            return nil
        }
        let recurrence = Recurrence(
            pattern, time: time, from: from, until: until, except: except.map(\.exception), roll: own ?? roll)
        if time != nil, recurrence.isBefore, let node = fields["time"] {
            reading.error("'before' names a day; with a time write 'by'", at: node.place)
            return nil
        }
        guard hasOccurrences(recurrence, node.place) else { return nil }
        warnOfUnusedExceptions(except, recurrence)
        return .every(recurrence)
    }

    private func pattern(in fields: Fields) -> Recurrence.Pattern? {
        let (words, rule) = (fields.text("every"), fields.text("rrule"))
        switch (words, rule) {
        case (let words?, nil):
            return read(words) { (text) throws(Cycle.Mistake) in
                .cycle(try Cycle(parsing: text))
            }
        case (nil, let rule?):
            return read(rule) { (text) throws(RecurrenceRule.Mistake) in
                .rule(try RecurrenceRule(parsing: text))
            }
        case (nil, nil) where fields["every"] == nil && fields["rrule"] == nil:
            reading.error("a recurring deadline has 'every' or 'rrule'", at: fields.place)
        case (_?, let rule?): reading.error("a recurring deadline has 'every' or 'rrule', not both", at: rule.place)
        default: break
        }
        return nil
    }

    private func read<Mistake: Error & CustomStringConvertible>(
        _ text: Text, _ parse: (String) throws(Mistake) -> Recurrence.Pattern
    ) -> Recurrence.Pattern? {
        do {
            return try parse(text.string)
        } catch {
            let hint = Respelling.hint(for: text.string) { (try? parse($0)) != nil }
            reading.error("'\(text.string)' does not say when: \(error.description)\(hint)", at: text.place)
            return nil
        }
    }

    private func exceptions(in fields: Fields) -> [(exception: Recurrence.Exception, place: Place)] {
        (fields.list("except") ?? []).compactMap { text in
            if let date = CivilDate(text.string) { return (.date(date), text.place) }
            if let period = Period(text.string) { return (.period(period), text.place) }
            let hint = Respelling.hint(for: text.string) { CivilDate($0) != nil || Period($0) != nil }
            let fault = "'\(text.string)' is not a date or period such as 2022-02-04 or 2022-02\(hint)"
            reading.error(WrittenForm.absence(of: text.string) ?? fault, at: text.place)
            return nil
        }
    }

    /// Whether a recurrence has any day at all: `BYMONTH=2;BYMONTHDAY=30` has none.
    func hasOccurrences(_ recurrence: Recurrence, _ place: Place) -> Bool {
        guard let calendar = context.calendar, let start = recurrence.from ?? assigned ?? issued else { return true }
        var found = false
        recurrence.forEachOccurrence(from: start, calendar, until: start.adding(days: Self.farthestYears * 366)) { _ in
            found = true
            return false
        }
        if !found { reading.error("'\(recurrence)' names no day on or after \(start)", at: place) }
        return found
    }

    /// An exception without an occurrence is probably a mistake.
    private func warnOfUnusedExceptions(
        _ except: [(exception: Recurrence.Exception, place: Place)], _ recurrence: Recurrence
    ) {
        guard !except.isEmpty, dueWarnings, let calendar = context.calendar,
            let start = recurrence.from ?? assigned ?? issued
        else { return }
        let withoutExceptions = Recurrence(
            recurrence.pattern, time: recurrence.time, from: recurrence.from, until: recurrence.until)
        for (exception, place) in except {
            let span: ClosedRange<CivilDate>
            switch exception {
            case .date(let date): span = date...date
            case .period(let period): span = period.start...period.end
            }
            var hasOccurrence = false
            withoutExceptions.forEachOccurrence(from: start, calendar, until: span.upperBound) { occurrence in
                if span.contains(occurrence.date) { hasOccurrence = true }
                return !hasOccurrence
            }
            if !hasOccurrence { reading.warning("'except' \(exception): the recurrence has no day there", at: place) }
        }
    }

    /// Why a text that looks like one of the longer forms is not one; nil where it looks like none of them.
    func mistake(inLongForm words: [String]) -> String? {
        switch words.first {
        case "every", "rrule": return Recurrence.mistake(in: words)
        case "from" where words.count == 4 && words[2] == "to":
            guard let start = CivilDate(words[1]), let end = CivilDate(words[3]) else { return nil }
            return start > end ? "it ends on \(end), before it begins on \(start)" : nil
        case "before" where words.count == 2 && context.calendar?.namedDays[words[1].lowercased()] != nil:
            let year = (issued ?? assigned).map { "\($0.year)" } ?? "2026"
            return "a day of the calendar wants its year, such as before \(words[1].lowercased()) \(year)"
        case "beginning", "middle", "end":
            guard words.count == 3, words[1] == "of" else { return "write end of 2021-11, middle of 2021-11" }
            guard Period(words[2]) != nil else { return "after 'of' comes a period such as 2021-11, 2021-Q4 or 2021" }
            return "the Civil Code (art. 146) knows the middle of months and years only; write the date that is meant"
        default: break
        }
        return nil
    }
}
