import Directives

/// A letter with its facts in the order in which they are told, and the words that concern all of them.
struct ReminderWords {
    let directory: Directory
    let phrases: any Phrases
    let sender: Mailbox?
    /// The instant from which relative words are said.
    let instant: Instant
    let today: CivilDate
    /// The most pressing first.
    let facts: [ItemFacts]
    /// What the facts are about, in the same order.
    let obligations: [Obligation]
    /// Who is addressed: the units that the address serves in this letter.
    let units: String
    /// Whether the reader is the office that writes.
    let isToSender: Bool

    init(_ letter: ReminderContent, directory: Directory, sender: Mailbox?) {
        // A claim may come a moment before its instant, and the instant can be a day's first.
        let instant = max(letter.written, letter.at)
        self.instant = instant
        self.directory = directory
        self.sender = sender
        phrases = letter.language.phrases
        isToSender = sender.map { $0.address == letter.address } ?? false
        today = directory.settings.time.zone.date(at: instant)
        let entries = letter.items.map {
            (obligation: $0.obligation, facts: ItemFacts($0, writtenAt: instant, directory: directory))
        }
        let ordered =
            entries.count < 2
            ? entries
            : entries.enumerated()
                .sorted {
                    let (first, second) = ($0.element.facts.standing, $1.element.facts.standing)
                    let (left, right) = ($0.element.obligation.directive, $1.element.obligation.directive)
                    // Equally pressing ones stand as in the paper: 2.5 before 11.1.
                    return (first.rank, first.urgency, left, $0.offset) < (
                        second.rank, second.urgency, right, $1.offset
                    )
                }
                .map(\.element)
        facts = ordered.map(\.facts)
        obligations = ordered.map(\.obligation)
        var seen: Set<UnitID> = []
        units = letter.items.map(\.delivery.slot.key.unit)
            .filter { seen.insert($0).inserted }
            .map { directory.name(of: $0).full }
            .joined(separator: "; ")
    }

    var groups: [(rank: Standing.Rank, facts: [ItemFacts])] {
        Standing.Rank.allCases.compactMap { rank in
            let facts = facts.filter { $0.standing.rank == rank }
            return facts.isEmpty ? nil : (rank, facts)
        }
    }

    var breakdown: String {
        phrases.breakdown(groups.map { ($0.rank, $0.facts.count) })
    }

    /// How many there are of what, in one phrase: `2 việc quá hạn`, `3 việc: 1 quá hạn, 2 sắp đến hạn`.
    var tally: String {
        phrases.tally(groups.map { ($0.rank, $0.facts.count) })
    }

    var label: String {
        guard facts.count == 1, let only = facts.first else {
            return phrases.digestLabel(overdue: facts.contains { $0.standing.rank == .overdue })
        }
        return phrases.label(only)
    }
}
