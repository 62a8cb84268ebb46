import Directives
import Gateways
import Ledger
import Logging
import TestSupport
import Testing

@testable import ReminderService

/// A rehearsal sends what `plan` lists of the same span, and neither more nor less.
struct RehearsalTests {
    @Test(arguments: [
        ("2021-12-01 08:00", 0), ("2021-12-01 08:01", 1), ("2021-12-02 08:00", 1), ("2021-12-02 08:01", 2),
    ])
    func itsSpanEndsBeforeItsEnd(_ end: String, _ count: Int) async throws {
        let policies = [Fixture.policy(["on assignment", "1 day before"])]
        let configuration = Fixture.configuration(
            [Fixture.directive("1", lead: ["phong-tnmt"], (nil, "2021-12-03"))],
            settings: Fixture.settings(policies: policies, limits: Fixture.unlimited))
        let (start, end) = (Fixture.instant("2021-12-01 07:00"), Fixture.instant(end))
        let plan = Plan(
            try configuration.obligations(facts: Facts(loaded: start)), settings: configuration.settings,
            span: start..<end)
        #expect(plan.lines.count == count)
        GatewayProcess.prepareHost()
        let ledger = try await Rehearsal(configuration, span: start..<end, loaded: start) { _ in ["/bin/true"] }
            .run(runner: ProcessRunner(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        defer { ledger.close() }
        #expect(try ledger.messages(.init()).map(\.at).sorted() == plan.lines.map(\.delivery.slot.at))
    }
}
