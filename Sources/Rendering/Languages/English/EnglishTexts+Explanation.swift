import Directives

extension EnglishTexts {
    func explanationLabel(_ label: ExplanationLabel) -> String {
        switch label {
        case .lead: "lead      "
        case .coordinating: "with      "
        case .quote: "quote     "
        case .deadline: "deadline  "
        case .due: "due       "
        case .noDue: "none"
        case .restricted: "(restricted)"
        case .ladderAt: "at"
        case .ladderStep: "step"
        case .ladderUnit: "unit"
        case .ladderTo: "to"
        }
    }

    func notice(_ symbol: String, _ issued: String, _ issuer: String, _ assigned: String) -> String {
        "notice    \(symbol) of \(issued), \(issuer); assigned \(assigned)"
    }

    func opened(_ instant: String, version: Int, _ state: Obligation.State) -> String {
        "opened    \(instant), version \(version), \(state.rawValue)"
    }

    func ladder(policy: String) -> String { "ladder    (policy '\(policy)')" }

    func ladderOrdinal(_ number: Int) -> String { " (no. \(number))" }

    func waits(for event: Directive.Condition) -> String { "no obligation yet: it waits for \(event)" }
}
