import DirectiveFiles
import Directives
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// What those who were reminded receive when an obligation has ended.
struct ClosingContentTests {
    private let directives = [
        Fixture.directive("8.1", lead: ["phong-tnmt"], coordinating: ["phuong-1"], (nil, "2021-12-10")),
        Fixture.directive("9.3", lead: ["tt-ptqd"], (nil, "2021-12-20")),
    ]
    private let first = DirectiveID(notice: "tb", item: "8.1")

    private func lab(
        _ directives: [Directive]? = nil, onDisk: Bool = false, units: [Unit] = [],
        automaticMail: AutomaticMail = .all
    )
        async throws -> Lab
    {
        try await Lab(
            Fixture.configuration(
                directives ?? self.directives,
                settings: Fixture.changing(
                    Fixture.settings(units: units, limits: Fixture.unlimited),
                    reports: .init(exceptions: false, summary: nil))),
            at: Fixture.instant("2021-12-01 07:00"), onDisk: onDisk, automaticMail: automaticMail)
    }

    private func closings(_ lab: Lab) throws -> [StoredMessage] {
        try lab.ledger.messages(MessageFilter(kind: .closing)).sorted { $0.address < $1.address }
    }

    @Test func eachAddressThatWasWrittenToHearsOnceAndNoOther() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-01 09:00")
        try await lab.engine.end(first, as: .done, reason: "công văn 12", author: "root")
        await lab.settle()
        await lab.run(until: "2021-12-03")
        try await lab.engine.end(first, as: .done, reason: nil, author: "root")
        await lab.settle()
        await lab.run(until: "2021-12-06")
        let letters = try closings(lab)
        #expect(letters.map(\.address) == ["phong-tnmt@ubnd.example", "phuong-1@ubnd.example"])
        #expect(letters.map(\.state) == [.accepted, .accepted])
        #expect(letters.flatMap(\.deliveries).isEmpty)
        let mail = ReadableMail(try #require(try lab.ledger.message(letters[0].id)?.bytes))
        #expect(mail.text.contains("Đã hoàn thành (ghi nhận thứ Tư, 01/12/2021)"), "\(mail.text)")
        #expect(mail.calendar?.contains("STATUS:COMPLETED") == true)
        // It is no reminder: the limits do not count it, and no slot knows of it.
        #expect(try lab.messages().allSatisfy { $0.kind == .reminder })
    }

    private func order(_ order: some Order, _ lab: Lab) async throws {
        _ = try await lab.engine.follow(order, author: "root", folder: ConfigurationFolder(path: "/nowhere"))
        await lab.settle()
    }

    @Test func whatEndsWhileEverythingIsHeldIsToldWhenTheHoldEnds() async throws {
        let lab = try await lab(onDisk: true)
        await lab.run(until: "2021-12-01 09:00")
        try await order(HoldOrder(true), lab)
        try await lab.engine.end(first, as: .done, reason: "công văn 12", author: "root")
        await lab.settle()
        await lab.run(until: "2021-12-02 10:00")
        #expect(try closings(lab).isEmpty)
        #expect(try lab.ledger.postponedClosings(limit: 9).map(\.reason) == ["công văn 12"])
        // A process that ends in between forgets nothing.
        try await lab.restart(after: 30)
        await lab.run(until: "2021-12-02 11:00")
        #expect(try closings(lab).isEmpty)
        try await order(HoldOrder(false), lab)
        await lab.run(until: "2021-12-02 12:00")
        #expect(try closings(lab).map(\.address) == ["phong-tnmt@ubnd.example", "phuong-1@ubnd.example"])
        #expect(try closings(lab).map(\.state) == [.accepted, .accepted])
        #expect(try lab.ledger.postponedClosings(limit: 9).isEmpty)
        #expect(try lab.ledger.audit().isSound)
    }

