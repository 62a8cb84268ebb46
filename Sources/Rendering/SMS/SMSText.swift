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

    /// The text without accents, in the 7-bit alphabet as a whole: `đ` is `d`, and what has no letter there is dropped
    /// or, where it was a letter, shown as `?`.
    static func unaccented(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.isASCII || scalar == "€" {
                result.append(scalar)
            } else if let letter = baseLetters[scalar] {
                result.append(letter)
            } else if GSMAlphabet.septets(scalar) != nil {
                result.append(scalar)
            } else if scalar.properties.isAlphabetic {
                result.append("?")
            }
        }
        return String(result)
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
        var letters: [Unicode.Scalar: Unicode.Scalar] = ["đ": "d", "Đ": "D"]
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
