/// A compiled template in the language of Mustache: names, sections, inverted sections and comments.
///
/// Names are looked up when it is compiled: a template that compiles can ask for nothing that is not there. Partials,
/// lambdas, inheritance and other delimiters are left out on purpose: each template is complete in itself, and none
/// can call itself for ever.
struct Template: Sendable {
    /// What is done to a text before it is printed.
    enum Transform: String, Sendable, CaseIterable {
        case capitalized, lowercased, uppercased

        func apply(_ text: String) -> String {
            switch self {
            case .capitalized: text.capitalisedFirst
            case .lowercased: text.lowercased()
            case .uppercased: text.uppercased()
            }
        }
    }

    /// A name in a tag.
    struct Reference: Sendable {
        /// Nil for `.`, the text of the section around.
        let name: String?
        /// How many lists further out it is known.
        let level: Int
        let transform: Transform?
    }

    indirect enum Node: Sendable {
        case literal(String)
        case value(Reference)
        case section(Reference, [Node])
        case inverted(Reference, [Node])
    }

    let nodes: [Node]
    /// Whether values are escaped as text of HTML.
    let isHTML: Bool

    func render(_ scope: any TemplateScope) -> String {
        var rendering = Rendering(isHTML: isHTML, scopes: [scope])
        rendering.text.reserveCapacity(2_048)
        rendering.append(nodes, current: nil)
        return rendering.text
    }

    private struct Rendering {
        let isHTML: Bool
        /// The innermost last.
        var scopes: [any TemplateScope]
        var text = ""

        mutating func append(_ nodes: [Node], current: String?) {
            for node in nodes {
                switch node {
                case .literal(let literal): text += literal
                case .value(let reference): print(value(of: reference, current), reference.transform)
                case .section(let reference, let inner): append(inner, value(of: reference, current), current)
                case .inverted(let reference, let inner):
                    if value(of: reference, current).isEmpty { append(inner, current: current) }
                }
            }
        }

        private func value(of reference: Reference, _ current: String?) -> TemplateValue {
            guard let name = reference.name else { return .text(current) }
            return scopes[scopes.count - 1 - reference.level].value(of: name) ?? .text(nil)
        }

        private mutating func append(_ nodes: [Node], _ value: TemplateValue, _ current: String?) {
            switch value {
            case .text(let inner?) where !inner.isEmpty: append(nodes, current: inner)
            case .flag(true), .number: append(nodes, current: current)
            case .lines(let lines): for line in lines { append(nodes, current: line) }
            case .list(let list):
                for scope in list {
                    scopes.append(scope)
                    append(nodes, current: current)
                    scopes.removeLast()
                }
            case .text, .flag: break
            }
        }

        private mutating func print(_ value: TemplateValue, _ transform: Transform?) {
            switch value {
            case .text(let inner?):
                let inner = transform?.apply(inner) ?? inner
                text += isHTML ? HTML.escaped(inner) : inner
            case .number(let number): text += String(number)
            case .text, .flag, .lines, .list: break
            }
        }
    }
}
