/// A column of a listing at a terminal: its head, and what it shows of a row.
struct TextColumn<Row> {
    let head: String
    let cell: (Row) -> String

    init(_ head: String, _ cell: @escaping (Row) -> String) {
        self.head = head
        self.cell = cell
    }
}

/// Rows of text in columns that line up.
///
/// Widths are counted in characters, so that accented Vietnamese lines up whatever its Unicode form.
enum TextTable {
    /// The heads and a line a row; the last column is not padded.
    ///
    /// - Parameter indent: before each line.
    static func lines<Row>(_ rows: [Row], indent: String = "", _ columns: TextColumn<Row>...) -> [String] {
        let all = [columns.map(\.head)] + rows.map { row in columns.map { $0.cell(row) } }
        let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { cells in
            let padded = zip(cells, widths).dropLast().map { Typesetting.padded($0, $1) } + cells.suffix(1)
            return indent + padded.joined(separator: "  ")
        }
    }
}
