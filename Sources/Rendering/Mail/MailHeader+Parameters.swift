extension MailHeader {
    /// Appends a field with parameters, one a line: a token or a quoted string where the value is short ASCII, else the
    /// encoded and numbered pieces of RFC 2231.
    mutating func append(_ name: String, _ value: String, parameters: [(name: String, value: String)]) {
        var text = value
        for parameter in parameters {
            for piece in Self.pieces(of: parameter.value, name: parameter.name) { text += ";\n \(piece)" }
        }
        append(name, plain: text)
    }

    private static let digits = Array("0123456789ABCDEF")

    private static func pieces(of value: String, name: String) -> [String] {
        let room = 76 - name.utf8.count - 4
        if !value.isEmpty, value.utf8.count <= room, value.utf8.allSatisfy(isToken) { return ["\(name)=\(value)"] }
        if value.utf8.count <= room, value.utf8.allSatisfy(isQuotable) { return ["\(name)=\"\(value)\""] }
        let plain = "\(name)*=utf-8''" + value.unicodeScalars.map(encoded).joined()
        if plain.utf8.count <= 74 { return [plain] }
        var pieces: [String] = []
        var piece = "\(name)*0*=utf-8''"
        for scalar in value.unicodeScalars {
            let encoded = encoded(scalar)
            if piece.utf8.count + encoded.utf8.count > 74 {
                pieces.append(piece)
                piece = "\(name)*\(pieces.count)*="
            }
            piece += encoded
        }
        return pieces + [piece]
    }

    /// A character by its bytes in per cent signs, unless it may stand as it is (RFC 2231, section 7).
    private static func encoded(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-._".unicodeScalars.contains(scalar) {
            return String(scalar)
        }
        return scalar.utf8.map { "%\(digits[Int($0 >> 4)])\(digits[Int($0 & 0x0F)])" }.joined()
    }

    /// Whether a byte may stand in a token (RFC 2045, section 5.1).
    static func isToken(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }

    private static func isQuotable(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
