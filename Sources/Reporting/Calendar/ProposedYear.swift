package import Directives
package import Rendering

/// A year block for a calendar file, proposed from the law while the official list is missing.
///
/// What is certain stands as entries; what is yet to be decided stands as comments beside the question. The block is
/// marked `proposed: true`: it is counted with, and what rests on it stays provisional.
public struct ProposedYear: Sendable {
    private let proposal: StatutoryYear
    private let texts: any LanguageTexts

    package init(_ proposal: StatutoryYear, texts: any LanguageTexts) {
        self.proposal = proposal
        self.texts = texts
    }

    public var lines: [String] {
        head + proposal.certain.map { "      \(entry($0))" } + questions + ["    working: {}"]
    }

    private var head: [String] {
        // The resolution that made 24 November a holiday.
        let source = texts.proposalSource(cultureDay: proposal.year >= 2026)
        return texts.proposal(of: proposal.year).map { "  # \($0)" } + [
            "  \(proposal.year):", "    source: \"\(source)\"", "    proposed: true", "    days-off:",
        ]
    }

    private func entry(_ day: StatutoryYear.Day) -> String {
        "\(day.date): \(name(day.holiday))\(day.makesUpFor.map { texts.makingUp(for: $0.dayMonth) } ?? "")"
    }

    private func name(_ holiday: StatutoryHoliday) -> String {
        let key =
            switch holiday {
            case .newYear: "new-year"
            case .tet: "tet"
            case .hungKings: "gio-to"
            case .victory: "liberation-day"
            case .labour: "labour-day"
            case .nationalDay: "national-day"
            case .culture: "van-hoa"
            }
        return texts.namedDay(key)
    }

    private var questions: [String] {
        guard !proposal.questions.isEmpty else { return [] }
        return ["      # \(texts.calendarLabel(.yetToBeDecided))"] + proposal.questions.flatMap(question)
    }

    private func question(_ question: StatutoryYear.Question) -> [String] {
        switch question {
        case .choice(let holiday, let choices):
            ["      # - \(texts.choice(of: name(holiday)))"] + choices.enumerated().flatMap(choice)
        case .makingUp(let holiday, let date):
            ["      # - \(texts.unsettled(name(holiday), on: texts.shortDayAndMonth(date)))"]
        case .bridge(let date): ["      # - \(texts.bridge(texts.shortDayAndMonth(date)))"]
        }
    }

    private func choice(_ index: Int, _ choice: StatutoryYear.Choice) -> [String] {
        let letter = ["a", "b", "c"][min(index, 2)]
        let days = [choice.days.first, choice.days.last].compactMap { $0?.dayMonth }.joined(separator: "–")
        return ["      #   \(letter)) \(days):"] + choice.off.map { "      #      \(entry($0))" }
    }
}
