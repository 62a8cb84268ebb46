import Basics

/// Finds the spelling that a reader takes for a text that people write otherwise: `10/1/2024`, `16h30`,
/// `monthly on day 5`.
///
/// It proposes and the reader judges, so that nothing is shown that would be refused again.
package enum Respelling {
    /// `; did you mean '2024-01-10'?` for a proposal that is read, or nothing.
    package static func hint(for text: String, _ isRead: (String) -> Bool) -> String {
        nearest(to: text, isRead).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// The first proposal that is read: other forms of dates and times, then other words, then one word more or less.
    package static func nearest(to text: String, _ isRead: (String) -> Bool) -> String? {
        let written = text.replacing("–", with: "-").split(whereSeparator: \.isWhitespace).map(String.init)
        guard (1...12).contains(written.count), text.utf8.count <= 200 else { return nil }
        let forms = written.flatMap { WrittenForm.words(for: $0) }
        let words = forms.flatMap { (otherWords[$0] ?? $0).split(separator: " ").map(String.init) }
        let spelt = words.map(known)
        let linked = [["of": "after", "from": "after"], ["until": "to"]].map { other in spelt.map { other[$0] ?? $0 } }
        for proposal in [written, forms, words, spelt] + linked {
            let text = proposal.joined(separator: " ")
            if let read = [text, proposal.joined(), abbreviated(proposal)].first(where: isRead) { return read }
        }
        // A word for all, or a day with a time where a day is read.
        let others = written.count == 1 ? (phrases[forms.joined()] ?? []) + forms.prefix(1) : []
        if let read = others.first(where: isRead) { return read }
        for base in [words, spelt] {
            if let read = shortened(base).first(where: isRead) { return read }
            let longer = lengthened(base).filter { isRead($0) }
            // Two readings are none: `7 days` may be before or after.
            if Set(longer).count == 1 { return longer.first }
        }
        return nil
    }

    /// The same with one word less, or with its ends exchanged: `before 3 days`, `16:00 2024-01-05`.
    private static func shortened(_ words: [String]) -> [String] {
        let less = words.indices.filter { fillers.contains(words[$0]) }.map { index in
            words[..<index] + words[(index + 1)...]
        }
        return (less + [words.dropFirst() + words.prefix(1)]).map { $0.joined(separator: " ") }
    }

    private static func lengthened(_ words: [String]) -> [String] {
        (0...words.count).flatMap { index in
            glue.map { (words[..<index] + [$0] + words[index...]).joined(separator: " ") }
        }
    }

    /// `60 seconds` as `60s`.
    private static func abbreviated(_ words: [String]) -> String {
        words.count == 2 ? words[0] + words[1].prefix(1) : ""
    }

    private static let fillers: Set = ["on", "by", "until", "at", "the", "in", "within", "due", "to", "every"]
    private static let glue = [
        "day", "days", "every", "after", "before", "on", "week on", "working", "overdue", "overdue reminders", "from",
    ]
    private static let phrases = [
        "asap": ["at once", "now"], "immediately": ["at once", "now"], "now": ["at once"], "forever": ["for ever"],
    ]
    private static let otherWords = [
        "daily": "every day", "weekly": "every week", "monthly": "every month", "quarterly": "every quarter",
        "half-yearly": "every half-year", "yearly": "every year", "annually": "every year", "each": "every",
        "workday": "working day", "workdays": "working days", "weekday": "working day", "weekdays": "working days",
        "business": "working", "work": "working", "office": "working", "till": "until", "start": "beginning",
        "since": "after", "following": "after", "d": "days", "y": "years", "one": "1", "two": "2", "three": "3",
        "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    ]
    private static let vocabulary = """
        on assignment the day days working week weeks month months quarter quarters half-year year years hour hours before \
        after then every until from to by of beginning middle end first second third fourth last monday tuesday wednesday \
        thursday friday saturday sunday urgent standing none at once is done fails notice receipt overdue reminder reminders \
        for ever never daily now lunar except
        """.split(separator: " ").map(String.init)

    /// The nearest word that some value has, for one that none has; short words and those with digits stay.
    private static func known(_ word: String) -> String {
        guard word.count > 3, !vocabulary.contains(word), !word.utf8.contains(where: \.isDigit) else { return word }
        return Suggestion.nearest(to: word, among: vocabulary) ?? word
    }
}
