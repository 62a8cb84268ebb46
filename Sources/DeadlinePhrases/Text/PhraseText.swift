import Basics
import Directives

/// A phrase cut into tokens, with what was corrected meanwhile.
struct PhraseText: Sendable {
    private(set) var tokens: [PhraseToken] = []
    private(set) var flags: [PhraseFlag] = []
    /// A date in `[trigger=…]`, which is an input, not text.
    private(set) var trigger: PhraseTrigger?
    /// Whether no word has an accent: then missing accents mean nothing.
    private(set) var isPlain = true

    private struct Piece {
        var character: Character
        let range: Range<String.Index>
    }

    init(_ text: String) {
        var pieces = cleaned(text)
        takeTrigger(from: &pieces)
        heal(&pieces)
        tokenise(pieces)
    }

    private mutating func note(_ flag: PhraseFlag) {
        if !flags.contains(flag) { flags.append(flag) }
    }

    /// Removes markup and invisible characters, and gives every space and dash one form.
    private mutating func cleaned(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        pieces.reserveCapacity(text.utf8.count)
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            var next = text.index(after: index)
            var piece: Character? = character
            switch character {
            case "*", "`", "_", "~":
                note(.markupInside)
                piece = nil
            case "\\" where next < text.endIndex && (text[next] == "n" || text[next] == "r"):
                note(.newlineEscaped)
                next = text.index(after: next)
                piece = " "
            case "\u{AD}":
                note(.softHyphen)
                piece = nil
            case "\u{200B}", "\u{FEFF}", "\u{2060}", "\u{200E}", "\u{200F}": piece = nil
            case "\u{A0}", "\u{202F}", "\u{2007}":
                note(.noBreakSpace)
                piece = " "
            case "–", "—", "‑", "−", "‒", "‐": piece = "-"
            case "’", "‘", "′", "´": piece = "’"
            default:
                if character.isWhitespace { piece = " " }
            }
            if let piece {
                if piece == " ", let last = pieces.last?.character, last == " " { note(.doubleSpace) }
                if character.unicodeScalars.count > 1, character.unicodeScalars.contains(where: isCombining) {
                    note(.decomposed)
                }
                pieces.append(Piece(character: piece, range: index..<next))
            }
            index = next
        }
        return pieces
    }

    private func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    private mutating func takeTrigger(from pieces: inout [Piece]) {
        let opening = Array("[trigger=")
        guard pieces.count > opening.count,
            let start = (0...(pieces.count - opening.count)).first(where: { start in
                zip(pieces[start...], opening).allSatisfy { $0.character == $1 }
            }), let end = pieces[start...].firstIndex(where: { $0.character == "]" })
        else { return }
        trigger = PhraseTrigger(String(pieces[(start + opening.count)..<end].map(\.character)))
        pieces.removeSubrange(start...end)
    }

    /// Letters that a scanner reads instead of digits: `3O/11`, `30/l1`.
    private mutating func heal(_ pieces: inout [Piece]) {
        var start = 0
        while start < pieces.count {
            guard isRunCharacter(pieces[start].character) else {
                start += 1
                continue
            }
            var end = start
            while end < pieces.count, isRunCharacter(pieces[end].character) { end += 1 }
            let run = pieces[start..<end].map(\.character)
            let between =
                start > 1 && end < pieces.count && "/.-".contains(pieces[start - 1].character)
                && "/.-".contains(pieces[end].character) && isDigit(pieces[start - 2].character)
            if run.allSatisfy({ isDigit($0) || "OoIl|".contains($0) }), run.contains(where: { !isDigit($0) }),
                run.contains(where: isDigit) || between
            {
                for index in start..<end where !isDigit(pieces[index].character) {
                    let isO = "Oo".contains(pieces[index].character)
                    note(isO ? .scannedO : .scannedL)
                    pieces[index].character = isO ? "0" : "1"
                }
            }
            start = end
        }
    }

    private func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }

    private func isRunCharacter(_ character: Character) -> Bool {
        character.isLetter || isDigit(character) || character == "|"
    }

    private mutating func tokenise(_ pieces: [Piece]) {
        var index = 0
        var followsSpace = true
        while index < pieces.count {
            let character = pieces[index].character
            if character == " " {
                followsSpace = true
                index += 1
                continue
            }
            var end = index + 1
            let digits = isDigit(character)
            if digits {
                while end < pieces.count, isDigit(pieces[end].character) { end += 1 }
            } else if character.isLetter {
                while end < pieces.count, pieces[end].character.isLetter { end += 1 }
            }
            let spelling = String(pieces[index..<end].map(\.character))
            let lower = spelling.lowercased()
            let key = lower.unaccented
            let kind: PhraseToken.Kind =
                digits
                ? Int(asciiDigits: spelling.utf8).map { .number($0) } ?? .word : character.isLetter ? .word : .mark
            if kind == .word, key != lower { isPlain = false }
            tokens.append(
                PhraseToken(
                    kind: kind, spelling: lower, key: key,
                    isCapital: kind == .word && spelling == spelling.uppercased(),
                    followsSpace: followsSpace, range: pieces[index].range.lowerBound..<pieces[end - 1].range.upperBound
                ))
            followsSpace = false
            index = end
        }
    }
}
