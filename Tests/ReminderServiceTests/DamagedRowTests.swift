import DirectiveFiles
import Directives
import Foundation
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// One bit of one column of a row is another one when the daemon starts: nobody gets what nobody was to get.
///
/// A few bits of each column, so that the suite stays quick; all of them, some ten minutes, with `DONDOC_EVERY_BIT=1`.
struct DamagedRowTests {
    private static let kill = Fixture.instant("2021-12-01 08:00").adding(seconds: 10)
    private static let leads = ["phong-gddt", "phong-tnmt", "tt-ptqd", "doi-qlttdt", "phuong-1"]

    /// What goes on without an alarm though something does not go, and why.
    ///
    /// All of it is named by an audit.
    private static let silent = [
        "message.expires_at": "one that is held ends later, or not before it is released",
        "message.row": "its deliveries are of no message: no closing message to it, and no line in a report",
        "message.state": "it is in none of the lists of what is open",
        "delivery.message": "as that of the message",
        "delivery.obligation": "as that of the message",
        "obligation.directive": "an order about the directive does not find it, and says so",
        "obligation.key": "it is not in the report about its message",
        "obligation.wake": "it is looked at later, or never, until a weekly report reads it",
    ]

    /// Of four messages one is deferred, one is in flight, one has gone and one is held; a fifth is still to be made.
    private func lab() async throws -> Lab {
        let early = Policy(
            name: "early", at: .time(TimeOfDay("08:00")!), lead: .init(via: [.email], steps: [Step("on assignment")!]))
        let late = Policy(name: "late", at: .time(TimeOfDay("09:00")!), lead: early.lead)
        let whole = Fixture.settings(policies: [early, late])
        let settings = Settings(
            office: whole.office, time: whole.time, operatorAddresses: whole.operatorAddresses,
            gateways: [
                Gateway(
                    name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"], fallback: "sms"),
                Gateway(name: "sms", channel: .sms, command: ["/bin/echo"]),
            ], policies: whole.policies,
            units: whole.units.filter { Self.leads.contains($0.key) || $0.key == "van-phong" })
        let directives = Self.leads.enumerated().map { index, unit in
            Directive(
                id: DirectiveID(notice: "tb", item: "\(index)"), task: "Việc", lead: [unit],
                deadlines: [.init(Deadline("2021-12-20")!)], policy: index < 4 ? "early" : "late")
        }
        let lab = try await Lab(
            Fixture.configuration(directives, settings: settings), at: Fixture.instant("2021-12-01 07:45"),
            gateways: ScriptedGateways { run in
                switch run.to {
                case "phong-gddt@ubnd.example", "doi-qlttdt@ubnd.example": .exit(75)
                case "phong-tnmt@ubnd.example": .after(60_000)
                default: .accepted
                }
            })
        await lab.run(until: Fixture.instant("2021-12-01 08:00").adding(seconds: 5))
        let held = try #require(try lab.messages().first { $0.address == "doi-qlttdt@ubnd.example" }?.id)
        _ = try await lab.engine.follow(
            HoldMessageOrder(held, reason: "chờ xác minh"), author: "root", folder: ConfigurationFolder(path: "/"))
        await lab.run(until: Self.kill)
        try lab.kill()
        return lab
    }

    /// What a gateway got; of what tells of the whole office, the words may be others.
    private struct Sent: Hashable {
        let message: String
        let program: String
        let to: String
        let at: Instant
        let bytes: [UInt8]

        init(_ run: ScriptedGateways.Run) {
            (message, program, to, at) = (run.message, run.program, run.to, run.at)
            bytes = ["van-phong@ubnd.example", "quan-tri@ubnd.example"].contains(to) ? [] : run.bytes
        }
    }

    private struct Life {
        var sent: [Sent] = []
        /// Why the daemon ended; nil where it went on.
        var failure: LedgerError?
    }

    /// The daemon from its start to the report of the day after; at 10:00 one of the works is done.
    private func live(on ledger: Ledger) async throws -> Life {
        let gateways = ScriptedGateways()
        var failure: LedgerError?
        do {
            let lab = try await Lab(continuing: ledger, at: Self.kill.adding(seconds: 50), gateways: gateways)
            await lab.run(until: "2021-12-01 10:00")
            failure = lab.storageFailures.all.first
            if failure == nil {
                try await lab.engine.end(
                    DirectiveID(notice: "tb", item: "2"), as: .done, reason: nil, author: "root")
                await lab.settle()
                await lab.run(until: "2021-12-02 08:00")
                failure = lab.storageFailures.all.first
            }
            try lab.kill()
        } catch let error as LedgerError {
            failure = error
        }
        return Life(sent: gateways.runs.map(Sent.init), failure: failure)
    }

    /// The rows that decide to whom, when and by what, with a condition that finds each.
    private static let rows: [(table: String, row: String, condition: String)] = {
        func message(_ lead: Int) -> String { "address = '\(leads[lead])@ubnd.example'" }
        func of(_ lead: Int) -> String { "message = (SELECT row FROM message WHERE \(message(lead)))" }
        return [
            ("message", "deferred", message(0)), ("message", "in flight", message(1)), ("message", "gone", message(2)),
            ("message", "held", message(3)), ("message_bytes", "deferred", of(0)), ("attempt", "deferred", of(0)),
            ("attempt", "in flight", of(1)), ("delivery", "deferred", of(0)), ("delivery", "gone", of(2)),
            ("obligation", "to come", "key = 'tb/4@phuong-1'"), ("obligation", "gone", "key = 'tb/2@tt-ptqd'"),
            ("directive", "to come", "id = 'tb/4'"), ("notice", "in force", "true"),
            ("configuration", "in force", "true"),
            ("state", "hold", "name = 'hold'"), ("state", "reports", "name = 'reports'"),
            ("state", "planner", "name = 'planner'"), ("state", "clock", "name = 'clock'"),
        ]
    }()

    @Test func noBitOfARowSendsAnythingElsewhere() async throws {
        let isWhole = ProcessInfo.processInfo.environment["DONDOC_EVERY_BIT"] != nil
        let flips = try BitFlips(of: try await lab().ledger)
        let undamaged = try await live(on: try #require(try flips.ledger()))
        #expect(undamaged.failure == nil && undamaged.sent.count == 6)
        let expected = Set(undamaged.sent)
        var counts = (columns: 0, bits: 0, refused: 0, stopped: 0, unchanged: 0, silent: 0)
        for (table, row, condition) in Self.rows {
            let places = try flips.places(table, row, where: condition)
            #expect(!places.isEmpty, "\(table) \(row)")
            for place in places where place.bits > 0 {
                counts.columns += 1
                for bit in isWhole ? Array(0..<place.bits) : place.someBits {
                    counts.bits += 1
                    guard let ledger = try flips.ledger(place, bit: bit) else {
                        counts.refused += 1
                        continue
                    }
                    let life = try await live(on: ledger)
                    let what = "bit \(bit) of \(place) of the \(table) that is \(row)"
                    for one in life.sent where !expected.contains(one) {
                        Issue.record("\(what): \(one.to) by \(one.program) at \(Lab.words(one.at))")
                    }
                    #expect(Set(life.sent).count == life.sent.count, "\(what): sent twice")
                    if let failure = life.failure {
                        counts.stopped += 1
                        #expect([.corrupt, .newerVersion, .refused].contains(failure.code), "\(what): \(failure)")
                    } else if life.sent.count == expected.count {
                        counts.unchanged += 1
                    } else {
                        counts.silent += 1
                        #expect(Self.silent[place.description] != nil, "\(what): something is left out")
                        let damaged = try #require(try flips.ledger(place, bit: bit))
                        #expect(try !damaged.audit().isSound, "\(what)")
                    }
                }
            }
        }
        print("\(counts)")
    }
}

extension BitFlips.Place {
    /// One that makes it a little other, one that makes it no UTF-8 or negative, and one that makes it another letter or
    /// an instant far away.
    fileprivate var someBits: [Int] {
        let middle = bits / 16 * 8
        return Array(Set([0, bits - 1, middle + 6])).sorted().filter { $0 < bits }
    }
}
