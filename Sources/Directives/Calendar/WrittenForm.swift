import Basics

/// Days, periods and times in the forms in which people write them, in the form of ISO 8601 that is read.
///
/// Where a day and a month are numbers, the day comes first, as in Vietnam.
package enum WrittenForm {
    /// What a word stands for, in small letters: `10/1/2024` for `2024-01-10`, `5days` for `5` and `days`.
    static func words(for word: String) -> [String] {
        if let form = day(word) ?? time(word) ?? span(word) { return [form] }
        // `2024-01-05T16:00`
        let parts = word.split(separator: "T", maxSplits: 1).map(String.init)
        if parts.count == 2, let day = day(parts[0]), let time = time(parts[1]) { return [day, time] }
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let rest = word.dropFirst(digits.count).lowercased()
        if digits.isEmpty || rest.isEmpty { return [word.lowercased()] }
        if ["st", "nd", "rd", "th"].contains(rest) { return ["day", String(digits)] }
        return rest.utf8.allSatisfy(\.isLowercaseLetter) ? [String(digits), rest] : [word.lowercased()]
    }

    /// Why a word with the form of a day or a period is none; nil where it is one, or has another form.
    package static func absence(of word: String) -> String? {
        guard let form = day(word), CivilDate(form) == nil, Period(form) == nil, form.utf8.count > 5 else { return nil }
        let (year, rest) = (form.prefix(4), form.dropFirst(5))
        let number = rest.drop { !$0.isNumber }.drop { $0 == "0" }
        switch rest.first {
        case "W": return "there is no week \(number) in \(year)"
        case "Q": return "there is no quarter \(number) in \(year)"
        case "H": return "there is no half-year \(number) in \(year)"
        default: return rest.utf8.count == 2 ? "there is no month \(number) in \(year)" : "there is no day \(form)"
        }
    }

    /// A day, a period or a day of the year, whether it exists or not.
    private static func day(_ word: String) -> String? {
        if word.utf8.count == 8, word.utf8.allSatisfy(\.isDigit) {
            return "\(word.prefix(4))-\(word.dropFirst(4).prefix(2))-\(word.suffix(2))"
        }
        var parts = word.uppercased().split(omittingEmptySubsequences: false) { "-/.".contains($0) }.map(String.init)
        // `8.1` is an item of a notice, and `12-25` a day of the year as it is read.
        guard parts.count == 3 || parts.count == 2 && !word.contains(".") else { return nil }
        if parts[0].utf8.count != 4, NamedDay(word) == nil { parts.reverse() }
        let hasYear = parts[0].utf8.count == 4
        let kind = parts.count == 2 && hasYear ? parts[1].first.flatMap { "WQH".contains($0) ? $0 : nil } : nil
        if kind != nil { parts[1].removeFirst() }
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }), hasYear || parts.count == 2,
            parts.dropFirst(hasYear ? 1 : 0).allSatisfy({ $0.utf8.count <= 2 })
        else { return nil }
        guard let kind else { return parts.map { $0.padded(to: 2) }.joined(separator: "-") }
        return "\(parts[0])-\(kind)\(kind == "W" ? parts[1].padded(to: 2) : parts[1])"
    }

    /// `4:00`, `16h`, `16h30`, `16.30`, `16:30:00`, `4pm`.
    private static func time(_ word: String) -> String? {
        var rest = word.lowercased()
        let half = ["am", "pm"].first { rest.hasSuffix($0) }
        if half != nil { rest.removeLast(2) }
        let parts = rest.split(omittingEmptySubsequences: false) { ":h.g".contains($0) }.map(String.init)
        guard half != nil || (2...3).contains(parts.count), let hour = Int(asciiDigits: parts[0].utf8),
            parts.count < 2 || parts[1].utf8.count == 2 || rest.last == "h" || rest.last == "g",
            parts.count < 3 || parts[2] == "00"
        else { return nil }
        let minute = parts.count < 2 || parts[1].isEmpty ? 0 : Int(asciiDigits: parts[1].utf8)
        let noon = half == "pm" && hour < 12 ? 12 : half == "am" && hour == 12 ? -12 : 0
        return minute.flatMap { TimeOfDay(hour: hour + noon, minute: $0) }?.description
    }

    /// `7:30-11:30`, with its ends written as times.
    private static func span(_ word: String) -> String? {
        let ends = word.split(separator: "-").map(String.init)
        let times = ends.compactMap(time)
        return ends.count == 2 && times.count == 2 ? times.joined(separator: "-") : nil
    }
}
