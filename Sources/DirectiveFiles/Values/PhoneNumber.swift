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
        var candidate: String
        if digits.hasPrefix("+") {
            candidate = digits
        } else if digits.hasPrefix("00") {
            candidate = "+" + digits.dropFirst(2)
        } else if digits.hasPrefix("84"), (11...12).contains(digits.utf8.count) {
            candidate = "+" + digits
        } else if digits.hasPrefix("0"), (10...11).contains(digits.utf8.count) {
            candidate = "+84" + digits.dropFirst()
        } else if digits.utf8.count == 9, Self.isMobile(digits[...]) {
            candidate = "+84" + digits
        } else {
            return nil
        }
        // The 0 of the national form falls away behind the country's code (ITU-T E.164).
        if candidate.hasPrefix("+840") { candidate = "+84" + candidate.dropFirst(3).drop { $0 == "0" } }
        guard Self.isInternational(candidate) else { return nil }
        self = .national(candidate)
    }

    private static func isInternational(_ text: String) -> Bool {
        hasForm(text) && !text.hasPrefix("+840")
    }

    /// Whether it is E.164 by its form; with the 0 of the national form behind +84 it reaches nobody.
    static func hasForm(_ text: String) -> Bool {
        let bytes = text.utf8
        return (8...16).contains(bytes.count) && bytes.first == UInt8(ascii: "+")
            && bytes.dropFirst().allSatisfy(\.isDigit) && bytes.dropFirst().first != UInt8(ascii: "0")
    }

    /// Whether the digits behind +84 begin as those of mobile telephones do since 2018.
    private static func isMobile(_ digits: Substring) -> Bool {
        digits.first.map("35789".contains) ?? false
    }

    /// Why an SMS to an international number probably reaches nobody; nil where nothing speaks against it.
    ///
    /// Vietnam's numbering plan (Circular 22/2014/TT-BTTTT): mobile numbers have nine digits behind +84, fixed lines ten that
    /// begin with 2.
    static func doubt(about number: String) -> String? {
        guard number.hasPrefix("+84") else { return nil }
        if let current = current(ofOld: number) {
            return "is a Vietnamese mobile number of before 2018; today it is \"\(current)\""
        }
        let digits = number.dropFirst(3)
        if digits.hasPrefix("2") { return "is a fixed line in Vietnam, which takes no SMS" }
        guard isMobile(digits) else {
            return "is no Vietnamese mobile number: behind +84 they begin with 3, 5, 7, 8 or 9"
        }
        if digits.utf8.count == 9 { return nil }
        return "has \(digits.utf8.count) digits behind +84, and Vietnamese mobile numbers have 9"
    }

    /// The prefixes of Vietnam's mobile networks that were replaced in September 2018, with the new ones.
    private static let prefixes: [String: String] = [
        "120": "70", "121": "79", "122": "77", "126": "76", "128": "78", "123": "83", "124": "84", "125": "85",
        "127": "81", "129": "82", "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37",
        "168": "38", "169": "39", "186": "56", "188": "58", "199": "59",
    ]

    /// Today's number of a Vietnamese mobile number of eleven digits; nil for any other.
    private static func current(ofOld number: String) -> String? {
        guard number.hasPrefix("+84"), number.utf8.count == 13 else { return nil }
        let rest = number.dropFirst(3)
        return prefixes[String(rest.prefix(3))].map { "+84" + $0 + rest.dropFirst(3) }
    }
}
