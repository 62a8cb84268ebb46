import Directives
import Ledger
import TestSupport
import Testing

@testable import ReminderService

/// What orders refuse, and which obligations they are about, without a ledger.
struct OrderRuleTests {
    private let now = Fixture.instant("2021-12-01 09:00")

    private func due(_ date: String) -> Due {
        let day = Fixture.date(date)
        let instant = Fixture.instant("\(date) 17:00")
        return Due(aim: instant, due: instant, aimDate: day, dueDate: day)
    }

    private func row(
        _ unit: UnitID, occasion: String? = nil, period: String? = nil, opened: String = "2021-11-30",
        _ state: Obligation.State = .open
    ) -> ObligationRow {
        var obligation = Obligation(
            directive: DirectiveID(notice: "tb", item: "8.1"), unit: unit, occasion: occasion, period: period,
            opened: Fixture.instant(opened), track: .dated(due("2021-12-10")))
        obligation.state = state
        return ObligationRow(obligation: obligation, settled: now, wake: nil)
    }

    private func refusal(_ body: () throws(OrderRefusal) -> Void) -> OrderRefusal? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }

    // MARK: Targets

    private func chosen(_ target: Target, _ rows: [ObligationRow]) throws -> [String] {
        try target.select(from: rows, awaiting: nil, at: now).map(\.obligation.id)
    }

    @Test func aTargetIsTheOneThatItsUnitAndCaseLeave() throws {
        let rows = [row("a", occasion: "x"), row("a", occasion: "y"), row("b", occasion: "x")]
        #expect(try chosen(Target(id: "tb/8.1", unit: "b"), rows) == ["tb/8.1@b@x"])
        #expect(try chosen(Target(id: "tb/8.1", unit: "a", occasion: "y"), rows) == ["tb/8.1@a@y"])
        #expect(try chosen(Target(id: "tb/8.1", occasion: "x", all: true), rows) == ["tb/8.1@a@x", "tb/8.1@b@x"])
    }

    @Test func amongSeveralTheOpenOnesThatHaveBegunAreMeant() throws {
        let rows = [row("a"), row("b", .done), row("c", period: "2022-01", opened: "2022-01-01")]
        #expect(try chosen(Target(id: "tb/8.1"), rows) == ["tb/8.1@a"])
        #expect(try chosen(Target(id: "tb/8.1", occasion: "2022-01"), rows) == ["tb/8.1@c@2022-01"])
        #expect(try chosen(Target(id: "tb/8.1", unit: "b"), rows) == ["tb/8.1@b"], "it may have ended")
    }

    @Test func severalAreListedUnlessAllAreMeant() throws {
        let rows = [row("a"), row("b")]
        #expect(try chosen(Target(id: "tb/8.1", all: true), rows).count == 2)
        let refused = refusal { () throws(OrderRefusal) in
            _ = try Target(id: "tb/8.1").select(from: rows, awaiting: nil, at: now)
        }
        #expect(refused?.exitCode == 64)
        #expect(refused?.description.hasSuffix("  tb/8.1@a\n  tb/8.1@b") == true)
    }

    @Test func whereNothingFitsTheEventThatIsAwaitedIsNamed() {
        let refused = refusal { () throws(OrderRefusal) in
            _ = try Target(id: "tb/8.1").select(from: [], awaiting: "receipt", at: now)
        }
        #expect(refused == OrderRefusal(65, "'tb/8.1' has no such obligation; it waits for 'receipt': dondoc occur"))
    }

    @Test func whereNothingFitsWhatThereIsIsListed() {
        let refused = refusal { () throws(OrderRefusal) in
            _ = try Target(id: "tb/8.1", unit: "c").select(from: [row("a"), row("b")], awaiting: nil, at: now)
        }
        #expect(refused == OrderRefusal(65, "'tb/8.1' has no such obligation; it has\n  tb/8.1@a\n  tb/8.1@b"))
    }

    // MARK: Extensions

    private func extend(to text: String, by: String = "UBND", reason: String = "mưa") -> ExtendOrder {
        ExtendOrder(Target(id: "tb/8.1"), to: text, by: by, reason: reason)
    }

    @Test(arguments: ["2021-12-20", "2021-12-20 16:00", "2021-12"])
    func anExtensionNamesADay(_ text: String) {
        #expect(refusal { () throws(OrderRefusal) in _ = try extend(to: text).deadline() } == nil)
    }

    @Test func anExtensionWithoutADayAGrantorOrAReasonIsRefused() {
        for order in [
            extend(to: "5 days after receipt"), extend(to: "x"), extend(to: "2021-12-20", by: ""),
            extend(to: "2021-12-20", reason: ""),
        ] {
            #expect(refusal { () throws(OrderRefusal) in _ = try order.deadline() }?.exitCode == 64)
        }
    }

    @Test func anExtensionGoesToALaterDay() throws {
        let order = extend(to: "2021-12-20")
        let later = due("2021-12-20")
        #expect(try order.due(.dated(later), inPlaceOf: due("2021-12-10"), at: now) == later)
        #expect(try order.due(.dated(later), inPlaceOf: nil, at: now) == later)
        #expect(try order.due(.dated(later), inPlaceOf: later, at: now) == nil)
        for (track, current) in [
            (Track.dated(due("2021-12-01")), due("2021-12-10")), (.dated(later), due("2021-12-21")),
        ] {
            let refused = refusal { () throws(OrderRefusal) in
                _ = try order.due(track, inPlaceOf: current, at: Fixture.instant("2021-12-02"))
            }
            #expect(refused?.exitCode == 65)
        }
    }

    // MARK: Events

    private func occur(
        _ event: String? = nil, on date: String = "2021-12-01", _ time: String? = nil, occasion: String? = nil,
        far: Bool = false, awaited: [String] = ["receipt"]
    ) -> Result<Facts.RecordedEvent, OrderRefusal> {
        let order = OccurOrder(directive: "tb/8.3", event: event, date: date, time: time, occasion: occasion, far: far)
        return Result { () throws(OrderRefusal) in
            try order.recorded(awaited: awaited, zone: Fixture.zone, at: now)
        }
    }

    private func code(_ result: Result<Facts.RecordedEvent, OrderRefusal>) -> Int32? {
        if case .failure(let refusal) = result { refusal.exitCode } else { nil }
    }

    @Test func anEventIsRecordedAsItIsSaid() throws {
        let event = Facts.RecordedEvent(
            event: "receipt", occasion: "ho-so-12", date: Fixture.date("2021-12-01"), time: TimeOfDay("08:30"),
            recorded: now)
        #expect(try occur(nil, "08:30", occasion: "ho-so-12").get() == event)
        #expect(try occur("approval", awaited: ["receipt", "approval"]).get().event == "approval")
    }

    @Test func anEventThatCannotBeIsRefused() {
        #expect(code(occur(awaited: [])) == 65)
        #expect(code(occur(awaited: ["receipt", "approval"])) == 64, "which of the two?")
        #expect(code(occur("approval")) == 64)
        #expect(code(occur(on: "1/12")) == 64)
        #expect(code(occur(nil, "8h")) == 64)
        #expect(code(occur(on: "2021-12-02")) == 65, "it has not come yet")
        #expect(code(occur(nil, "09:01")) == 65)
        #expect(code(occur(on: "0001-01-01")) == 64, "more than a year ago")
        #expect(code(occur(on: "2020-11-29")) == 64)
        #expect(code(occur(on: "2020-11-30")) == nil)
        #expect(code(occur(on: "0001-01-01", far: true)) == nil, "it is meant")
        #expect(code(occur(occasion: "hồ sơ")) == 64)
        #expect(code(occur(occasion: String(repeating: "a", count: 65))) == 64)
    }

    // MARK: Acknowledgements

    @Test func aUnitAcknowledgesAVersionOnceAWorkingDay() {
        var obligation = row("a").obligation
        let friday = Fixture.instant("2021-12-03 09:00")
        obligation.acknowledgements = [.init(unit: "a", at: friday)]
        func last(_ unit: UnitID, at text: String) -> Instant? {
            AcknowledgeOrder.last(of: unit, in: obligation, at: Fixture.instant(text), Fixture.time)
        }
        #expect(last("a", at: "2021-12-03 16:00") == friday)
        #expect(last("a", at: "2021-12-05 16:00") == friday, "no working day has passed since")
        #expect(last("a", at: "2021-12-06 08:00") == nil)
        #expect(last("b", at: "2021-12-03 16:00") == nil)
        obligation.versionSince = Fixture.instant("2021-12-03 12:00")
        #expect(last("a", at: "2021-12-03 16:00") == nil, "that was of another version")
    }
}
