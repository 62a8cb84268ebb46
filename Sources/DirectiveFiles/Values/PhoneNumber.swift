import Basics

/// A phone number as it was written.
enum PhoneNumber: Equatable {
    /// E.164: a plus sign and 7 to 15 digits.
    case international(String)
    /// A Vietnamese number in national form, with its international form.
    case national(String)

    init?(_ text: String) {
        if Self.isInternational(text) {
            self = .international(text)
            return
        }
        let bytes = text.utf8.filter { !" .-()".utf8.contains($0) }
        let digits = String(decoding: bytes, as: UTF8.self)
        let candidate: String
        if digits.hasPrefix("+") {
            candidate = digits
        } else if digits.hasPrefix("84"), (11...12).contains(digits.utf8.count) {
            candidate = "+" + digits
        } else if digits.hasPrefix("0"), (10...11).contains(digits.utf8.count) {
            candidate = "+84" + digits.dropFirst()
        } else {
            return nil
        }
        guard Self.isInternational(candidate) else { return nil }
        self = .national(candidate)
    }

    private static func isInternational(_ text: String) -> Bool {
        let bytes = text.utf8
        return (8...16).contains(bytes.count) && bytes.first == UInt8(ascii: "+")
            && bytes.dropFirst().allSatisfy(\.isDigit) && bytes.dropFirst().first != UInt8(ascii: "0")
    }

    /// The prefixes of Vietnam's mobile networks that were replaced in September 2018, with the new ones.
    private static let prefixes: [String: String] = [
        "120": "70", "121": "79", "122": "77", "126": "76", "128": "78", "123": "83", "124": "84", "125": "85",
        "127": "81", "129": "82", "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37",
        "168": "38", "169": "39", "186": "56", "188": "58", "199": "59",
    ]

    /// Today's number of a Vietnamese mobile number of eleven digits; nil for any other.
    static func current(ofOld number: String) -> String? {
        guard number.hasPrefix("+84"), number.utf8.count == 13 else { return nil }
        let rest = number.dropFirst(3)
        return prefixes[String(rest.prefix(3))].map { "+84" + $0 + rest.dropFirst(3) }
    }
}
