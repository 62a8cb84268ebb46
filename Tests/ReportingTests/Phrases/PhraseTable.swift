import Directives
import Foundation
import Testing

/// Phrases with their answers, one a line: the phrase, the day of its notice, how the resolution begins.
///
/// It holds what the reader gets right, so that nothing is lost again; it does not measure the reader. The lines of
/// `statements.txt` have no deadline.
enum PhraseTable {
    struct Row: Sendable {
        let phrase: String
        let issued: CivilDate
        let answer: String
    }

    static func phrases() throws -> [Row] {
        try lines("phrases.txt").map { line in
            let parts = line.split(separator: "\t").map(String.init)
            try #require(parts.count == 3, "\(line)")
            return Row(phrase: parts[0], issued: try #require(CivilDate(parts[1]), "\(line)"), answer: parts[2])
        }
    }

    static func statements() throws -> [String] { try lines("statements.txt") }

    private static func lines(_ name: String) throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
