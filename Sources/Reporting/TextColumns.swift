/// Rows of text in columns that line up.
///
/// Widths are counted in characters, so that accented Vietnamese lines up whatever its Unicode form; a table library
/// that counts UTF-16 units does not.
public struct TextColumns {
    private let header: [String]
    private var rows: [[String]] = []

    public init(_ header: String...) {
        self.header = header
    }

    public init(_ header: [String]) {
        self.header = header
    }

    public mutating func add(_ cells: String...) {
        rows.append(cells)
    }

    /// The lines; the last column is not padded.
    public var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            row.indices.map { column in
                let cell = row[column]
                return column == row.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }.joined(separator: "  ")
        }
    }
}
