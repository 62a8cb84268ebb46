/// Finds in a template's text what would make it render wrongly: unknown names, unbalanced sections, and tags that this
/// program does not allow.
///
/// Every tag is looked at where it stands, also in sections that no sample would open. Partials, inheritance and
/// changed delimiters are not allowed: each template is complete in itself, and none can call itself for ever.
struct TemplateCheck {
    struct Fault: Hashable {
        let line: Int
        let column: Int
        let message: String
    }

    private struct Section {
        let name: String
        let line: Int
        let column: Int
        let list: TemplateVocabulary?
    }

    private static let deepest = 16
    private static let transforms: Set<String> = ["capitalized", "lowercased", "uppercased", "empty", "count"]

    private let vocabulary: TemplateVocabulary
    private var sections: [Section] = []
    private var faults: [Fault] = []
    private var line = 1
    private var column = 1

    static func faults(in text: String, vocabulary: TemplateVocabulary) -> [Fault] {
        var check = TemplateCheck(vocabulary: vocabulary)
        check.read(Array(text.unicodeScalars))
        return check.faults
    }

    private init(vocabulary: TemplateVocabulary) {
        self.vocabulary = vocabulary
    }

    private mutating func read(_ text: [Unicode.Scalar]) {
        var index = 0
        while index < text.count {
            guard Self.starts("{{", in: text, at: index) else {
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
            readTag(String(String.UnicodeScalarView(text[start..<end])), isTriple: isTriple)
            for scalar in text[index..<(end + closing.count)] { advance(over: scalar) }
            index = end + closing.count
        }
        for section in sections {
            faults.append(
                Fault(
                    line: section.line, column: section.column, message: "the section '\(section.name)' is not closed"))
        }
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

    private mutating func readTag(_ content: String, isTriple: Bool) {
        guard !isTriple, let sign = content.unicodeScalars.first else {
            check(content)
            return
        }
        let name = String(content.dropFirst()).trimmed
        switch sign {
        case "!": break
        case "#", "^": open(name, isList: sign == "#")
        case "/": close(name)
        case "&": check(name)
        case ">", "<", "$", "=", "%": report("a tag with '\(sign)' is not allowed in a template of this program")
        default: check(content)
        }
    }

    private mutating func open(_ name: String, isList: Bool) {
        check(name)
        // A list inside itself would be told once for each pair of its elements, and deeper for each power.
        if isList, sections.contains(where: { $0.name == name }) {
            report("the section '\(name)' stands inside itself")
        }
        if sections.count >= Self.deepest { report("sections are nested more than \(Self.deepest) deep") }
        let list = isList ? scopes.lazy.compactMap { $0.lists[name] }.first : nil
        sections.append(Section(name: name, line: line, column: column, list: list))
    }

    private mutating func close(_ name: String) {
        guard let last = sections.last, last.name == name else {
            report(
                "'\(name)' closes no section" + (sections.last.map { "; the one that is open is '\($0.name)'" } ?? ""))
            return
        }
        sections.removeLast()
    }

    /// The vocabularies in force, the innermost first.
    private var scopes: [TemplateVocabulary] {
        sections.compactMap(\.list).reversed() + [vocabulary]
    }

    /// Checks a name, which may stand in a transform: `uppercased(label)`.
    private mutating func check(_ content: String) {
        var name = content.trimmed
        if let open = name.firstIndex(of: "("), name.hasSuffix(")") {
            let transform = String(name[..<open])
            if !Self.transforms.contains(transform) { report("unknown transform '\(transform)'") }
            name = String(name[name.index(after: open)...].dropLast()).trimmed
        }
        if name == "." { return }
        let known = scopes.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        if !known.contains(name) {
            report("unknown name '\(name)'; known here are \(known.sorted().joined(separator: ", "))")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
