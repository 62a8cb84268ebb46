/// A table as comma-separated values (RFC 4180) that Excel reads with its accents and runs nothing of.
public enum CSV {
    /// Begins with the byte order mark by which Excel knows UTF-8; lines end CRLF.
    public static func bytes(_ rows: [[String]]) -> [UInt8] {
        var text = "\u{FEFF}"
        for row in rows { text += row.map(field).joined(separator: ",") + "\r\n" }
        return Array(text.utf8)
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe before it, also where blanks hide its sign.
    private static func field(_ cell: String) -> String {
        let text = CleanText.oneLine(cell)
        let first = text.unicodeScalars.first { $0 != " " }
        let safe = first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false ? "'" + text : text
        guard safe.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
