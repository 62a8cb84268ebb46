import Directives
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct ChainTests {
    private func event(_ number: Int) -> Event {
        Event(
            at: Fixture.noon.adding(seconds: number), .other(kind: "occurred", detail: ["case": "ho-so-\(number)"]),
            obligation: "o\(number)", directive: DirectiveID(notice: "tb-1", item: "\(number)"), unit: "u",
            message: "m", author: "van-thu")
    }

    @Test func eventsComeBackAsTheyWereAppended() throws {
        let ledger = try Ledger.temporary(clock: .wall)
        #expect(try ledger.head() == nil)
        #expect(try ledger.verifyChain() == .intact(nil))
        try ledger.append((1...3).map(event))
        try ledger.append([Event(at: Fixture.noon, .stopped)])
        #expect(try ledger.events().map(\.event) == (1...3).map(event) + [Event(at: Fixture.noon, .stopped)])
        #expect(try ledger.events().map(\.row) == [1, 2, 3, 4])
        #expect(try ledger.head()?.row == 4)
        #expect(try ledger.newestEntry() == Fixture.noon.adding(seconds: 3))
    }

    @Test func aFilterTakesWhatFitsAll() throws {
        let ledger = try Ledger.temporary(clock: .wall)
        try ledger.append((1...9).map(event))
        #expect(try ledger.events(EventFilter(obligation: "o3")).map(\.row) == [3])
        #expect(try ledger.events(EventFilter(kinds: [.done])).isEmpty)
        #expect(try ledger.events(EventFilter(directive: DirectiveID("tb-1/4"))).map(\.row) == [4])
        let span = EventFilter(from: Fixture.noon.adding(seconds: 2), until: Fixture.noon.adding(seconds: 5))
        #expect(try ledger.events(span).map(\.row) == [2, 3, 4])
        #expect(try ledger.events(after: 7).map(\.row) == [8, 9])
        #expect(try ledger.events(limit: 2, newestFirst: true).map(\.row) == [9, 8])
        #expect(try ledger.events(after: 8, limit: 2, newestFirst: true).map(\.row) == [7, 6])
    }

    @Test func whatMessagesAboutAnObligationCameToIsFoundByTheObligation() throws {
        let ledger = try Fixture.ledger(2)
        var digest = Fixture.message(0)
        digest.deliveries.append(Fixture.delivery(1))
        try ledger.claim([digest])
        for item in 0...1 {
            let row = Fixture.obligation(item).obligation
            #expect(try ledger.events(EventFilter(obligation: row.id)).map(\.event.kind) == [.opened, .claimed])
            let kinds = try ledger.events(EventFilter(directive: row.directive)).map(\.event.kind)
            #expect(kinds == [.opened, .claimed])
        }
    }

    @Test(arguments: [
        "at = at + 1", "kind = 'done'", "obligation = NULL", "directive = 'tb-1/9'", "unit = 'v'", "message = 'n'",
        "author = 'x'", "detail = '{}'", "hash = replace(hash, substr(hash, 1, 1), 'x')",
        // The same letters in other columns.
        "obligation = obligation || 't', directive = substr(directive, 2)",
    ])
    func aChangedColumnIsFound(_ change: String) throws {
        let ledger = try Ledger.temporary(clock: .wall)
        try ledger.append((1...5).map(event))
        try ledger.queue.write { database in
            try database.execute(sql: "DROP TRIGGER event_stays")
            try database.execute(sql: "UPDATE event SET \(change) WHERE row = 3")
        }
        #expect(try ledger.verifyChain() == .broken(row: 3))
    }

    @Test func aMissingEventIsFound() throws {
        let ledger = try Ledger.temporary(clock: .wall)
        try ledger.append((1...5).map(event))
        let head = try #require(try ledger.head())
        try ledger.queue.write { database in
            try database.execute(sql: "DROP TRIGGER event_is_kept; DELETE FROM event WHERE row = 5")
        }
        #expect(try ledger.verifyChain() == .intact(try ledger.head()), "the chain alone cannot know")
        #expect(try ledger.verifyChain(against: head) == .cut(before: 5))
        try ledger.queue.write { try $0.execute(sql: "DELETE FROM event WHERE row = 2") }
        #expect(try ledger.verifyChain() == .broken(row: 2))
    }

    @Test func aChainWrittenAnewIsFoundByAHeadKeptOutside() throws {
        let (one, two) = (try Ledger.temporary(clock: .wall), try Ledger.temporary(clock: .wall))
        try one.append((1...3).map(event))
        try two.append((2...6).map(event))
        let head = try #require(try one.head())
        #expect(try two.verifyChain() == .intact(try two.head()))
        #expect(try two.verifyChain(against: head) == .rewritten(upTo: 3))
        try one.append([event(9)])
        #expect(try one.verifyChain(against: head) == .intact(try one.head()), "an earlier head still holds")
        #expect(ChainHead("\(head)") == head)
        #expect(ChainHead("3:beef") == nil)
    }

    @Test func oneFlippedByteInTheFileIsFound() throws {
        try Fixture.withDirectory { directory in
            let ledger = try Ledger.open(directory: directory, clock: .wall)
            try ledger.append((1...3).map(event))
            ledger.close()
            let path = "\(directory)/ledger.sqlite"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let place = try #require(whole.range(of: Data("ho-so-2".utf8)))
            for offset in place {
                var flipped = whole
                flipped[offset] ^= 1
                try flipped.write(to: URL(fileURLWithPath: path))
                let again = try Ledger.openForReading(directory: directory)
                defer { again.close() }
                #expect(try again.verifyChain() == .broken(row: 2))
            }
        }
    }
}