    @Test func whatIsOpenAgainWhenTheHoldEndsIsNotTold() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-01 09:00")
        try await order(HoldOrder(true), lab)
        let withdrawn = Fixture.directive(
            "8.1", lead: ["phong-tnmt"], coordinating: ["phuong-1"], (nil, "2021-12-10"),
            withdrawn: .init(date: CivilDate("2021-12-01")!, reason: "thôi"))
        let settings = Fixture.changing(
            Fixture.settings(limits: Fixture.unlimited), reports: .init(exceptions: false, summary: nil))
        try await lab.load(Fixture.configuration([withdrawn, directives[1]], settings: settings))
        try #require(try lab.ledger.postponedClosings(of: ["tb/8.1@phong-tnmt"]).map(\.reason) == ["thôi"])
        try await lab.load(Fixture.configuration(directives, settings: settings))
        try #require(try lab.row("tb/8.1@phong-tnmt").obligation.state == .open)
        try await order(HoldOrder(false), lab)
        await lab.run(until: "2021-12-02 12:00")
        #expect(try closings(lab).isEmpty)
        #expect(try lab.ledger.postponedClosings(of: ["tb/8.1@phong-tnmt"]).isEmpty)
    }

    @Test func whatTheSettingsHeldIsToldWhenTheyNoLongerDo() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-01 09:00")
        let settings = Fixture.changing(
            Fixture.settings(limits: Fixture.unlimited), reports: .init(exceptions: false, summary: nil))
        try await lab.load(Fixture.configuration(directives, settings: Fixture.changing(settings, hold: true)))
        try await lab.engine.end(first, as: .done, reason: nil, author: "root")
        await lab.run(until: "2021-12-02 10:00")
        #expect(try closings(lab).isEmpty)
        try await lab.load(Fixture.configuration(directives, settings: settings))
        await lab.run(until: "2021-12-02 12:00")
        #expect(try closings(lab).count == 2)
    }

    @Test func whatWasNeverSentEndsWithoutAMessage() async throws {
        let lab = try await lab()
        try await lab.engine.end(first, as: .done, reason: nil, author: "root")
        await lab.settle()
        await lab.run(until: "2021-12-02")
        #expect(try closings(lab).isEmpty)
    }

    @Test func aCrashNeitherLosesNorRepeatsIt() async throws {
        let lab = try await lab(onDisk: true)
        await lab.run(until: "2021-12-01 19:00")
        // After hours: it waits for the office.
        try await lab.engine.end(first, as: .failed, reason: nil, author: "root")
        await lab.settle()
        #expect(try closings(lab).allSatisfy { $0.state == .deferred })
        try await lab.restart(after: 60)
        try await lab.restart(after: 60)
        await lab.run(until: "2021-12-03")
        let letters = try closings(lab)
        #expect(letters.count == 2)
        #expect(letters.allSatisfy { $0.state == .accepted && $0.attempts.count == 1 })
        #expect(letters.allSatisfy { Lab.words($0.attempts[0].startedAt) == "2021-12-02 07:30" })
    }

    @Test func manyEndsAreOneMessageToAnAddress() async throws {
        let both = [
            Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10")),
            Fixture.directive("8.2", lead: ["phong-tnmt"], (nil, "2021-12-20")),
        ]
        let lab = try await lab(both)
        await lab.run(until: "2021-12-01 09:00")
        let withdrawn = both.map {
            Fixture.directive(
                $0.id.item, lead: $0.lead, (nil, $0.id.item == "8.1" ? "2021-12-10" : "2021-12-20"),
                withdrawn: .init(date: Fixture.date("2021-12-01"), reason: "văn bản đã thay thế"))
        }
        try await lab.load(
            Fixture.configuration(
                withdrawn,
                settings: Fixture.changing(
                    Fixture.settings(limits: Fixture.unlimited), reports: .init(exceptions: false, summary: nil))))
        await lab.run(until: "2021-12-02 07:59")
        #expect(try closings(lab).isEmpty)
        await lab.run(until: "2021-12-02 09:00")
        let letters = try closings(lab)
        try #require(letters.count == 1)
        let mail = ReadableMail(try #require(try lab.ledger.message(letters[0].id)?.bytes))
        #expect(mail.text.contains("2. Nhiệm vụ"), "\(mail.text)")
        #expect(mail.text.contains("văn bản đã thay thế"))
    }

    @Test func aWithdrawalToComeIsToldOnItsDay() async throws {
        let lab = try await lab()
        await lab.run(until: "2021-12-01 09:00")
        var changed = directives
        changed[0] = Fixture.directive(
            "8.1", lead: ["phong-tnmt"], coordinating: ["phuong-1"], (nil, "2021-12-10"),
            withdrawn: .init(date: Fixture.date("2021-12-06"), reason: "hết hiệu lực"))
        try await lab.load(
            Fixture.configuration(
                changed,
                settings: Fixture.changing(
                    Fixture.settings(limits: Fixture.unlimited), reports: .init(exceptions: false, summary: nil))))
        await lab.run(until: "2021-12-05 23:00")
        #expect(try closings(lab).isEmpty)
        await lab.run(until: "2021-12-06 12:00")
        #expect(try closings(lab).map(\.state) == [.accepted, .accepted])
    }

    @Test func aUnitThatEndsWithoutASuccessorClosesWhatItLed() async throws {
        let lab = try await lab(
            [Fixture.directive("8.1", lead: ["doi-cu"], (nil, "2021-12-20"))],
            units: [
                Unit(
                    id: "doi-cu", name: "Đội cũ", addresses: [.email: ["doi-cu@ubnd.example"]],
                    supervising: "van-phong", validTo: Fixture.date("2021-12-06"))
            ])
        await lab.run(until: "2021-12-07 12:00")
        #expect(try lab.sent().last == "2021-12-07 08:00 handed over van-phong email")
        await lab.run(until: "2021-12-08 12:00")
        #expect(try lab.row("tb/8.1@doi-cu").obligation.state == .unitEnded)
        #expect(try closings(lab).map(\.address) == ["doi-cu@ubnd.example", "van-phong@ubnd.example"])
        #expect(try lab.events(.ended).count == 1)
    }

    @Test func aRehearsalClosesNothing() async throws {
        let lab = try await lab(automaticMail: .silent)
        await lab.run(until: "2021-12-01 09:00")
        try await lab.engine.end(first, as: .done, reason: nil, author: "root")
        await lab.settle()
        await lab.run(until: "2021-12-02")
        #expect(try lab.ledger.messages(MessageFilter()).allSatisfy { $0.kind == .reminder })
    }
}
