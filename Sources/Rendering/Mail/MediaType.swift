/// The value of a `Content-Type` by its parts (RFC 2045, section 5.1).
struct MediaType {
    /// `text/csv`; what is no media type counts as bytes of an unknown kind.
    let essence: String
    let parameters: [(name: String, value: String)]

    /// Reads `text/csv; charset=utf-8`, the values without quotes and semicolons.
    init(_ text: String) {
        let fields = CleanText.oneLine(text).split(separator: ";").map { $0.trimmingPrefix(" ") }
        let essence = fields.first ?? ""
        guard essence.split(separator: "/", omittingEmptySubsequences: false).count == 2,
            essence.utf8.allSatisfy({ MailHeader.isToken($0) || $0 == UInt8(ascii: "/") })
        else {
            (self.essence, parameters) = ("application/octet-stream", [])
            return
        }
        self.essence = String(essence)
        parameters = fields.dropFirst().compactMap { field in
            guard let sign = field.firstIndex(of: "="), field[..<sign].utf8.allSatisfy(MailHeader.isToken) else {
                return nil
            }
            return (String(field[..<sign]), String(field[field.index(after: sign)...]))
        }
    }
}
