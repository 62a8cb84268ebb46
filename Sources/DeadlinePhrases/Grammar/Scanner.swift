import Directives

/// A place in a phrase's tokens, from which the grammar reads on.
struct Scanner: Sendable {
    let tokens: [PhraseToken]
    let isPlain: Bool
    var index = 0
    /// What was noticed meanwhile; kept only if the text is accepted.
    var flags: [PhraseFlag] = []

    init(_ text: PhraseText) {
        tokens = text.tokens
        isPlain = text.isPlain
    }

    var isAtEnd: Bool { index >= tokens.count }
    var current: PhraseToken? { index < tokens.count ? tokens[index] : nil }

    func peek(_ distance: Int) -> PhraseToken? {
        tokens.indices.contains(index + distance) ? tokens[index + distance] : nil
    }

    mutating func note(_ flag: PhraseFlag) {
        if !flags.contains(flag) { flags.append(flag) }
    }

    /// Reads something, or does not move.
    mutating func attempt<Value>(_ read: (inout Scanner) -> Value?) -> Value? {
        let (start, noted) = (index, flags)
        if let value = read(&self) { return value }
        (index, flags) = (start, noted)
        return nil
    }

    /// Reads one of a term's spellings.
    mutating func take(_ term: Term) -> Bool {
        for spelling in term.spellings {
            if let length = length(of: spelling, at: index) {
                noteAccents(spelling)
                index += length
                return true
            }
        }
        return false
    }

    func sees(_ term: Term, at distance: Int = 0) -> Bool {
        term.spellings.contains { length(of: $0, at: index + distance) != nil }
    }

    mutating func takeMark(_ marks: String) -> Bool {
        guard let current, current.isMark(marks) else { return false }
        index += 1
        return true
    }

    /// The word "ngày" before a number; the accent may be missing there, for a number tells it from "ngay".
    mutating func takeDayWord() -> Bool {
        if take(Lexicon.day) { return true }
        guard let current, current.key == "ngay", peek(1)?.number != nil else { return false }
        note(.wrongAccent)
        index += 1
        return true
    }

    private func length(of spelling: [Term.Syllable], at start: Int) -> Int? {
        guard start + spelling.count <= tokens.count else { return nil }
        // Most terms fail at their first word.
        guard let first = spelling.first, tokens[start].key == first.key else { return nil }
        var isExact = false
        var isClose = true
        for (offset, syllable) in spelling.enumerated() {
            let token = tokens[start + offset]
            guard token.key == syllable.key else { return nil }
            if isPlain || token.spelling == syllable.spelling {
                isExact = true
                continue
            }
            if Decoys.spellings.contains(token.spelling) { return nil }
            isClose = isClose && token.spelling.leavesOutAccents(of: syllable.spelling)
        }
        // One wrong accent is accepted beside a correct word; in a single word, only a missing accent is.
        return isClose || (isExact && spelling.count > 1) ? spelling.count : nil
    }

    private mutating func noteAccents(_ spelling: [Term.Syllable]) {
        for (offset, syllable) in spelling.enumerated() where tokens[index + offset].spelling != syllable.spelling {
            note(isPlain ? .noAccents : .wrongAccent)
        }
    }
}
