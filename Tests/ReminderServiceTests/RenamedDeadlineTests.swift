import Directives
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// A deadline that is written otherwise is no act of the office (design §4, Opening).
struct RenamedDeadlineTests {
    private let settings = Fixture.changing(
        Fixture.settings(limits: Fixture.unlimited), reports: .init(exceptions: false, summary: nil))

    private func directive(_ deadlines: (String?, String)...) -> Directive {
        Directive(
            id: DirectiveID(notice: "tb", item: "8.1"), task: "Việc 8.1", lead: ["phong-tnmt"],
            deadlines: deadlines.map { .init(name: $0, Deadline($1)!) })
    }

    private func lab(_ directive: Directive) async throws -> Lab {
        let lab = try await Lab(
            Fixture.configuration([directive], settings: settings), at: Fixture.instant("2021-12-01 07:00"),
            automaticMail: .all)
        await lab.run(until: "2021-12-01 09:00")
        return lab
    }

    private func load(_ directive: Directive, _ lab: Lab) async throws {
        try await lab.load(Fixture.configuration([directive], settings: settings))
    }

    /// The subjects of what an address got by e-mail after the assignment.
    private func subjects(_ lab: Lab) throws -> [String] {
        try lab.ledger.messages(MessageFilter(address: "phong-tnmt@ubnd.example"), limit: .max)
            .sorted { $0.at < $1.at }.dropFirst().compactMap(\.subject)
    }

    private func open(_ lab: Lab) throws -> [String] {
        try lab.ledger.obligations(ObligationFilter(states: [.open])).map(\.obligation.id).sorted()
    }

