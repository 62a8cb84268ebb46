import Directives
import Dispatch
import Gateways
import Ledger
import Logging
import Rendering
import Testing

@testable import ReminderService

/// What loads make of recurring and chained directives in the ledger; no slot is ever claimed here.
struct RecurringLoadTests {
    private let zone = Zone.utc
    private let ledger: Ledger
    private let clock: VirtualClock
    private let engine: ReminderEngine

    private struct NoRunner: CommandRunner {
        func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void) {
            fatalError("nothing is sent here")
        }
    }

    private static let settings = Settings(
        office: .init(name: "Văn phòng"),
        time: OfficeTime(
            zone: .utc,
            calendar: WorkingCalendar(name: "vn", weekend: [.saturday, .sunday], years: [:], namedDays: [:]),
            hours: OfficeHours(spans: [:])),
        gateways: [],
        policies: [
            "standard": Policy(
                name: "standard", at: .time(TimeOfDay("08:00")!),
                lead: .init(steps: ["on assignment", "3 days before", "on the day"].map { Step($0)! }))
        ],
        units: ["a": Unit(id: "a", name: "A"), "b": Unit(id: "b", name: "B")])

    private static func day(_ text: String) -> Instant { Zone.utc.instant(CivilDate(text)!) }

    init() throws {
        let queue = DispatchQueue(label: "recurring")
        ledger = try Ledger.temporary(clock: .virtual)
        clock = VirtualClock(at: Self.day("2022-01-05"), queue: queue)
        engine = ReminderEngine(
            .init(
                ledger: ledger, clock: clock, runner: NoRunner(), queue: queue, logger: Logger(label: "test"),
                stateDirectory: "/", templates: .builtIn, automaticMail: .silent, storageFailed: { _ in }),
            settings: Self.settings)
    }

    private func configuration(_ items: (String, [UnitID], String, Directive.Condition?)...) -> Configuration {
        let notice = Notice(
            id: "tb", symbol: "TB", number: "", title: "", issuer: "", issued: CivilDate("2022-01-05")!)
        return Configuration(
            settings: Self.settings, notices: [notice],
            directives: items.map {
                Directive(
                    id: DirectiveID(notice: "tb", item: $0), task: "Việc", lead: $1,
                    deadlines: [.init(Deadline($2)!)], opens: $3)
            })
    }

    @discardableResult
    private func load(_ configuration: Configuration, on day: String) async throws -> LoadSummary {
        clock.set(to: Self.day(day))
        return try await engine.accept(
            configuration, hashes: ReminderEngine.hashes(of: configuration), files: [], at: clock.now
        ) { _ in ("directives/tb.yaml", 1) }
    }

    private func rows(_ item: String) throws -> [ObligationRow] {
        try ledger.obligations(of: DirectiveID(notice: "tb", item: item)).sorted {
            ($0.obligation.opened, $0.obligation.id) < ($1.obligation.opened, $1.obligation.id)
        }
    }

    private func periods(_ item: String) throws -> [String] {
        try rows(item).compactMap(\.obligation.period)
    }

    @Test func theFirstLoadLaysDownThePeriodsOfAYearAndEachWakesWhenItBegins() async throws {
        try await load(configuration(("1", ["a"], "every month on day 20", nil)), on: "2022-01-05")
        let rows = try rows("1")
        #expect(try periods("1").first == "2022-01" && rows.count == 14)
        #expect(rows[1].obligation.opened == Self.day("2022-01-21"))
        // The first office hour of the period, 21 January.
        #expect(rows[1].wake == zone.instant(CivilDate("2022-01-21")!, TimeOfDay("08:00")!))
        #expect(rows.allSatisfy { $0.obligation.state == .open && $0.obligation.version == 1 })
    }

    @Test func aLaterLoadOfTheSameAddsWhatHasComeNearAndNothingTwice() async throws {
        let configuration = configuration(("1", ["a"], "every month on day 20", nil))
        try await load(configuration, on: "2022-01-05")
        #expect(try await load(configuration, on: "2022-01-05") == LoadSummary())
        #expect(try await load(configuration, on: "2022-04-05").opened == 3)
        let opened = try periods("1")
        #expect(opened.count == 17 && opened.last == "2023-05")
        #expect(Set(opened).count == 17)
        clock.set(to: Self.day("2023-08-01"))
        try await engine.openComingPeriods()
        // Down for longer than the horizon: what began meanwhile is late, not unknown.
        #expect(try periods("1").contains("2023-06"))
        #expect(try periods("1").count == Set(try periods("1")).count)
        let before = try rows("1").map(\.obligation)
        try await engine.openComingPeriods()
        #expect(try rows("1").map(\.obligation) == before)
    }

    @Test func anEditedRuleMovesTheOpenPeriodByAVersionAndPlansThoseToComeAnew() async throws {
        try await load(configuration(("1", ["a"], "every month on day 20", nil)), on: "2022-01-05")
        let summary = try await load(configuration(("1", ["a"], "every month on day 25", nil)), on: "2022-01-10")
        #expect(summary.moved.map(\.obligation) == ["tb/1@a@2022-01"])
        let rows = try rows("1")
        #expect(rows[0].obligation.version == 2 && rows[0].obligation.due?.dueDate == CivilDate("2022-01-25"))
        #expect(rows[1].obligation.version == 1 && rows[1].obligation.due?.dueDate == CivilDate("2022-02-25"))
        #expect(rows[1].obligation.opened == Self.day("2022-01-26"))
        #expect(rows.dropFirst().allSatisfy { $0.obligation.version == 1 && $0.obligation.state == .open })
    }

    @Test func aPeriodThatTheRuleNoLongerHasEndsAndTheOneThatHasBegunGoesOn() async throws {
        try await load(configuration(("1", ["a"], "every month on day 20", nil)), on: "2022-01-05")
        try await load(configuration(("1", ["a"], "every quarter on last day", nil)), on: "2022-01-10")
        let open = try rows("1").filter { $0.obligation.state == .open }.compactMap(\.obligation.period)
        #expect(open == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"])
        #expect(try rows("1").count { $0.obligation.state == .withdrawn && $0.wake == nil } == 13)
        let begun = try rows("1").map(\.obligation).first { $0.period == "2022-Q1" }
        #expect(begun?.key == "tb/1@a@2022-01" && begun?.version == 2)
    }

    @Test func aUnitThatNoLongerLeadsLosesWhatIsToCome() async throws {
        try await load(configuration(("1", ["a", "b"], "every month on day 20", nil)), on: "2022-01-05")
        try await load(configuration(("1", ["a"], "every month on day 20", nil)), on: "2022-01-25")
        let open = try rows("1").map(\.obligation).filter { $0.state == .open }
        #expect(!open.contains { $0.unit == "b" && $0.opened > clock.now })
        #expect(open.count { $0.unit == "a" } == 15)
    }

    @Test func whatEndsOpensItsChainAndTheReloadKeepsIt() async throws {
        let first = DirectiveID(notice: "tb", item: "1")
        let configuration = configuration(
            ("1", ["a"], "2022-02", nil),
            ("2", ["b"], "10 days after tb/1 is done", .completion(of: first)),
            ("3", ["b"], "every month on day 5", .completion(of: first)))
        try await load(configuration, on: "2022-01-05")
        #expect(try rows("2").isEmpty && rows("3").isEmpty)
        clock.set(to: Self.day("2022-01-20"))
        let opened = try await engine.end(first, as: .done, reason: nil, author: "test")
        #expect(opened.first?.id == "tb/2@b" && opened.first?.due?.dueDate == CivilDate("2022-01-31"))
        #expect(try periods("3").first == "2022-02")
        let moved = Settings(
            office: .init(name: "Khác"), time: Self.settings.time, gateways: [], policies: Self.settings.policies,
            units: Self.settings.units)
        try await load(
            Configuration(settings: moved, notices: configuration.notices, directives: configuration.directives),
            on: "2022-06-25")
        #expect(try rows("2").map(\.obligation.version) == [1])
        #expect(try rows("2").first?.obligation.due?.dueDate == CivilDate("2022-01-31"))
        #expect(try periods("3").last == "2023-08")
    }
}
