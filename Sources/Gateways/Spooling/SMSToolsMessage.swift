package import Basics
import Glibc

/// An SMS as a file for the spool of smstools: a header, an empty line, and the text to the end of the file.
///
/// smsd must not choose the encoding: given UTF-8, it replaces letters by similar ones (í by i) where it can replace all
/// of them. So a text of the GSM alphabet goes as UTF-8, which smsd then converts letter by letter, and any other text as
/// UCS-2, which it sends as it is; so does a text with `¤`, which smsd would change to `€`.
package struct SMSToolsMessage: Sendable {
    package let bytes: [UInt8]

    /// - Parameters:
    ///   - number: E.164, `+84912345678`; smstools wants it without the plus sign.
    ///   - text: UTF-8, not empty: smsd refuses an empty one.
    package init(to number: String, text: [UInt8]) throws(CommandFailure) {
        let digits = number.utf8.dropFirst()
        guard number.utf8.first == UInt8(ascii: "+"), (7...15).contains(digits.count),
            digits.allSatisfy(\.isDigit), digits.first != UInt8(ascii: "0")
        else { throw CommandFailure(EX_DATAERR, "not a number such as +84912345678") }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw CommandFailure(EX_DATAERR, "the text is not UTF-8")
        }
        guard !string.isEmpty else { throw CommandFailure(EX_DATAERR, "the text is empty") }
        let isPlain = string.unicodeScalars.allSatisfy { GSMAlphabet.septets($0) != nil && $0 != "¤" }
        let header = "To: \(number.dropFirst())\nAlphabet: \(isPlain ? "UTF-8" : "UCS2")\nAutosplit: 3\n\n"
        let body = isPlain ? text : string.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        bytes = Array(header.utf8) + body
    }
}
