public import Directives

/// A report put into words: the same in lines of text and in HTML, the table besides as a file.
struct ReportWords {
    /// More rows than this make a letter that no mail client likes; the file has them all.
    ///
    /// Gmail cuts off what exceeds 102 kB; a row of the table takes about 700 bytes.
    static let longest = 100

    let subject: String
    private(set) var lines: [String] = []
    private var html = ""
    private(set) var attachments: [ReportContent.Attachment] = []
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
        note(words.automatic)
        if let head = report.head { note(words.head(head)) }
    }

    var document: String {
        HTMLLayout.document(language, title: HTML.escaped(directory.officeName), body: html)
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

    /// In small letters, and broken anywhere, since a hash is longer than a telephone is wide.
    private mutating func note(_ text: String) {
        lines += ["", text]
        html += "<p class=\"n\" style=\"word-break:break-word\">\(HTML.escaped(text))</p>\n"
    }

    private mutating func heading(_ section: OfficeReport.Section, count: Int) {
        let heading = words.heading(section, count: count)
        lines += ["", heading]
        html += "<h2>\(HTML.escaped(heading))</h2>\n"
    }

    private mutating func section<Element>(
        _ section: OfficeReport.Section, _ elements: [Element], _ words: (Element) -> (title: String, facts: [String])
    ) {
        if elements.isEmpty { return }
        heading(section, count: elements.count)
        for (number, element) in elements.prefix(Self.longest).enumerated() {
            let (title, facts) = words(element)
            lines += ["", "\(number + 1). \(title)"] + facts.map { "- \($0)" }
            html += HTMLLayout.card(
                edge: section == .held ? "#80868b" : "#d93025", title: HTML.escaped("\(number + 1). \(title)"),
                rows: facts.map { "<tr><td colspan=\"2\">\(HTML.escaped($0))</td></tr>" }, after: "")
        }
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
            lines += ["", row[0], "- \(Self.counts(row, table.totalColumns))"]
        }
        append(
            [table.totalColumns[0], words.counts],
            table.totalCells.dropFirst().map {
                [HTML.escaped($0[0]), HTML.escaped(Self.counts($0, table.totalColumns))]
            })
        heading(.table, count: table.rows.count)
        let cells = table.cells
        for row in cells.dropFirst().prefix(Self.longest) {
            lines += ["", "\(row[0]). \(row[2])"]
            lines += zip(table.columns, row).enumerated()
                .filter { $0.offset != 0 && $0.offset != 2 && !$0.element.1.isEmpty }
                .map { "- \($0.element.0): \($0.element.1)" }
        }
        append(
            [table.columns[0], table.columns[2], words.state],
            cells.dropFirst().prefix(Self.longest).map { Self.columns($0, under: table.columns) })
        rest(table.rows.count)
        attachments.append(
            .init(
                fileName: "\(words.fileName)-\(today).csv", mediaType: "text/csv; charset=utf-8",
                bytes: CSV.bytes(table.fileCells)))
    }

    /// A unit's numbers, what is none left out: only how many there are and how many of them are done always stands.
    private static func counts(_ row: [String], _ columns: [String]) -> String {
        zip(columns, row).enumerated().dropFirst()
            .filter { $0.offset == 1 || $0.offset == columns.count - 1 || $0.element.1 != "0" }
            .map { "\($0.offset == 1 ? $0.element.0 : $0.element.0.lowercasedFirst): \($0.element.1)" }
            .joined(separator: "; ")
    }

    /// The table's fourteen columns in the three that a telephone has room for, what is empty left out.
    private static func columns(_ row: [String], under heads: [String]) -> [String] {
        func lines(_ range: Range<Int>) -> [String] {
            range.filter { $0 != 2 && !row[$0].isEmpty }.map { "\(HTML.escaped(heads[$0])): \(HTML.escaped(row[$0]))" }
        }
        return [
            row[0], (["<b>\(HTML.escaped(row[2]))</b>"] + lines(1..<7)).joined(separator: "<br>"),
            lines(7..<row.count).joined(separator: "<br>"),
        ]
    }

    /// A table in HTML, its cells escaped; lines and no colours, so that it reads in the dark as well.
    private mutating func append(_ heads: [String], _ rows: [[String]]) {
        html += "<table width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"5\" "
        html += "style=\"border-collapse:collapse;font-size:13px;text-align:left\">\n<tr valign=\"top\">"
        html += heads.map { "<th>\(HTML.escaped($0))</th>" }.joined()
        html += "</tr>\n"
        for row in rows { html += "<tr valign=\"top\">\(row.map { "<td>\($0)</td>" }.joined())</tr>\n" }
        html += "</table>\n"
    }
}

extension OfficeReport {
    /// The report as a letter to an address.
    public func letter(
        id: String, settings: Settings, gateway: Gateway, address: String, recipient: String
    ) -> ReportContent {
        let words = ReportWords(self, Directory(settings))
        return ReportContent(
            .report, id: id, written: written, gateway: gateway, address: address, recipient: recipient,
            language: language, subject: words.subject, body: words.lines, html: words.document,
            attachments: words.attachments)
    }
}
