import Directives
import Yams

/// The one YAML document of a file, as nodes.
struct Document {
    /// Nil where a finding says why.
    private(set) var root: Node?
    /// Keys that were twice in one mapping: by the first scalar of their new name in `root`, their own name.
    private(set) var renamed: [Unicode.Scalar: String] = [:]
    private(set) var findings: [Diagnostic] = []

    private let file: String
    /// So many duplicate keys are reported in one run.
    private static let renamingLimit = 40

    /// Composes the text of a file; a file without a document has a finding that says so.
    init(_ text: FileText, file: String) {
        self.file = file
        guard var yaml = text.string else { return }
        while true {
            do {
                root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()
                if root == nil { report("the file is empty", line: 1, column: 1) }
                break
            } catch {
                guard case .duplicatedKeysInMapping(let names, let context)? = error as? YamlError,
                    renamed.count < Self.renamingLimit, let name = names.min(),
                    let changed = rename(name, at: Place(context.mark), in: yaml)
                else {
                    report(error)
                    break
                }
                yaml = changed
            }
        }
        if let root, text.mayUseTagsOrAliases {
            var check = FeatureCheck(yaml, file: file)
            check.visit(root)
            findings += check.findings
            // Aliases of aliases can expand to more nodes than memory holds.
            if check.usesAliases { self.root = nil }
        }
    }

    /// Renames the first of two equal keys, at which Yams stops.
    ///
    /// The new name has the same length, so that the rest of the file can be read and all places stay the same.
    private mutating func rename(_ name: String, at place: Place, in yaml: String) -> String? {
        let lines = TextLines(yaml)
        guard var offset = lines.offset(of: place), let first = name.utf8.first,
            let marker = Unicode.Scalar(0xE000 + UInt32(renamed.count))
        else { return nil }
        if lines.bytes[offset] == UInt8(ascii: "\"") || lines.bytes[offset] == UInt8(ascii: "'") { offset += 1 }
        guard offset < lines.bytes.count, lines.bytes[offset] == first else { return nil }
        var end = offset + 1
        while end < lines.bytes.count, lines.bytes[end] & 0xC0 == 0x80 { end += 1 }
        renamed[marker] = name
        return String(decoding: lines.bytes[..<offset], as: UTF8.self) + String(marker)
            + String(decoding: lines.bytes[end...], as: UTF8.self)
    }

    private mutating func report(_ message: String, line: Int, column: Int) {
        findings.append(Diagnostic(.error, message, at: .init(file: file, line: line, column: column)))
    }

    /// What probably makes a problem of libyaml: a character with a meaning of its own in a text without quotes.
    private func quotes(_ problem: String) -> String {
        ["mapping values", "find expected", "any token"].contains(where: problem.contains)
            ? "; a text with ': ' or ' #', or that begins with one of [{\"'|>%@`, stands as a whole in quotes" : ""
    }

    private mutating func report(_ error: any Error) {
        switch error as? YamlError {
        case .composer(_, "but found another document", let mark, _):
            report("a second document begins here; a file holds one", line: mark.line, column: mark.column)
        case .composer(_, "found undefined alias", let mark, _):
            report("aliases of YAML are not allowed", line: mark.line, column: mark.column)
        case .parser(_, let problem, let mark, _) where problem.hasPrefix("Maximum nesting"):
            report("this is nested too deeply", line: mark.line, column: mark.column)
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let since = context.map { ", \($0.text) at \($0.mark.line):\($0.mark.column)" } ?? ""
            report("this is not YAML: \(problem)\(since)\(quotes(problem))", line: mark.line, column: mark.column)
        case .duplicatedKeysInMapping(let names, let context):
            let list = names.map { "'\($0)'" }.joined(separator: ", ")
            report("\(list) is written twice in this mapping", line: context.mark.line, column: context.mark.column)
        case .reader(let problem, _, _, _):
            report("this is not YAML: \(problem)", line: 1, column: 1)
        default:
            report("this is not YAML", line: 1, column: 1)
        }
    }
}
