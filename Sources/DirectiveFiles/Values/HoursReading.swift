import Directives
import Yams

extension FileReading {
    /// Reads `{monday-friday: ["07:30-11:30", "13:30-17:00"], saturday: […]}`.
    func hours(_ node: Node) -> OfficeHours? {
        guard let entries = self.entries(node, of: "'hours'")?.entries else { return nil }
        if entries.isEmpty { error("'hours' is empty: the office would never work", at: node.place) }
        var spans: [Weekday: [OfficeHours.Span]] = [:]
        var isComplete = true
        for entry in entries {
            guard let days = self.days(entry.key), let read = daySpans(entry.value, of: entry.key.string) else {
                isComplete = false
                continue
            }
            for day in days {
                if spans[day] != nil { error("'\(day)' has its hours twice", at: entry.key.place) }
                spans[day] = read
            }
        }
        // Else what lies in the hours that could not be read would be a mistake as well.
        return isComplete ? OfficeHours(spans: spans) : nil
    }

    /// Warns of working days without hours, and of hours on days on which the office does not work.
    func warnOfHours(_ hours: OfficeHours, _ node: Node, _ calendar: WorkingCalendar) {
        for day in Weekday.allCases where calendar.weekend.contains(day) == (hours.spans[day] != nil) {
            warning(
                calendar.weekend.contains(day)
                    ? "'\(day)' has hours, and the calendar '\(calendar.name)' has it in the weekend: they have no effect"
                    : "'\(day)' has no hours, and the calendar '\(calendar.name)' has it as a working day: give it hours, or "
                        + "put it into the weekend", at: node.place)
        }
        let years = Array(calendar.years.values) + calendar.proposals.values
        if hours.spans[.friday] == nil, calendar.weekend.contains(.friday),
            years.contains(where: { !$0.working.isEmpty })
        {
            warning("a working day of the weekend has the hours of a Friday, and Friday has none", at: node.place)
        }
    }

    /// The days that a key such as `monday-friday` or `saturday` names.
    private func days(_ key: Text) -> [Weekday]? {
        let words = key.string.split(separator: "-", omittingEmptySubsequences: false)
        let ends = words.compactMap { weekday(Text(string: String($0), quoted: key.quoted, place: key.place)) }
        guard ends.count == words.count, let first = ends.first, let last = ends.last else { return nil }
        guard ends.count <= 2, first <= last, ends.count == 1 || first < last else {
            error("'\(key.string)' is not a day or a span of days such as monday-friday", at: key.place)
            return nil
        }
        return Weekday.allCases.filter { first <= $0 && $0 <= last }
    }

    /// Nil where one of them has a mistake.
    private func daySpans(_ node: Node, of key: String) -> [OfficeHours.Span]? {
        var spans: [OfficeHours.Span] = []
        guard let items = self.items(node, of: key) else { return nil }
        if items.isEmpty { error("'\(key)' has no hours; leave the key out", at: node.place) }
        for item in items {
            guard let text = self.text(item, of: key) else { continue }
            guard let span = OfficeHours.Span(text.string) else {
                let hint = Respelling.hint(for: text.string) { OfficeHours.Span($0) != nil }
                error("'\(text.string)' is not a span of hours such as \"07:30-11:30\"\(hint)", at: text.place)
                continue
            }
            guard requireQuotes(text) else { continue }
            if let other = spans.first(where: { $0.start < span.end && span.start < $0.end }) {
                error("\(span) overlaps \(other)", at: text.place)
            }
            spans.append(span)
        }
        return spans.count == items.count ? spans : nil
    }
}
