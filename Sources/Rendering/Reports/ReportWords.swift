package import Directives

/// A report put into words: the same in lines of text and in HTML, the table besides as a file.
struct ReportWords {
    /// More rows than this make a mail too long for its readers; the file has them all.
    ///
    /// Gmail cuts off what exceeds 102 kB, and a row of the table takes about 700 bytes.
    static let longest = 100

    let subject: String
    private(set) var lines: [String] = []
    private var html = ""
    private(set) var attachments: [ReportContent.Attachment] = []

    private let report: OfficeReport
    private let names: OfficeNames
    private let texts: any LanguageTexts

    init(_ report: OfficeReport, _ names: OfficeNames, _ texts: any LanguageTexts) {
        self.report = report
        self.names = names
        self.texts = texts
        let zone = names.settings.time.zone
        let today = zone.date(at: report.written)
        subject = texts.subject(report, on: today)
        let units = report.units.map { names.name(of: $0).full }.joined(separator: "; ")
        paragraph(texts.greeting(units))
        paragraph(texts.opening(report, office: names.officeName, moment: moment(report.written)))
        section(.unsent, report.unsent, unsent)
        section(.overdue, report.overdue, item)
        section(.held, report.held, item)
        if report.kind == .summary { table(today) }
        paragraph(texts.request(report, office: names.officeName))
        paragraph(texts.reportLabel(.closing), names.officeName)
        note(texts.reportLabel(.automatic))
        if let head = report.head { note(texts.ledgerHead(head)) }
    }

    var document: String {
        HTMLLayout.document(texts.tag, title: HTML.escaped(names.officeName), body: html)
    }

    // MARK: Parts

    private func moment(_ instant: Instant) -> String {
        let zone = names.settings.time.zone
        return texts.moment(zone.time(at: instant), zone.date(at: instant))
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
        let heading = texts.heading(section, count: count)
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
                rows: facts.map { "<tr><td colspan=\"2\">\(HTML.escaped($0))</td></tr>" })
        }
        rest(elements.count)
    }

    private mutating func rest(_ count: Int) {
        if count > Self.longest { paragraph(texts.more(count - Self.longest)) }
    }

    private func item(_ item: ReportItem) -> (String, [String]) {
        let facts = ItemFacts(item, writtenAt: report.written, names: names)
        var lines: [String] = []
        if let lead = facts.lead { lines.append("\(texts.reportLabel(.lead)): \(lead.full)") }
        let status = facts.due == nil ? "" : "; \(texts.datedStatus(facts))"
        lines.append("\(texts.reportLabel(.due)): \(texts.deadline(facts))\(status)")
        if let history = facts.history { lines.append("\(texts.reportLabel(.reminders)): \(texts.history(history))") }
        lines.append("\(texts.reportLabel(.assignedBy)): \(texts.reference(facts.source))")
        return (facts.task ?? texts.reportLabel(.untold), lines)
    }

    private func unsent(_ message: OfficeReport.Unsent) -> (String, [String]) {
        let channel = message.channel
        let mailbox = channel.mailbox(ofAddress: message.address)
        let unit = names.settings.units.values
            .filter { $0.addresses[channel, default: []].contains { channel.mailbox(ofAddress: $0) == mailbox } }
            .map { names.name(of: $0.id).full }.min()
        let title = texts.unsent(
            message, to: unit ?? names.officeName, moment: moment(message.at), CleanText.oneLine(message.address))
        var lines = message.items.map { item in
            let facts = ItemFacts(item, writtenAt: report.written, names: names)
            let task = facts.task.map { "\($0) – " } ?? ""
            return "\(texts.reportLabel(.about)): \(task)\(texts.reference(facts.source))"
        }
        let reason = ProgramReason(rawValue: message.answer).map(texts.words)
        let answer = reason ?? CleanText.oneLine(message.answer).shortened(toBytes: 200)
        if !answer.isEmpty { lines.append("\(texts.reportLabel(.answer)): \(answer)") }
        return (title, lines)
    }

    private mutating func table(_ today: CivilDate) {
        let table = ReportTable(report.all, names, texts, at: report.written)
        heading(.totals, count: table.totals.count)
        for total in table.totals { lines += ["", total.name, "- \(counts(total))"] }
        append(
            [texts.head(TotalColumn.lead), texts.reportLabel(.counts)],
            table.totals.map { [HTML.escaped($0.name), HTML.escaped(counts($0))] })
        heading(.table, count: table.rows.count)
        let shown = table.rows.prefix(Self.longest)
        for row in shown {
            lines += ["", "\(row.number). \(ReportColumn.task.cell(row, texts))"]
            lines += cells(ReportColumn.assignment + ReportColumn.progress, of: row).map { "- \($0)" }
        }
        append(
            [texts.head(ReportColumn.number), texts.head(ReportColumn.task), texts.reportLabel(.state)],
            shown.map { row in
                // The table's columns in the three that a telephone has room for.
                let task = "<b>\(HTML.escaped(ReportColumn.task.cell(row, texts)))</b>"
                return [
                    "\(row.number)",
                    ([task] + cells(ReportColumn.assignment, of: row).map(HTML.escaped)).joined(separator: "<br>"),
                    cells(ReportColumn.progress, of: row).map(HTML.escaped).joined(separator: "<br>"),
                ]
            })
        rest(table.rows.count)
        attachments.append(
            .init(
                fileName: "\(texts.reportLabel(.fileName))-\(today).csv", mediaType: "text/csv; charset=utf-8",
                bytes: table.csv))
    }

    /// Columns of a row with their heads; empty ones are left out.
    private func cells(_ columns: [ReportColumn], of row: ReportRow) -> [String] {
        columns.compactMap { column in
            let cell = column.cell(row, texts)
            return cell.isEmpty ? nil : "\(texts.head(column)): \(cell)"
        }
    }

    /// A unit's numbers; zeros are left out, but for how many tasks there are and how many of them are done.
    private func counts(_ total: ReportTotal) -> String {
        TotalColumn.inOrder.dropFirst().filter { !$0.isEmpty(total) }.enumerated().map { index, column in
            let head = texts.head(column)
            return "\(index == 0 ? head : head.lowercasedFirst): \(column.cell(total))"
        }.joined(separator: "; ")
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

extension Renderer {
    /// The exact bytes of a report to an address by e-mail.
    package func render(
        _ report: OfficeReport, id: String, gateway: Gateway, address: String, recipient: String
    ) -> RenderedMessage {
        let words = ReportWords(report, names, texts(report.language))
        return render(
            ReportContent(
                .report, id: id, written: report.written, gateway: gateway, address: address, recipient: recipient,
                language: report.language, subject: words.subject, body: words.lines, html: words.document,
                attachments: words.attachments))
    }
}
