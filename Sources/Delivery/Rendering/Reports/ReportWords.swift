public import Directives

/// A report put into words: the same in lines of text and in HTML, the table besides as a file.
struct ReportWords {
    /// More rows than this make a letter that no mail client likes; the file has them all.
    static let longest = 200

    let subject: String
    private(set) var lines: [String] = []
    private var html = ""
    private(set) var attachments: [SlotlessLetter.Attachment] = []
    private let language: Language

    private let report: OfficeReport
    private let directory: Directory
    private let words: any ReportPhrases
    private let phrases: any Phrases

    init(_ report: OfficeReport, _ directory: Directory) {
        self.report = report
        self.directory = directory
        language = report.language
        words = report.language.reportPhrases
        phrases = report.language.phrases
        let zone = directory.settings.time.zone
        let today = zone.date(at: report.written)
        subject = words.subject(report, on: today)
        let units = report.units.map { directory.name(of: $0).full }.joined(separator: "; ")
        paragraph(words.greeting(units))
        paragraph(words.opening(report, office: directory.officeName, moment: moment(report.written)))
        section(.unsent, report.unsent, unsent)
        section(.overdue, report.overdue, item)
        section(.held, report.held, item)
        if report.kind == .summary { table(today) }
        paragraph(words.request(report, office: directory.officeName))
        paragraph(words.closing, directory.officeName)
        paragraph(words.automatic)
        if let head = report.head { paragraph(words.head(head)) }
    }

    var document: String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        </head>
        <body style="margin:16px;font:15px/1.5 Arial,sans-serif">
        \(html)</body>
        </html>

        """
    }

    // MARK: Parts

    private func moment(_ instant: Instant) -> String {
        let zone = directory.settings.time.zone
        return phrases.moment(zone.time(at: instant), zone.date(at: instant))
    }

    private mutating func paragraph(_ texts: String...) {
        if !lines.isEmpty { lines.append("") }
        lines += texts
        html += "<p>\(texts.map(HTML.escaped).joined(separator: "<br>"))</p>\n"
    }

    private mutating func heading(_ section: OfficeReport.Section, count: Int) {
        let heading = words.heading(section, count: count)
        lines += ["", heading]
        html += "<h3 style=\"font-size:15px;margin:20px 0 8px\">\(HTML.escaped(heading))</h3>\n"
    }

    private mutating func section<Element>(
        _ section: OfficeReport.Section, _ elements: [Element], _ words: (Element) -> (title: String, facts: [String])
    ) {
        if elements.isEmpty { return }
        heading(section, count: elements.count)
        html += "<ol>\n"
        for (number, element) in elements.prefix(Self.longest).enumerated() {
            let (title, facts) = words(element)
            lines += ["", "\(number + 1). \(title)"] + facts.map { "- \($0)" }
            html +=
                "<li style=\"margin-bottom:8px\">\(([title] + facts).map(HTML.escaped).joined(separator: "<br>"))</li>\n"
        }
        html += "</ol>\n"
        rest(elements.count)
    }

    private mutating func rest(_ count: Int) {
        if count > Self.longest { paragraph(words.more(count - Self.longest)) }
    }

    private func item(_ item: ReportItem) -> (String, [String]) {
        let facts = ItemFacts(item, writtenAt: report.written, directory: directory)
        let labels = words.labels
        var lines: [String] = []
        if let lead = facts.lead { lines.append("\(labels.lead): \(lead.full)") }
        let status = facts.due == nil ? "" : "; \(phrases.datedStatus(facts))"
        lines.append("\(labels.due): \(phrases.deadline(facts))\(status)")
        if let history = facts.history { lines.append("\(labels.reminders): \(phrases.history(history))") }
        lines.append("\(labels.paper): \(phrases.reference(facts.source))")
        return (facts.task?.capitalisedFirst ?? words.untold, lines)
    }

    private func unsent(_ message: OfficeReport.Unsent) -> (String, [String]) {
        let unit = directory.settings.units.values
            .filter { $0.addresses[message.channel]?.contains(message.address) == true }
            .map { directory.name(of: $0.id).full }.min()
        let title = words.unsent(
            message, to: unit ?? directory.officeName, moment: moment(message.at), CleanText.oneLine(message.address))
        var lines = message.items.map { item in
            let facts = ItemFacts(item, writtenAt: report.written, directory: directory)
            let task = facts.task.map { "\($0.capitalisedFirst) – " } ?? ""
            return "\(words.about): \(task)\(phrases.reference(facts.source))"
        }
        let answer = CleanText.oneLine(message.answer).shortened(toBytes: 200)
        if !answer.isEmpty { lines.append("\(words.answer): \(answer)") }
        return (title, lines)
    }

    private mutating func table(_ today: CivilDate) {
        let table = ReportTable(report.all, directory, language, at: report.written)
        heading(.totals, count: table.totals.count)
        for row in table.totalCells.dropFirst() {
            lines += ["", row[0]]
            lines.append("- " + zip(table.totalColumns, row).dropFirst().map { "\($0): \($1)" }.joined(separator: "; "))
        }
        append(table.totalCells)
        heading(.table, count: table.rows.count)
        let cells = table.cells
        for row in cells.dropFirst().prefix(Self.longest) {
            lines += ["", "\(row[0]). \(row[2])"]
            lines += zip(table.columns, row).enumerated()
                .filter { $0.offset != 0 && $0.offset != 2 && !$0.element.1.isEmpty }
                .map { "- \($0.element.0): \($0.element.1)" }
        }
        append(Array(cells.prefix(Self.longest + 1)))
        rest(table.rows.count)
        attachments.append(
            .init(
                fileName: "\(words.fileName)-\(today).csv", mediaType: "text/csv; charset=utf-8",
                bytes: CSV.bytes(cells)))
    }

    /// A table in HTML, its first row the head; lines and no colours, so that it reads in the dark as well.
    private mutating func append(_ rows: [[String]]) {
        html += "<table style=\"border-collapse:collapse;font-size:13px\">\n"
        for (index, row) in rows.enumerated() {
            let tag = index == 0 ? "th" : "td"
            let style = "border:1px solid #888;padding:4px 6px;text-align:left;vertical-align:top"
            html += "<tr>"
            for cell in row { html += "<\(tag) style=\"\(style)\">\(HTML.escaped(cell))</\(tag)>" }
            html += "</tr>\n"
        }
        html += "</table>\n"
    }
}

extension OfficeReport {
    /// The report as a letter to an address.
    public func letter(
        id: String, settings: Settings, gateway: Gateway, address: String, recipient: String
    ) -> SlotlessLetter {
        let words = ReportWords(self, Directory(settings))
        return SlotlessLetter(
            .report, id: id, written: written, gateway: gateway, address: address, recipient: recipient,
            language: language, subject: words.subject, body: words.lines, html: words.document,
            attachments: words.attachments)
    }
}