    @Test(
        arguments: [
            [("a", "2021-12-10")], [("a", "2021-12")], [(nil, "15 days after 2021-11-25")],
            [("a", "2021-12-10"), ("b", "2021-12-31")],
        ] as [[(String?, String)]])
    func anotherFormWithTheSameDueIsNoNews(_ deadlines: [(String?, String)]) async throws {
        let lab = try await lab(directive((nil, deadlines[0].1 == "2021-12" ? "2021-12-31" : "2021-12-10")))
        let before = try lab.row("tb/8.1@phong-tnmt").obligation
        var changed = directive()
        changed = Directive(
            id: changed.id, task: changed.task, lead: changed.lead,
            deadlines: deadlines.map { .init(name: $0, Deadline($1)!) })
        try await load(changed, lab)
        await lab.run(until: "2021-12-02 12:00")
        let after = try #require(
            try lab.ledger.obligations(named: "tb/8.1@phong-tnmt\(deadlines[0].0.map { "@\($0)" } ?? "")").first?
                .obligation)
        #expect(after.key == before.key && after.state == .open && after.version == 1)
        // The former id is still understood.
        #expect(try lab.ledger.obligations(named: before.id).map(\.obligation.key) == [before.key])
        #expect(try subjects(lab).filter { !$0.hasPrefix("[Giao việc]") } == [])
        #expect(try lab.ledger.messages(MessageFilter(kind: .closing)).isEmpty)
        // What was planned goes on, once, in the same thread.
        await lab.run(until: "2022-01-02")
        let steps = try lab.ledger.messages(MessageFilter(obligation: before.key), limit: .max)
            .flatMap(\.deliveries).map {
                "\($0.slot.key.step) \($0.gateway) \($0.slot.key.unit) \($0.slot.key.occurrence.map(\.description) ?? "")"
            }
        #expect(Set(steps).count == steps.count && steps.contains("on the day email phong-tnmt "), "\(steps)")
        #expect(try lab.ledger.audit().isSound)
    }

    @Test func aRuleWithTheSameNextDueGoesOn() async throws {
        let lab = try await lab(directive((nil, "every quarter by last working day")))
        let before = try #require(try open(lab).first)
        try await load(directive(("bao-cao", "every month by last working day")), lab)
        await lab.run(until: "2021-12-03")
        #expect(try open(lab).first == "tb/8.1@phong-tnmt@bao-cao@2021-12")
        #expect(try lab.ledger.obligations(named: "tb/8.1@phong-tnmt@bao-cao@2021-12").first?.obligation.key == before)
        #expect(try lab.ledger.messages(MessageFilter(kind: .closing)).isEmpty)
        #expect(try subjects(lab).isEmpty)
    }

    @Test func aPeriodThatIsOverdueGoesOn() async throws {
        let lab = try await lab(directive((nil, "every month on day 6")))
        await lab.run(until: "2021-12-08 09:00")
        try await load(directive(("bao-cao", "every month on day 6")), lab)
        await lab.run(until: "2021-12-10")
        #expect(try open(lab).contains("tb/8.1@phong-tnmt@bao-cao@2021-12"))
        #expect(try lab.ledger.messages(MessageFilter(kind: .closing)).isEmpty)
    }

    @Test func aNewNameAndANewDueAreAnAdjustedDeadline() async throws {
        let lab = try await lab(directive((nil, "2021-12-10")))
        try await load(directive(("a", "2021-12-20")), lab)
        await lab.run(until: "2021-12-02 12:00")
        #expect(try open(lab) == ["tb/8.1@phong-tnmt@a"])
        let subjects = try subjects(lab)
        #expect(!subjects.isEmpty && subjects.allSatisfy { $0.hasPrefix("[Điều chỉnh thời hạn]") }, "\(subjects)")
    }

    @Test func aDeadlineThatTakesTheFormerNameIsAnother() async throws {
        let lab = try await lab(directive((nil, "2021-12-10")))
        try await load(directive(("a", "2021-12-10")), lab)
        try await load(directive((nil, "2021-12-20")), lab)
        try await load(directive(("a", "2021-12-20"), ("b", "2021-12-30")), lab)
        try await load(directive(("b", "2021-12-30"), ("c", "2021-12-20")), lab)
        #expect(try open(lab) == ["tb/8.1@phong-tnmt@b", "tb/8.1@phong-tnmt@c"])
        try await load(directive(("a", "2021-12-15"), ("b", "2021-12-30"), ("c", "2021-12-20")), lab)
        await lab.run(until: "2021-12-31")
        #expect(
            try open(lab) == ["tb/8.1@phong-tnmt@a", "tb/8.1@phong-tnmt@b", "tb/8.1@phong-tnmt@c"])
        #expect(try lab.ledger.audit().isSound)
    }

    @Test func whatIsNotAskedAnyMoreEndsWithoutAWordOfWithdrawal() async throws {
        let lab = try await lab(directive(("a", "2021-12-10"), ("b", "2021-12-20")))
        try await load(directive(("b", "2021-12-20")), lab)
        // Put right before the letters go: none is sent.
        try await load(directive(("a", "2021-12-10"), ("b", "2021-12-20")), lab)
        await lab.run(until: "2021-12-02 12:00")
        #expect(try lab.ledger.messages(MessageFilter(kind: .closing)).isEmpty)
        #expect(try subjects(lab).isEmpty)
        try await load(directive(("b", "2021-12-20")), lab)
        await lab.run(until: "2021-12-03 12:00")
        let letter = try #require(try lab.ledger.messages(MessageFilter(kind: .closing)).first)
        let text = ReadableMail(try #require(try lab.ledger.message(letter.id)?.bytes)).text
        #expect(letter.subject?.contains("Dừng theo dõi") == true && !text.contains("đã được thu hồi"))
        #expect(text.contains("không còn thời hạn này") && !text.contains("no longer"), "\(text)")
        // And once that is told, its return is told as well.
        try await load(directive(("a", "2021-12-10"), ("b", "2021-12-20")), lab)
        await lab.run(until: "2021-12-06 12:00")
        let subjects = try subjects(lab)
        #expect(subjects.contains { $0.hasPrefix("[Tiếp tục theo dõi]") }, "\(subjects)")
    }

    /// The simulator's seed 496938: periods to come keep the key of their first id, and are planned anew under it.
    @Test func periodsToComeAreEditedAfterTheyWereRenamed() async throws {
        let lab = try await lab(directive((nil, "every month on day 20")))
        try await load(directive(("bao-cao", "every month on day 20")), lab)
        try await load(directive(("bao-cao", "every month on day 25")), lab)
        try await load(directive((nil, "every month on day 20")), lab)
        try await load(directive(("bao-cao", "every month on day 20"), ("them", "every month on day 5")), lab)
        await lab.run(until: "2022-01-15")
        let begun = try lab.ledger.obligations(ObligationFilter(states: [.open])).map(\.obligation)
            .filter { !$0.isToCome(at: lab.now) }.map(\.id)
        #expect(begun.sorted().contains("tb/8.1@phong-tnmt@bao-cao@2021-12"), "\(begun)")
        #expect(try lab.ledger.audit().isSound)
    }
}
