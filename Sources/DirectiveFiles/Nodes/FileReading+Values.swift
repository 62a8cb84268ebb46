import Basics
import Directives

extension FileReading {
    /// Words for people, trimmed.
    func words(_ text: Text, of key: String, mayBeEmpty: Bool = false) -> String? {
        if let control = text.string.unicodeScalars.first(where: Self.isControl) {
            let code = String(control.value, radix: 16, uppercase: true)
            error("'\(key)' holds the control character \(code) (hexadecimal)", at: text.place)
            return nil
        }
        warnOfCut(text, of: key)
        let trimmed = Self.trimmed(text.string)
        if trimmed.isEmpty, !mayBeEmpty {
            error("'\(key)' is empty", at: text.place)
            return nil
        }
        return trimmed
    }

    /// Warns of words that YAML takes for a comment: `Sửa nhà #5` is `Sửa nhà`.
    func warnOfCut(_ text: Text, of key: String) {
        guard let cut = text.cut else { return }
        laterError(
            "'\(key)' ends before '\(cut)', since ' #' begins a comment: put the text in quotes, or write '# ' for a "
                + "comment", at: text.place)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isControl && !["\n", "\t", "\u{2028}", "\u{2029}"].contains(scalar)
    }

    /// The text without white space of any kind (Unicode White_Space, so the no-break space too) at its ends.
    private static func trimmed(_ string: String) -> String {
        var rest = string[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        return String(rest)
    }

    func choice<Value: RawRepresentable & CaseIterable>(_ text: Text, of key: String) -> Value?
    where Value.RawValue == String {
        if let value = Value(rawValue: text.string) { return value }
        let all = Value.allCases.map(\.rawValue)
        let hint = Suggestion.hint(for: text.string, among: all)
        error("'\(key)' is one of \(all.joined(separator: ", ")), not '\(text.string)'\(hint)", at: text.place)
        return nil
    }

    func number(_ text: Text, of key: String, in range: ClosedRange<Int>) -> Int? {
        if let number = Int(asciiDigits: text.string.utf8), range.contains(number) { return number }
        let bounds = "\(range.lowerBound) to \(range.upperBound)"
        error("'\(key)' is a number of \(bounds), not '\(text.string)'", at: text.place)
        return nil
    }

    func date(_ text: Text) -> CivilDate? {
        if let date = CivilDate(text.string) { return date }
        if let absence = WrittenForm.absence(of: text.string) {
            error(absence, at: text.place)
        } else {
            let hint = Respelling.hint(for: text.string) { CivilDate($0) != nil }
            error("'\(text.string)' is not a date such as 2021-11-30\(hint)", at: text.place)
        }
        return nil
    }

    /// A time of day, in quotes since YAML may read it as a number.
    func time(_ text: Text) -> TimeOfDay? {
        guard let time = TimeOfDay(text.string) else {
            let hint = Respelling.hint(for: text.string) { TimeOfDay($0) != nil }
            error("'\(text.string)' is not a time from \"00:00\" to \"23:59\"\(hint)", at: text.place)
            return nil
        }
        return requireQuotes(text) ? time : nil
    }

    /// Whether a text that YAML may read as a number is in quotes; a finding where it is not.
    func requireQuotes(_ text: Text) -> Bool {
        if text.quoted { return true }
        error(
            "'\(text.string)' must stand in quotes, since YAML may read it as a number: write \"\(text.string)\"",
            at: text.place)
        return false
    }

    /// The id of a unit, group, notice, policy or gateway: it is used in file names, addresses and command lines.
    func identifier(_ text: Text, of kind: String) -> String? {
        let bytes = text.string.utf8
        let isPlain = bytes.allSatisfy { $0.isAlphanumeric || "-_.".utf8.contains($0) }
        guard isPlain, let first = bytes.first, !"-.".utf8.contains(first), bytes.count <= 100 else {
            error(
                "'\(text.string)' is not an id of a \(kind): write at most 100 of a to z, A to Z, digits, '-', '_' and "
                    + "'.', and begin with none of '-' and '.'", at: text.place)
            return nil
        }
        // YAML reads 2021-11-30, 12 and 1.5 as a date and numbers.
        if !text.quoted, bytes.allSatisfy({ $0.isDigit || "-.".utf8.contains($0) }) {
            return requireQuotes(text) ? text.string : nil
        }
        return text.string
    }
}
