import Basics
import Foundation

/// Text as handsets of every kind show it.
enum SMSText {
    /// One line in NFC, with the typographic signs that would turn a whole text to UCS-2 replaced by plain ones.
    static func normalised(_ text: String) -> String {
        let text = CleanText.oneLine(text)
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "`") }) { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if let plain = plain(scalar) {
                result += plain
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text without accents, in the 7-bit alphabet as a whole: `đ` is `d`, `m²` is `m2`, and what has no substitute
    /// there is a visible `?`.
    static func unaccented(_ text: String) -> String {
        substituted(text).text
    }

    /// The same, and whether each character but accents has a substitute: only then the text says what it said.
    static func substituted(_ text: String) -> (text: String, isWhole: Bool) {
        var result = String.UnicodeScalarView()
        var (isWhole, endsNumber) = (true, false)
        for scalar in text.unicodeScalars {
            // `²5` and `½5` are two numbers.
            if endsNumber, scalar.properties.generalCategory == .decimalNumber { result.append(" ") }
            endsNumber = scalar.properties.generalCategory == .otherNumber
            if scalar.isASCII {
                result.append(scalar)
            } else if let letter = baseLetters[scalar] {
                result.append(letter)
            } else if GSMAlphabet.septets(scalar) != nil {
                result.append(scalar)
            } else if let substitute = substitute(scalar, after: result.last) {
                result.append(contentsOf: substitute.unicodeScalars)
            } else {
                result.append("?")
                isWhole = false
            }
        }
        return (String(result), isWhole)
    }

    /// What stands for a character without an equal in the 7-bit alphabet; nil where nothing says the same.
    ///
    /// Mostly it is the compatibility form (Unicode NFKC), which must not run into a number before it: `10²` is `10^2`,
    /// `1½` is `1 1/2`.
    private static func substitute(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> String? {
        switch scalar {
        case "±": return "+/-"
        case "≈": return "~"
        case "µ", "μ": return "u"
        default: break
        }
        // A mark that is no part of a letter, and signs that only join or choose the picture of others.
        if [.nonspacingMark, .format].contains(scalar.properties.generalCategory) { return "" }
        let compatible = String(scalar).precomposedStringWithCompatibilityMapping
        let form = compatible.replacing("\u{2044}", with: "/").replacing("\u{2212}", with: "-")
        guard form.unicodeScalars.allSatisfy({ $0.isASCII || GSMAlphabet.septets($0) != nil }) else { return nil }
        guard let last, ("0"..."9").contains(last), scalar.properties.generalCategory != .decimalNumber else {
            return form
        }
        switch scalar.value {
        case 0xB2, 0xB3, 0xB9, 0x2070...0x207E: return "^" + form
        // `25º`, and an index of a number.
        case 0xAA, 0xBA, 0x2080...0x208E: return nil
        default: return form.first?.isNumber == true ? " " + form : form
        }
    }

    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "“", "”", "„", "«", "»", "″": "\""
        case "‘", "’", "‚", "‹", "›", "′", "`", "´": "'"
        case "‐", "‑", "‒", "–", "—", "―", "−", "•", "·": "-"
        case "…": "..."
        case "₫": "đ"
        case "×": "x"
        case "≤": "<="
        case "≥": ">="
        case "→": "->"
        default: nil
        }
    }

    /// The ASCII letter under each accented Latin letter.
    private static let baseLetters: [Unicode.Scalar: Unicode.Scalar] = {
        // The Icelandic and the African letter look like đ, and are typed for it.
        var letters: [Unicode.Scalar: Unicode.Scalar] = [
            "đ": "d", "Đ": "D", "\u{F0}": "d", "\u{D0}": "D", "\u{256}": "d", "\u{189}": "D",
        ]
        for value in Array(UInt32(0xC0)...0x24F) + Array(UInt32(0x1E00)...0x1EFF) {
            guard let scalar = Unicode.Scalar(value),
                let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first,
                base.isASCII
            else { continue }
            letters[scalar] = base
        }
        return letters
    }()
}
