import Directives
import Foundation
import Yams

/// Reads the nodes of one file as values, and collects its mistakes.
final class FileReading {
    /// The path in diagnostics.
    let file: String
    private(set) var findings: [Diagnostic] = []
    /// Of the descriptor from which the file was read; nil where it could not be.
    private(set) var status: FileStatus?

    var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// Whether the file is, byte for byte, one that is in force.
    private var isInForce = false

    private let renamed: [Unicode.Scalar: String]
    private let composes: Bool
    /// Only where a word may begin with `#`.
    private let lines: TextLines?

    /// Opens a file; the root is nil where it cannot be read, with a finding that says why.
    static func open(_ relative: String, in folder: FolderPath) -> (reading: FileReading, root: Node?, SourceFile?) {
        let text = FileText(relative, in: folder)
        let file = folder.shown(relative)
        let document = Document(text, file: file)
        let lines = text.mayCutWords ? text.string.map(TextLines.init) : nil
        let reading = FileReading(
            file: file, renamed: document.renamed, composes: text.mayNeedComposing, lines: lines)
        reading.status = text.status
        reading.isInForce = text.source.map { $0.sha256 == folder.inForce[relative] } ?? false
        reading.findings = text.findings + document.findings
        return (reading, document.root, text.source)
    }

    private init(file: String, renamed: [Unicode.Scalar: String], composes: Bool, lines: TextLines?) {
        self.file = file
        self.renamed = renamed
        self.composes = composes
        self.lines = lines
    }

    func error(_ message: String, at place: Place) {
        findings.append(Diagnostic(.error, Self.printable(message), at: location(place)))
    }

    /// A mistake that version 0.1.0 accepted: an error, but for a file in force until ``FolderPath/laterError``.
    func newError(_ message: String, at place: Place) {
        if isInForce { warning(message + FolderPath.laterError, at: place) } else { error(message, at: place) }
    }

    /// A mistake of a line that may stand since version 0.1.0, which accepted it: a warning until it is an error.
    func laterError(_ message: String, at place: Place) {
        warning(message + FolderPath.laterError, at: place)
    }

    func warning(_ message: String, at place: Place) {
        findings.append(Diagnostic(.warning, Self.printable(message), at: location(place)))
    }

    /// A message in one line of at most 800 characters, whatever it quotes of a file.
    private static func printable(_ message: String) -> String {
        let isPlain = message.unicodeScalars.allSatisfy { !isUnprintable($0) }
        if isPlain, message.utf8.count <= 800 { return message }
        var line = ""
        for scalar in message.unicodeScalars.prefix(800) {
            line += isUnprintable(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
        return line
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    func location(_ place: Place) -> Diagnostic.Location {
        Diagnostic.Location(file: file, line: place.line, column: place.column)
    }

    /// A text in its composed form (Unicode NFC), so that equal words are equal bytes.
    private func composed(_ string: String) -> String {
        composes && !string.utf8.allSatisfy { $0 < 0x80 } ? string.precomposedStringWithCanonicalMapping : string
    }

    /// The text of a scalar; a finding where the node is not one.
    func text(_ node: Node, of key: String) -> Text? {
        guard case .scalar(let scalar) = node else {
            error("'\(key)' takes one value, found \(Self.kind(of: node))", at: node.place)
            return nil
        }
        return text(scalar)
    }

    private func text(_ scalar: Node.Scalar) -> Text {
        let place = scalar.mark.map { Place($0) } ?? .start
        let cut = scalar.style == .plain ? lines?.word(cutFrom: scalar.string, at: place) : nil
        return Text(string: composed(scalar.string), quoted: scalar.style != .plain, place: place, cut: cut)
    }

    /// The nodes of a list; a finding where the node is not one.
    func items(_ node: Node, of key: String) -> [Node]? {
        guard case .sequence(let sequence) = node else {
            let hint =
                node.scalar.map { scalar in
                    let quote = scalar.style == .plain ? "" : "\""
                    return scalar.string.isEmpty ? "" : "; write [\(quote)\(scalar.string)\(quote)]"
                } ?? ""
            error("'\(key)' takes a list, found \(Self.kind(of: node))\(hint)", at: node.place)
            return nil
        }
        return Array(sequence)
    }

    /// The entries of a mapping with any keys; a finding where the node is not one.
    func entries(_ node: Node, of name: String, known: [String] = []) -> Fields? {
        guard case .mapping(let mapping) = node else {
            let list = known.isEmpty || known.count > 5 ? "" : "; its keys are \(known.joined(separator: ", "))"
            error("\(name) takes keys with values, found \(Self.kind(of: node))\(list)", at: node.place)
            return nil
        }
        var entries: [Fields.Entry] = []
        entries.reserveCapacity(mapping.count)
        for index in mapping.indices {
            let (keyNode, value) = mapping[index]
            guard case .scalar(let scalar) = keyNode else {
                error("a key is one word, found \(Self.kind(of: keyNode))", at: keyNode.place)
                continue
            }
            entries.append(Fields.Entry(key: text(scalar), value: value))
        }
        if !renamed.isEmpty { entries = withoutDuplicates(entries) }
        return Fields(reading: self, place: node.place, entries: entries)
    }

    /// The entries of a mapping with given keys; a finding for each other key.
    func fields(_ node: Node, of name: String, known: [String]) -> Fields? {
        guard let fields = entries(node, of: name, known: known) else { return nil }
        for index in fields.entries.indices where !known.contains(fields.entries[index].key.string) {
            let entry = fields.entries[index]
            let hint = Suggestion.hint(for: entry.key.string, among: known)
            let list = hint.isEmpty ? "; \(name) takes \(known.joined(separator: ", "))" : hint
            error("unknown key '\(entry.key.string)'\(list)", at: entry.key.place)
        }
        return fields
    }

    private func withoutDuplicates(_ entries: [Fields.Entry]) -> [Fields.Entry] {
        var kept: [Fields.Entry] = []
        for entry in entries {
            let first = entry.key.string.unicodeScalars.first
            let name = first.flatMap { renamed[$0] }.map(composed) ?? entry.key.string
            if let earlier = kept.first(where: { $0.key.string == name }) {
                error("the key '\(name)' is here twice, first in line \(earlier.key.place.line)", at: entry.key.place)
            } else {
                let key = Text(string: name, quoted: entry.key.quoted, place: entry.key.place)
                kept.append(Fields.Entry(key: key, value: entry.value))
            }
        }
        return kept
    }

    private static func kind(of node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string.prefix(40))'"
        case .sequence: "a list"
        case .mapping: "keys with values"
        case .alias: "an alias"
        }
    }
}
