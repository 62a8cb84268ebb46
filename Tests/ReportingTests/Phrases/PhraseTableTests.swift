import DeadlinePhrases
import Directives
import TestSupport
import Testing

@Suite struct PhraseTableTests {
    @Test func phrasesHaveTheDeadlinesOfTheTable() throws {
        let reader = PhraseReader(try #require(CalendarFixture.settings).time)
        for row in try PhraseTable.phrases() {
            let resolved = "\(reader.read(row.phrase, on: row.issued).resolution)"
            let isRight = row.answer == "-" ? resolved == "-" : resolved.hasPrefix(row.answer)
            #expect(isRight, "\(row.phrase): \(resolved)")
        }
    }

    @Test func plainStatementsHaveNone() throws {
        let reader = PhraseReader(try #require(CalendarFixture.settings).time)
        let issued = try #require(CivilDate("2025-11-20"))
        for statement in try PhraseTable.statements() {
            let resolved = "\(reader.read(statement, on: issued).resolution)"
            #expect(resolved == "-", "\(statement): \(resolved)")
        }
    }
}
