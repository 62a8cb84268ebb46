import DirectiveFiles
import Directives
import Ledger
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// What the reader knows is the measure of every change (design §4, Opening).
struct KnownDueTests {
    private func settings(zone: Zone = Fixture.zone) -> Settings {
        let settings = Fixture.changing(
            Fixture.settings(limits: Fixture.unlimited), reports: .init(exceptions: false, summary: nil))
        return Settings(
            office: settings.office,
            time: OfficeTime(zone: zone, calendar: settings.time.calendar, hours: settings.time.hours),
            operatorAddresses: settings.operatorAddresses, limits: settings.limits, reports: settings.reports,
            gateways: settings.gateways, policies: settings.policies, units: settings.units)
    }

    private func configuration(_ deadline: String, zone: Zone = Fixture.zone) -> Configuration {
        Fixture.configuration(
            [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, deadline))], settings: settings(zone: zone))
    }

    private func lab(_ deadline: String = "2021-12-10", told: Bool = true) async throws -> Lab {
        let lab = try await Lab(
            configuration(deadline), at: Fixture.instant("2021-12-01 07:00"), automaticMail: .all)
        await lab.run(until: told ? "2021-12-01 09:00" : "2021-12-01 07:30")
        return lab
    }

    private func extend(_ lab: Lab) async throws {
        let order = ExtendOrder(.init(id: "tb/8.1"), to: "2021-12-17", by: "A", reason: "B")
        _ = try await lab.engine.follow(order, author: "root", folder: ConfigurationFolder(path: "/nowhere"))
        await lab.settle()
    }

    private func letters(_ lab: Lab, since: String) throws -> [String] {
        try lab.ledger.messages(MessageFilter(address: "phong-tnmt@ubnd.example"), limit: .max)
            .filter { $0.at >= Fixture.instant(since) }.sorted { $0.at < $1.at }
            .map { ReadableMail(try #require(try lab.ledger.message($0.id)?.bytes)).text }
    }

    @Test func aMistakePutRightIsNoNews() async throws {
        let lab = try await lab()
        try await lab.load(configuration("2041-12-10"))
        try await lab.load(configuration("2021-12-10"))
        await lab.run(until: "2021-12-06")
        let letters = try letters(lab, since: "2021-12-01 09:00")
        #expect(letters.count == 1 && !letters[0].contains("điều chỉnh") && !letters[0].contains("2041"), "\(letters)")
        let skips = try lab.ledger.events(EventFilter(kinds: [.skipped]))
        #expect(skips.count == 1, "the slot that had nothing to say is recorded")
    }

    @Test func aChangeIsToldFromWhatWasTold() async throws {
        let lab = try await lab()
        try await lab.load(configuration("2021-12-17"))
        try await lab.load(configuration("2021-12-24"))
        await lab.run(until: "2021-12-02 12:00")
        let letters = try letters(lab, since: "2021-12-01 09:00")
        #expect(letters.count == 1 && letters[0].contains("10/12/2021") && !letters[0].contains("17/12/2021"))
        // Once it is told, later ones do not say it again.
        await lab.run(until: "2021-12-22 12:00")
        let later = try self.letters(lab, since: "2021-12-03")
        #expect(!later.isEmpty && later.allSatisfy { !$0.contains("điều chỉnh") && !$0.contains("10/12/2021") })
    }

    @Test func whoWasToldNothingHearsOfTheTaskAndNotOfAChange() async throws {
        let lab = try await lab(told: false)
        try await lab.load(configuration("2021-12-17"))
        await lab.run(until: "2021-12-01 12:00")
        let letters = try letters(lab, since: "2021-12-01 07:00")
        #expect(letters.count == 1 && letters[0].contains("được giao chủ trì") && !letters[0].contains("điều chỉnh"))
    }

    @Test func whatNeverArrivedIsNotKnown() async throws {
        let lab = try await lab(told: false)
        lab.gateways.follow { _ in .exit(69) }
        await lab.run(until: "2021-12-01 12:00")
        lab.gateways.follow { _ in .accepted }
        try await lab.load(configuration("2021-12-17"))
        await lab.run(until: "2021-12-02 12:00")
        let letters = try letters(lab, since: "2021-12-01 12:00")
        #expect(letters.count == 1 && !letters[0].contains("điều chỉnh"), "\(letters)")
    }

    @Test func anExtensionOutlivesADateThatIsPutRight() async throws {
        let lab = try await lab()
        try await extend(lab)
        await lab.run(until: "2021-12-01 12:00")
        try await lab.load(configuration("2021-12-11"))
        #expect(try lab.row("tb/8.1@phong-tnmt").obligation.due?.dueDate == Fixture.date("2021-12-11"))
        try await lab.load(configuration("2021-12-10"))
        #expect(try lab.row("tb/8.1@phong-tnmt").obligation.due?.dueDate == Fixture.date("2021-12-17"))
        await lab.run(until: "2021-12-08 12:00")
        #expect(try letters(lab, since: "2021-12-01 12:00").isEmpty)
    }

    @Test func anExtensionIsToldAtOnceInOfficeHours() async throws {
        let lab = try await lab()
        try await extend(lab)
        await lab.run(until: "2021-12-01 09:05")
        #expect(try letters(lab, since: "2021-12-01 09:00").count == 1)
    }

    @Test func anotherTimeZoneIsNoNews() async throws {
        let lab = try await lab()
        try await lab.load(configuration("2021-12-10", zone: Zone(identifier: "Asia/Tokyo")!))
        await lab.run(until: "2021-12-02 12:00")
        #expect(try letters(lab, since: "2021-12-01 09:00").isEmpty)
        #expect(try lab.row("tb/8.1@phong-tnmt").obligation.version == 1)
        #expect(try lab.ledger.audit().isSound)
    }

    @Test func aMessageThatNamesTheFormerDueIsTakenBack() async throws {
        let lab = try await lab(told: false)
        lab.gateways.follow { _ in .exit(75) }
        await lab.run(until: "2021-12-01 09:00")
        try await lab.load(configuration("2021-12-17"))
        lab.gateways.follow { _ in .accepted }
        await lab.run(until: "2021-12-02 12:00")
        let messages = try lab.ledger.messages(MessageFilter(address: "phong-tnmt@ubnd.example"), limit: .max)
            .sorted { $0.at < $1.at }
        #expect(messages.map(\.state) == [.cancelled, .accepted])
    }
}
