import Directives

/// A letter with its facts in the order in which they are told, and the words that concern all of them.
struct LetterWords {
    let directory: Directory
    let phrases: any Phrases
    let sender: Mailbox?
    let today: CivilDate
    /// The most pressing first.
    let facts: [ItemFacts]
    /// Who is addressed: the units that the address serves in this letter.
    let units: String

    init(_ letter: Letter, directory: Directory, sender: Mailbox?) {
        // A claim may come a moment before its instant, and the instant can be a day's first.
        let instant = max(letter.written, letter.at)
        self.directory = directory
        self.sender = sender
        phrases = letter.language.phrases
        today = directory.settings.time.zone.date(at: instant)
        let facts = letter.items.map {
            ItemFacts($0, writtenAt: instant, directory: directory)
        }
        self.facts =
            facts.count < 2
            ? facts
            : facts.enumerated()
                .sorted {
                    ($0.element.standing.rank, $0.element.standing.urgency, $0.offset)
                        < ($1.element.standing.rank, $1.element.standing.urgency, $1.offset)
                }
                .map(\.element)
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

    var label: String {
        guard facts.count == 1, let only = facts.first else {
            return phrases.digestLabel(overdue: facts.contains { $0.standing.rank == .overdue })
        }
        return phrases.label(only)
    }
}
