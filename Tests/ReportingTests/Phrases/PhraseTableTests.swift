import DeadlinePhrases
import Directives
import TestSupport
import Testing

@Suite("Phrases against a table")
struct PhraseTableTests {
    @Test("Phrases of notices read as the language has them")
    func phrases() throws {
        let reader = PhraseReader(try #require(CalendarFixture.settings).time)
        #expect(PhraseTable.phrases.count > 420)
        for row in PhraseTable.phrases {
            let resolved = "\(reader.read(row.phrase, on: row.issued).resolution)"
            let isRight = row.answer == "-" ? resolved == "-" : resolved.hasPrefix(row.answer)
            #expect(isRight, "\(row.phrase): \(resolved)")
        }
    }

    @Test("Plain statements have no deadline")
    func statements() throws {
        let reader = PhraseReader(try #require(CalendarFixture.settings).time)
        let issued = try #require(CivilDate("2025-11-20"))
        #expect(PhraseTable.statements.count > 150)
        for statement in PhraseTable.statements {
            let resolved = "\(reader.read(statement, on: issued).resolution)"
            #expect(resolved == "-", "\(statement): \(resolved)")
        }
    }
}
