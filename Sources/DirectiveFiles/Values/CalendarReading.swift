import Directives
import Yams

extension FileReading {
    /// Reads one file of `calendars/`; its name without `.yaml` is the calendar's.
    func calendar(_ root: Node, named name: String) -> WorkingCalendar? {
        guard let fields = self.fields(root, of: "a calendar", known: ["weekend", "years", "named-days"]) else {
            return nil
        }
        let weekend = self.weekend(in: fields)
        var years: [Int: WorkingCalendar.Year] = [:]
        var proposals: [Int: WorkingCalendar.Year] = [:]
        if let node = fields["years"], let entries = self.entries(node, of: "'years'")?.entries {
            for entry in entries {
                guard let number = self.number(entry.key, of: "years", in: 1...9998) else { continue }
                guard let (year, isProposal) = year(number, entry.value, weekend: weekend) else { continue }
                if isProposal { proposals[number] = year } else { years[number] = year }
            }
        }
        var days: [String: NamedDay] = [:]
        if let node = fields["named-days"], let entries = self.entries(node, of: "'named-days'")?.entries {
            for entry in entries {
                if !entry.key.string.isName {
                    error(
                        "'\(entry.key.string)' is not a name of a day: letters a to z, digits and '-' make one",
                        at: entry.key.place)
                }
                guard let text = self.text(entry.value, of: entry.key.string) else { continue }
                let day = NamedDay(text.string)
                if day == nil {
                    let hint = Respelling.hint(for: text.string) { NamedDay($0) != nil }
                    error("'\(text.string)' is not a day of the year such as 12-25 or lunar 1-1\(hint)", at: text.place)
                }
                // The name is known though its day is refused, so that a directive that uses it has no error of its own.
                days[entry.key.string] = day ?? .solar(month: 1, day: 1)
            }
        }
        return WorkingCalendar(name: name, weekend: weekend, years: years, proposals: proposals, namedDays: days)
    }

    private func weekend(in fields: Fields) -> Set<Weekday> {
        let texts = fields.list("weekend", required: true) ?? []
        var weekend: Set<Weekday> = []
        for text in texts {
            guard let day = weekday(text) else { continue }
            if !weekend.insert(day).inserted { error("'\(day)' is here twice", at: text.place) }
        }
        if weekend.count == 7, let last = texts.last {
            error("a week without a working day", at: last.place)
            weekend.remove(.monday)
        }
        return weekend
    }

    func weekday(_ text: Text) -> Weekday? {
        if let day = Weekday(text.string) { return day }
        let hint = Suggestion.hint(for: text.string, among: Weekday.allCases.map(\.description))
        error("'\(text.string)' is not a day of the week such as monday\(hint)", at: text.place)
        return nil
    }

    /// A year's days, and whether they are only expected: `proposed: true`.
    private func year(
        _ year: Int, _ node: Node, weekend: Set<Weekday>
    ) -> (WorkingCalendar.Year, isProposal: Bool)? {
        let known = ["source", "proposed", "days-off", "working"]
        guard let fields = self.fields(node, of: "a year", known: known) else { return nil }
        let source = fields.words("source", required: true)
        let daysOff = dates("days-off", of: year, in: fields)
        let working = dates("working", of: year, in: fields)
        for (date, text) in working {
            if !weekend.contains(date.weekday) {
                error(
                    "\(date) is a \(date.weekday.name), not a day of the weekend: it is worked anyway", at: text.place)
            }
            if daysOff[date] != nil { error("\(date) is a day off and worked", at: text.place) }
        }
        let days = WorkingCalendar.Year(
            source: source ?? "", daysOff: daysOff.mapValues(\.string), working: working.mapValues(\.string))
        return (days, isProposal: fields.flag("proposed") ?? false)
    }

    /// Days with their names or reasons; the texts have the places of the days.
    private func dates(_ key: String, of year: Int, in fields: Fields) -> [CivilDate: Text] {
        guard let node = fields[key], let entries = self.entries(node, of: "'\(key)'")?.entries else { return [:] }
        var dates: [CivilDate: Text] = [:]
        for entry in entries {
            guard let date = self.date(entry.key), let text = self.text(entry.value, of: entry.key.string),
                let words = self.words(text, of: entry.key.string)
            else { continue }
            if date.year != year { error("\(date) does not lie in \(year)", at: entry.key.place) }
            dates[date] = Text(string: words, quoted: text.quoted, place: entry.key.place)
        }
        return dates
    }
}
