/// Reads the parameters of a header's field as this program writes them (RFC 2231).
enum RFC2231 {
    /// The value of a parameter, its pieces joined and decoded; nil where there is none.
    static func value(of name: String, in field: some StringProtocol) -> String? {
        var value: [UInt8]?
        for parameter in field.split(separator: ";").dropFirst() {
            guard let sign = parameter.firstIndex(of: "=") else { continue }
            let key = parameter[..<sign].trimmingPrefix(" ")
            var text = parameter[parameter.index(after: sign)...]
            guard key == name || key.hasPrefix("\(name)*") else { continue }
            if text.hasPrefix("\"") { text = text.dropFirst().dropLast() }
            guard key.hasSuffix("*") else {
                value = (value ?? []) + Array(text.utf8)
                continue
            }
            // `utf-8''` stands before the first piece only.
            if value == nil { text = text.split(separator: "'", omittingEmptySubsequences: false).last ?? text }
            value = (value ?? []) + decoded(text)
        }
        return value.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func decoded(_ text: some StringProtocol) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
