import Directives
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct RetentionTests {
    private static let later = Fixture.noon.adding(seconds: 1_000)

    /// Messages 0 and 1 ended at noon, 2 a thousand seconds later, 3 is open.
    private func ledger(_ directory: String? = nil) throws -> Ledger {
        let ledger = try directory.map { try Ledger.open(directory: $0, clock: .wall) } ?? .temporary(clock: .virtual)
        try ledger.commit(Fixture.installation(4))
        try ledger.claim((0..<4).map { Fixture.message($0, bytes: Array("secret \($0)".utf8)) })
        try ledger.commit { transaction in
            for id in ["m0-on the day", "m1-on the day"] { transaction.end(id, as: .dead, reason: "x") }
        }
        try ledger.commit(at: Self.later) { $0.end("m2-on the day", as: .dead, reason: "x") }
        return ledger
    }

    @Test func whatEndedBeforeLosesItsBytesAndKeepsItsHash() throws {
        let ledger = try ledger()
        let hash = try #require(try ledger.message("m0-on the day")).sha256
        #expect(try ledger.deleteBytes(endedBefore: Fixture.noon, at: Self.later) == 0)
        #expect(try ledger.deleteBytes(endedBefore: Fixture.noon.adding(milliseconds: 1), at: Self.later) == 2)
        for item in 0..<2 {
            let message = try #require(try ledger.message("m\(item)-on the day"))
            #expect(message.bytes == nil && message.bytesDeletedAt == Self.later)
            #expect(message.deliveries.count == 1 && message.attempts.count == 1)
        }
        #expect(try ledger.message("m0-on the day")?.sha256 == hash)
        #expect(try ledger.message("m2-on the day")?.bytes == Array("secret 2".utf8))
        let events = try ledger.events(EventFilter(kinds: [.bytesDeleted]))
        #expect(events.map { $0.detail["messages"] } == ["2"])
        #expect(try ledger.audit().isSound)
        #expect(try ledger.audit().checks.first { $0.name == "deleted bytes" }?.count == 2)
    }

    @Test func aMessageWithoutAnEndIsKeptHoweverOld() throws {
        let ledger = try ledger()
        #expect(try ledger.deleteBytes(endedBefore: .distantFuture, at: Self.later) == 3)
        #expect(try ledger.deleteBytes(endedBefore: .distantFuture, at: Self.later) == 0)
        #expect(try ledger.message("m3-on the day")?.bytes != nil)
    }

    @Test func aCallTakesNoMoreThanAsked() throws {
        let ledger = try ledger()
        #expect(try ledger.deleteBytes(endedBefore: Self.later, at: Self.later, limit: 1) == 1)
        #expect(try ledger.deleteBytes(endedBefore: Self.later, at: Self.later, limit: 1) == 1)
        #expect(try ledger.deleteBytes(endedBefore: Self.later, at: Self.later, limit: 1) == 0)
    }

    @Test func theWordsLeaveTheFileToo() throws {
        try Fixture.withDirectory { directory in
            let ledger = try ledger(directory)
            #expect(try ledger.deleteBytes(endedBefore: Self.later, at: Self.later) == 2)
            ledger.close()
            let file = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/ledger.sqlite"))
            #expect(file.range(of: Data("secret 0".utf8)) == nil)
            #expect(file.range(of: Data("secret 2".utf8)) != nil)
        }
    }
}
