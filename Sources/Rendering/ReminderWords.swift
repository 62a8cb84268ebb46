import Directives

/// A reminder with its facts in the order of the message, and the words that concern all of them.
struct ReminderWords {
    let names: OfficeNames
    let texts: any LanguageTexts
    let sender: Mailbox?
    /// The instant from which relative words count.
    let instant: Instant
    let today: CivilDate
    /// The most urgent first.
    let facts: [ItemFacts]
    /// What the facts are about, in the same order.
    let obligations: [Obligation]
    /// Who is addressed: the units that the address serves in this message.
    let units: String
    /// Whether the reader is the office that writes.
    let isToSender: Bool

    init(_ content: ReminderContent, names: OfficeNames, texts: any LanguageTexts, sender: Mailbox?) {
        // A claim may come a moment before its instant, and the instant can be a day's first.
        let instant = max(content.written, content.at)
        self.instant = instant
        self.names = names
        self.sender = sender
        self.texts = texts
        isToSender = sender.map { $0.address == content.address } ?? false
        today = names.settings.time.zone.date(at: instant)
        let entries = content.items.map {
            (obligation: $0.obligation, facts: ItemFacts($0, writtenAt: instant, names: names))
        }
        let ordered =
            entries.count < 2
            ? entries
            : entries.enumerated()
                .sorted {
                    let (first, second) = ($0.element.facts.standing, $1.element.facts.standing)
                    let (left, right) = ($0.element.obligation.directive, $1.element.obligation.directive)
                    // Equally urgent ones stand as in the document: 2.5 before 11.1.
                    return (first.rank, first.urgency, left, $0.offset) < (
                        second.rank, second.urgency, right, $1.offset
                    )
                }
                .map(\.element)
        facts = ordered.map(\.facts)
        obligations = ordered.map(\.obligation)
        var seen: Set<UnitID> = []
        units = content.items.map(\.delivery.slot.key.unit)
            .filter { seen.insert($0).inserted }
            .map { names.name(of: $0).full }
            .joined(separator: "; ")
    }

    var groups: [(rank: Standing.Rank, facts: [ItemFacts])] {
        Standing.Rank.allCases.compactMap { rank in
            let facts = facts.filter { $0.standing.rank == rank }
            return facts.isEmpty ? nil : (rank, facts)
        }
    }

    var breakdown: String {
        texts.breakdown(groups.map { ($0.rank, $0.facts.count) })
    }

    /// How many there are of what, in one phrase: `2 việc quá hạn`, `3 việc: 1 quá hạn, 2 sắp đến hạn`.
    var tally: String {
        texts.tally(groups.map { ($0.rank, $0.facts.count) })
    }

    var label: String {
        guard facts.count == 1, let only = facts.first else {
            return texts.digestLabel(overdue: facts.contains { $0.standing.rank == .overdue })
        }
        return texts.label(only)
    }
}
