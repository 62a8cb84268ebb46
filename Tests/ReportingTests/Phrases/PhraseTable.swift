import Directives
import Foundation

/// Phrases with their answers, one a line: the phrase, the day of its notice, how the resolution begins.
///
/// The answers were written from the language, not from the grammar. The lines of `statements.txt` have no deadline.
enum PhraseTable {
    struct Row: Sendable {
        let phrase: String
        let issued: CivilDate
        let answer: String
    }

    static let phrases = lines("phrases.txt").compactMap { line -> Row? in
        let parts = line.split(separator: "\t").map(String.init)
        guard parts.count == 3, let issued = CivilDate(parts[1]) else { return nil }
        return Row(phrase: parts[0], issued: issued, answer: parts[2])
    }

    static let statements = lines("statements.txt")

    private static func lines(_ name: String) -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
        return (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
    }
}
