package import Basics
package import Directives
import Glibc

extension Overview {
    /// The directive that a text names, by its id or by the id of one of its obligations.
    package func directive(named text: String) throws(CommandFailure) -> Directive {
        // An obligation's id begins with that of its directive.
        let id = DirectiveID(String(text.prefix { $0 != "@" }))
        guard let found = directives.first(where: { $0.id == id }) else {
            let hint = Suggestion.hint(for: text, among: directives.map(\.id.description))
            throw CommandFailure(EX_USAGE, "there is no directive '\(text)'\(hint)")
        }
        return found
    }

    /// Of some obligations those that a text names: the one with this id, or those of the directive.
    ///
    /// Of a recurring directive the next three periods are enough to show the rule; any other can be named.
    package func obligations(
        named text: String, of directive: Directive, among all: [(Obligation, Directive)], at now: Instant
    ) throws(CommandFailure) -> [(Obligation, Directive)] {
        let own = all.filter { $0.1.id == directive.id }
        guard text.contains("@") else { return Self.current(own, at: now, coming: 3) }
        // The id that it was first opened with is understood as well.
        let found = own.first { $0.0.id == text } ?? own.first { $0.0.key == text }
        if let found { return [found] }
        let known = own.prefix(20).map { "\n  \($0.0.id)" }.joined()
        throw CommandFailure(
            EX_USAGE,
            "there is no obligation '\(text)'; '\(directive.id)' has\(known.isEmpty ? " none yet" : ":\(known)")")
    }

    /// When the directives of a notice were assigned: what `explain` and `preview` count from where no ledger is read.
    package func assigned(_ id: DirectiveID) -> Instant? {
        notices[id.notice].map { settings.time.zone.instant($0.assigned) }
    }
}

extension Settings {
    /// - Throws: where the directory has no such unit.
    package func require(_ unit: UnitID) throws(CommandFailure) {
        guard units[unit] == nil, unit != Unit.operatorID else { return }
        let hint = Unit.hint(for: unit, among: units)
        throw CommandFailure(EX_USAGE, "there is no unit '\(unit)' in the directory\(hint)")
    }
}
