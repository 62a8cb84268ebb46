/// A mailbox of RFC 5322, section 3.4: an address, and the name shown in its place.
struct Mailbox: Hashable, Sendable {
    let name: String
    /// ASCII, `local@domain`.
    let address: String

    /// Reads `van-phong@ubnd.example`, `VP UBND <van-phong@ubnd.example>`, `"VP, UBND" <…>`.
    ///
    /// Nil where there is no address that can stand in a header as it is.
    init?(_ text: String) {
        let text = CleanText.oneLine(text)
        var address = Substring(text)
        var name = Substring()
        if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
            address = text[text.index(after: open)...].dropLast()
            name = text[..<open]
        }
        guard Self.isAddress(address) else { return nil }
        self.address = String(address)
        self.name = Self.unquoted(name.trimmingPrefix(" "))
    }

    var domain: Substring {
        address[(address.lastIndex(of: "@").map(address.index(after:)) ?? address.startIndex)...]
    }

    /// Whether a text is an address that needs no quoting: RFC 5322's dot-atom, an `@`, a host name.
    private static func isAddress(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 320 else { return false }
        return parts.allSatisfy { part in
            part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.allSatisfy(isAtomText)
            }
        }
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    private static func unquoted(_ text: Substring) -> String {
        let text = String(text).trimmingTrailing(" ")
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var result = ""
        var escaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !escaped {
                escaped = true
            } else {
                result.append(character)
                escaped = false
            }
        }
        return result
    }
}
