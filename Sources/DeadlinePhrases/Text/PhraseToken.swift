import Directives

/// A word, a number or a mark of a phrase.
struct PhraseToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case word
        /// Digits with their value; more than nine digits are a word.
        case number(Int)
        case mark
    }

    var kind: Kind
    /// In lower case, with its accents.
    var spelling: String
    /// In lower case, without accents.
    var key: String
    /// Whether the word is written all in capitals, as Roman numerals are.
    var isCapital = false
    /// Whether white space comes before it.
    var followsSpace: Bool
    /// Where it stands in the original text.
    var range: Range<String.Index>

    var number: Int? {
        if case .number(let value) = kind { value } else { nil }
    }

    func isMark(_ marks: String) -> Bool {
        kind == .mark && marks.contains(spelling)
    }
}
