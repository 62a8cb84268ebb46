import Directives
import Yams

/// The contents of one file of `directives/`.
struct NoticeFile: Sendable {
    /// A directive and the places to which later checks point.
    struct Entry: Sendable {
        let directive: Directive
        let place: Place
        let opensPlace: Place?
    }

    /// The path in diagnostics.
    let file: String
    /// Nil where it has a mistake.
    private(set) var notice: Notice?
    /// Nil where it could not be read.
    private(set) var id: (id: String, place: Place)?
    /// Directives with mistakes are here too where they have an id.
    private(set) var entries: [Entry] = []
    /// The first deadline of each year for which the calendar has no dates.
    private(set) var uncovered: [Int: Place] = [:]

    private static let noticeKeys = ["id", "symbol", "number", "title", "issuer", "issued", "met", "assigned"]

    init(file: String) {
        self.file = file
    }

    init(_ root: Node, _ reading: FileReading, _ context: DirectiveContext) {
        file = reading.file
        guard let fields = reading.fields(root, of: "a file of directives", known: ["notice", "directives"]) else {
            return
        }
        if let node = fields.required("notice") { readNotice(node, reading, context) }
        guard let node = fields.required("directives"), let items = reading.items(node, of: "directives") else {
            return
        }
        var reader = DirectiveReader(
            reading: reading, context: context, noticeID: id?.id, issued: notice?.issued,
            assigned: notice?.assigned, dueWarnings: context.dueWarnings)
        entries.reserveCapacity(items.count)
        var lines: [String: Int] = [:]
        lines.reserveCapacity(items.count)
        for item in items {
            guard let entry = reader.read(item) else { continue }
            let item = entry.directive.id.item
            if let line = lines[item] {
                reading.error("the id \"\(item)\" is used twice; the first is in \(file):\(line)", at: entry.place)
            } else {
                lines[item] = entry.place.line
                entries.append(entry)
            }
        }
        uncovered = reader.uncovered
    }

    private mutating func readNotice(_ node: Node, _ reading: FileReading, _ context: DirectiveContext) {
        guard let fields = reading.fields(node, of: "'notice'", known: Self.noticeKeys) else { return }
        if let text = fields.text("id", required: true), let id = reading.identifier(text, of: "notice") {
            self.id = (id, text.place)
        }
        let title = fields.words("title", required: true)
        let symbol = fields.words("symbol", mayBeEmpty: true)
        let number = fields.words("number", mayBeEmpty: true)
        let issuer = fields.words("issuer")
        let issued = fields.date("issued", required: true)
        let met = fields.date("met")
        let assigned = fields.date("assigned")
        if let met, let issued, let node = fields["met"], met > issued {
            reading.warning("'met' is \(met), after the notice was issued, \(issued)", at: node.place)
        }
        if let today = context.today, let issued, let node = fields["issued"], issued > today,
            [met, assigned].compactMap(\.self).allSatisfy({ $0 > today })
        {
            reading.warning("'issued' is \(issued), which has not come yet", at: node.place)
        }
        guard let id, let title, let issued else { return }
        notice = Notice(
            id: id.id, symbol: symbol ?? "", number: number ?? "", title: title, issuer: issuer ?? context.officeName,
            issued: issued, met: met, assigned: assigned)
    }
}
