import Directives

extension Scanner {
    /// A number in digits, in words, or in both: `05`, `mười lăm`, `05 (năm)`, `năm (05)`.
    mutating func number() -> Int? {
        if let value = current?.number {
            index += 1
            takeBracketedNumber { $0.numberWords(allowsHomographs: true) }.map { checkGloss($0, value) }
            return value
        }
        guard let value = numberWords(allowsHomographs: false) else { return nil }
        takeBracketedNumber { scanner in
            defer { scanner.index += 1 }
            return scanner.current?.number
        }.map { checkGloss($0, value) }
        return value
    }

    private mutating func takeBracketedNumber(_ read: (inout Scanner) -> Int?) -> Int? {
        attempt { scanner in
            guard scanner.takeMark("("), let value = read(&scanner), scanner.takeMark(")") else { return nil }
            return value
        }
    }

    private mutating func checkGloss(_ gloss: Int, _ value: Int) {
        note(gloss == value ? .numberInWords : .numberConflict)
    }

    /// A number in words up to 9,999.
    ///
    /// In a phrase without accents "sau" and "tu" are rather "sau" (after) and "từ" (from) than six and four, except
    /// where only a number can stand.
    mutating func numberWords(allowsHomographs: Bool) -> Int? {
        attempt { scanner in
            if scanner.isPlain, !allowsHomographs, let key = scanner.current?.key, ["sau", "tu"].contains(key),
                !scanner.sees(Lexicon.tens, at: 1), !scanner.sees(Lexicon.hundred, at: 1)
            {
                return nil
            }
            return scanner.thousands()
        }
    }

    private mutating func thousands() -> Int? {
        guard let high = hundreds() else { return nil }
        guard take(Lexicon.thousand) else { return high }
        return high * 1_000 + (attempt { $0.hundreds() } ?? 0)
    }

    private mutating func hundreds() -> Int? {
        if let value = attempt({ scanner -> Int? in
            guard let digit = scanner.digit(Lexicon.digits), scanner.take(Lexicon.hundred) else { return nil }
            if scanner.take(Lexicon.odd) { return scanner.digit(Lexicon.digits).map { digit * 100 + $0 } }
            return digit * 100 + (scanner.attempt { $0.tens() } ?? 0)
        }) {
            return value
        }
        return tens()
    }

    private mutating func tens() -> Int? {
        if take(Lexicon.ten) { return 10 + (digit(Lexicon.trailingDigits) ?? 0) }
        if let value = attempt({ scanner -> Int? in
            guard let digit = scanner.digit(Lexicon.digits), digit > 1, scanner.take(Lexicon.tens) else { return nil }
            return digit * 10 + (scanner.digit(Lexicon.trailingDigits) ?? 0)
        }) {
            return value
        }
        return digit(Lexicon.digits)
    }

    private mutating func digit(_ terms: [Term]) -> Int? {
        for (value, term) in terms.enumerated() where take(term) { return value }
        return nil
    }
}
