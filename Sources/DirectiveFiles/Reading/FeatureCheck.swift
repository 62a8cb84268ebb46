import Directives
import Yams

/// Finds tags, anchors and aliases, which a configuration may not use.
///
/// Yams resolves them and does not reliably say so; so the character at the place of each node is checked. An alias gets
/// the node and the place of its anchor: an anchor seen a second time is an alias.
struct FeatureCheck {
    private(set) var findings: [Diagnostic] = []
    private(set) var usesAliases = false

    private let file: String
    private let lines: TextLines
    private var anchors: Set<Int> = []
    /// The offset from which an alias is searched: that of the node visited last.
    private var latest = 0

    init(_ yaml: String, file: String) {
        self.file = file
        lines = TextLines(yaml)
    }

    mutating func visit(_ node: Node) {
        if !sharesPlaceOfKey(node), let offset = lines.offset(of: node.place) {
            switch lines.bytes[offset] {
            case UInt8(ascii: "&"):
                guard anchors.insert(offset).inserted else {
                    reportAlias(of: offset)
                    return
                }
                report("anchors of YAML (&…) are not allowed", at: offset)
            case UInt8(ascii: "!"): report("tags of YAML (!…) are not allowed", at: offset)
            default: break
            }
            latest = offset
        }
        switch node {
        case .mapping(let mapping):
            for index in mapping.indices {
                visit(mapping[index].key)
                visit(mapping[index].value)
            }
        case .sequence(let sequence): for index in sequence.indices { visit(sequence[index]) }
        case .scalar, .alias: break
        }
    }

    /// A mapping in block style without properties of its own has the place of its first key, and an anchor there belongs to
    /// the key.
    private func sharesPlaceOfKey(_ node: Node) -> Bool {
        node.mapping?.first?.key.place == node.place
    }

    private mutating func reportAlias(of anchor: Int) {
        usesAliases = true
        let name = lines.bytes[(anchor + 1)...].prefix { $0 > 0x20 && !",]}".utf8.contains($0) }
        let sign = [UInt8(ascii: "*")] + name
        let found = (latest..<lines.bytes.count).first { lines.bytes[$0...].starts(with: sign) } ?? anchor
        report("aliases of YAML (*…) are not allowed", at: found)
        latest = found + 1
    }

    private mutating func report(_ message: String, at offset: Int) {
        let (line, column) = lines.place(of: offset)
        findings.append(Diagnostic(.error, message, at: .init(file: file, line: line, column: column)))
    }
}
