import Directives

/// Compiles a template, and finds all that would make it render wrongly: unknown names, unbalanced sections, and tags
/// that this program does not have.
///
/// Every tag is looked at where it stands, also in sections that no sample would open.
struct TemplateParser {
    struct Fault: Error, Hashable {
        let line: Int
        let column: Int
        let message: String
    }

    /// All faults of a template.
    struct Faults: Error {
        let faults: [Fault]
    }

    private struct Section {
        let reference: Template.Reference
        let name: String
        let isInverted: Bool
        let line: Int
        let column: Int
        /// What is known inside, where it is a list of scopes.
        let list: TemplateVocabulary?
        /// What stood before it at its level.
        let before: [Template.Node]
    }

    private static let deepest = 16

    private let vocabulary: TemplateVocabulary
    private let isHTML: Bool
    private var nodes: [Template.Node] = []
    private var literal = String.UnicodeScalarView()
    private var sections: [Section] = []
    private var faults: [Fault] = []
    private var line = 1
    private var column = 1
    /// Whether the line so far is white space alone.
    private var lineIsBlank = true

    static func parse(_ text: String, for kind: TemplateKind) throws(Faults) -> Template {
        try parse(text, vocabulary: .of(kind), isHTML: kind.isHTML)
    }

    static func parse(_ text: String, vocabulary: TemplateVocabulary, isHTML: Bool) throws(Faults) -> Template {
        var parser = TemplateParser(vocabulary: vocabulary, isHTML: isHTML)
        parser.read(Array(text.unicodeScalars))
        guard parser.faults.isEmpty else { throw Faults(faults: parser.faults) }
        return Template(nodes: parser.nodes, isHTML: isHTML)
    }

    private mutating func read(_ text: [Unicode.Scalar]) {
        var index = 0
        while index < text.count {
            guard Self.starts("{{", in: text, at: index) else {
                literal.append(text[index])
                lineIsBlank = text[index] == "\n" || (lineIsBlank && (text[index] == " " || text[index] == "\t"))
                advance(over: text[index])
                index += 1
                continue
            }
            let isTriple = Self.starts("{{{", in: text, at: index)
            let closing = isTriple ? "}}}" : "}}"
            let start = index + (isTriple ? 3 : 2)
            guard let end = (start..<text.count).first(where: { Self.starts(closing, in: text, at: $0) }) else {
                report("the tag is not closed by '\(closing)'")
                return
            }
            let after = end + closing.count
            let content = String(String.UnicodeScalarView(text[start..<end]))
            let restOfLine = isTriple || !Self.canStandAlone(content) ? nil : restOfLine(in: text, after: after)
            if restOfLine != nil { while literal.last == " " || literal.last == "\t" { literal.removeLast() } }
            lineIsBlank = restOfLine != nil
            readTag(content, isTriple: isTriple)
            for scalar in text[index..<(restOfLine ?? after)] { advance(over: scalar) }
            index = restOfLine ?? after
        }
        endLiteral()
        for section in sections {
            faults.append(
                Fault(
                    line: section.line, column: section.column, message: "the section '\(section.name)' is not closed"))
        }
    }

    /// Where the next line begins, if a tag that prints nothing stands alone on its own: the line goes with it.
    private func restOfLine(in text: [Unicode.Scalar], after end: Int) -> Int? {
        guard lineIsBlank else { return nil }
        var index = end
        while index < text.count, text[index] == " " || text[index] == "\t" { index += 1 }
        if index == text.count { return index }
        return text[index] == "\n" ? index + 1 : nil
    }

    private static func canStandAlone(_ content: String) -> Bool {
        content.first.map { "#^/!".contains($0) } ?? false
    }

    private static func starts(_ sign: String, in text: [Unicode.Scalar], at index: Int) -> Bool {
        text[index...].starts(with: sign.unicodeScalars)
    }

    private mutating func advance(over scalar: Unicode.Scalar) {
        if scalar == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }

    private mutating func report(_ message: String) {
        faults.append(Fault(line: line, column: column, message: message))
    }

    private mutating func endLiteral() {
        if !literal.isEmpty { nodes.append(.literal(String(literal))) }
        literal = String.UnicodeScalarView()
    }
}

extension TemplateParser {
    private mutating func readTag(_ content: String, isTriple: Bool) {
        let sign = content.unicodeScalars.first ?? " "
        let name = String(content.dropFirst()).trimmed
        switch isTriple ? "{" : sign {
        case "!": break
        case "#", "^": open(name, isInverted: sign == "^")
        case "/": close(name)
        case "{", "&":
            if isHTML { report("in HTML every value is escaped: write {{\(isTriple ? content.trimmed : name)}}") }
            print(isTriple ? content : name)
        case ">", "<", "$", "=", "%": report("a tag with '\(sign)' is not allowed in a template of this program")
        default: print(content)
        }
    }

    private mutating func print(_ content: String) {
        endLiteral()
        if let reference = reference(content) { nodes.append(.value(reference)) }
    }

    private mutating func open(_ name: String, isInverted: Bool) {
        endLiteral()
        let reference = reference(name)
        // A list inside itself would be printed once for each pair of its elements, and once more for each level.
        if !isInverted, sections.contains(where: { $0.name == name && !$0.isInverted }) {
            report("the section '\(name)' stands inside itself")
        }
        if sections.count >= Self.deepest { report("sections are nested more than \(Self.deepest) deep") }
        sections.append(
            Section(
                reference: reference ?? .init(name: nil, level: 0, transform: nil), name: name,
                isInverted: isInverted, line: line, column: column,
                list: isInverted ? nil : scopes.lazy.compactMap { $0.lists[name] }.first, before: nodes))
        nodes = []
    }

    private mutating func close(_ name: String) {
        guard let last = sections.last, last.name == name else {
            report(
                "'\(name)' closes no section" + (sections.last.map { "; the one that is open is '\($0.name)'" } ?? ""))
            return
        }
        endLiteral()
        sections.removeLast()
        nodes =
            last.before + [last.isInverted ? .inverted(last.reference, nodes) : .section(last.reference, nodes)]
    }

    /// The vocabularies in force, the innermost first.
    private var scopes: [TemplateVocabulary] {
        sections.compactMap(\.list).reversed() + [vocabulary]
    }

    /// Looks up a name, which may stand in a transform: `uppercased(label)`.
    private mutating func reference(_ content: String) -> Template.Reference? {
        var name = content.trimmed
        var transform: Template.Transform?
        if let open = name.firstIndex(of: "("), name.hasSuffix(")") {
            let word = String(name[..<open])
            transform = Template.Transform(rawValue: word)
            if transform == nil {
                let known = Template.Transform.allCases.map(\.rawValue)
                report("unknown transform '\(word)'\(Suggestion.hint(for: word, among: known))")
            }
            name = String(name[name.index(after: open)...].dropLast()).trimmed
        }
        if name == "." { return Template.Reference(name: nil, level: 0, transform: transform) }
        let scopes = scopes
        guard let level = scopes.firstIndex(where: { $0.names.contains(name) }) else {
            let known = scopes.reduce(into: Set<String>()) { $0.formUnion($1.names) }
            let hint = Suggestion.hint(for: name, among: known.sorted())
            report(
                "unknown name '\(name)'"
                    + (hint.isEmpty ? "; known here are \(known.sorted().joined(separator: ", "))" : hint))
            return nil
        }
        return Template.Reference(name: name, level: level, transform: transform)
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
