package import Directives

/// What `explain` says around a derivation.
package protocol ExplanationTexts: Sendable {
    /// A label, padded so that what follows lines up in its language.
    func explanationLabel(_ label: ExplanationLabel) -> String
    func notice(_ symbol: String, _ issued: String, _ issuer: String, _ assigned: String) -> String
    func opened(_ instant: String, version: Int, _ state: Obligation.State) -> String
    func ladder(policy: String) -> String
    /// Beside a step: ` (lần 2)`.
    func ladderOrdinal(_ number: Int) -> String
    /// That there is nothing to be done before an event.
    func waits(for event: Directive.Condition) -> String
}

/// The labels of an explanation.
package enum ExplanationLabel: Sendable {
    case lead, coordinating, quote, deadline, due
    case noDue, restricted
    /// The heads of the ladder's columns.
    case ladderAt, ladderStep, ladderUnit, ladderTo
}
