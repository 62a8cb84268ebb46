package import Directives

/// What a directive waits for before there is anything to do.
package enum AwaitedEvent: Hashable, Sendable {
    case failure(of: DirectiveID)
    case completion(of: DirectiveID)
    case event(String)

    /// Nil for a directive that waits for nothing.
    package init?(of directive: Directive) {
        switch directive.opens {
        case .failure(let other): self = .failure(of: other)
        case .completion(let other): self = .completion(of: other)
        case .event(let name): self = .event(name)
        case nil:
            guard let name = directive.awaitedEvents.first else { return nil }
            self = .event(name)
        }
    }
}

extension AwaitedEvent: CustomStringConvertible {
    /// As listings and `--json` print it.
    package var description: String {
        switch self {
        case .failure(let other): "the failure of \(other)"
        case .completion(let other): "\(other) to be done"
        case .event(let name): "the event '\(name)'"
        }
    }
}
