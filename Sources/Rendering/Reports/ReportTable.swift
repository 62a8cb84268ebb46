package import Directives

/// Obligations as the table that offices keep of them, and how many of each lead unit stand how.
package struct ReportTable {
    package let rows: [ReportRow]
    /// By the name of the unit.
    let totals: [ReportTotal]
    private let texts: any LanguageTexts

    package init(_ items: [ReportItem], settings: Settings, texts: any LanguageTexts, at instant: Instant) {
        self.init(items, OfficeNames(settings), texts, at: instant)
    }

    init(_ items: [ReportItem], _ names: OfficeNames, _ texts: any LanguageTexts, at instant: Instant) {
        self.texts = texts
        rows = items.enumerated().map { ReportRow($0.element, number: $0.offset + 1, names: names, at: instant) }
        totals = Dictionary(grouping: rows, by: \.unit).map { unit, rows in
            let name = names.name(of: unit).full
            // Without accents, Đ stands with D and not after Z.
            let key = SMSText.unaccented(name).lowercased()
            let counts = Dictionary(rows.map { ($0.status, 1) }, uniquingKeysWith: +)
            return (key, unit, ReportTotal(name: name, counts: counts))
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// The table as a spreadsheet reads it.
    package var csv: [UInt8] {
        CSV.bytes(
            [ReportColumn.allCases.map(texts.head)]
                + rows.map { row in ReportColumn.allCases.map { $0.fileCell(row, texts) } })
    }
}
