import Directives
import Foundation

extension String {
    /// The text in lower case without diacritics, đ as d: the key under which spellings are compared.
    ///
    /// Offices write without accents, with a wrong one, in NFC and in NFD; all have one key.
    var unaccented: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
        var key = String.UnicodeScalarView()
        for scalar in lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            // U+00F0, the Icelandic eth, is typed for đ now and then.
            case "đ", "\u{F0}": key.append("d")
            default:
                if scalar.properties.generalCategory != .nonspacingMark { key.append(scalar) }
            }
        }
        return String(key)
    }

    /// Letters and accents apart, in canonical order; the stroke of đ is an accent too.
    private var apart: [Unicode.Scalar] {
        decomposedStringWithCanonicalMapping.unicodeScalars.flatMap { $0 == "đ" ? ["d", "\u{335}"] : [$0] }
    }

    /// Whether it is another word with accents left out, as "nhât" is "nhất"; "nhận" is not "nhân".
    func leavesOutAccents(of other: String) -> Bool {
        var rest = other.apart[...]
        for scalar in apart {
            guard let place = rest.firstIndex(of: scalar) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }
}
