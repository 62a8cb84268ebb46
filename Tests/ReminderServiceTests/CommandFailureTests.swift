import Basics
import Directives
import Gateways
import Glibc
import Ledger
import Systemd
import Testing

@testable import ReminderService

/// Every error of ours has the exit status that the README lists.
struct CommandFailureTests {
    private static let codes: [(LedgerError.Code, Int32)] = [
        (.full, 75), (.locked(by: 1), 75), (.locked(by: nil), 75), (.io, 74), (.corrupt, 74),
        (.wrongOwner, 77), (.newerVersion, 78), (.olderVersion, 78), (.foreign, 78), (.wrongClock, 78),
        (.notFound, 66), (.exists, 73), (.refused, 70), (.other, 70),
    ]

    @Test(arguments: codes)
    func anErrorOfTheLedger(_ code: LedgerError.Code, _ status: Int32) {
        let failure = CommandFailure(LedgerError(code: code, message: "so"))
        #expect(failure == CommandFailure(status, "so"))
        #expect(failure.description == "dondoc: so")
    }

    private static let place = Diagnostic.Location(file: "dondoc.yaml", line: 1, column: 2)

    private static let errors: [(any Error, Int32)] = [
        (CommandFailure(EX_CANTCREAT, "so"), 73), (OrderRefusal(EX_UNAVAILABLE, "so"), 69),
        (ConfigurationRefusal(diagnostics: [Diagnostic(.error, "so", at: place)]), 78), (ClockRefusal(), 75),
        (GatewayCommandError.recipient("-x"), 78),
        (Credentials.Refusal.missing("so"), 78), (SystemCallError("open", errno: EMFILE), 71),
        (CancellationError(), 70),
    ]

    @Test(arguments: errors.indices)
    func anErrorOfAnotherModule(_ index: Int) {
        let (error, status) = Self.errors[index]
        #expect(CommandFailure(error).exitStatus == status, "\(error)")
        #expect(!CommandFailure(error).description.isEmpty)
    }

    @Test func aDerivationThatCannotBe() throws {
        let deadline = try #require(Deadline("5 hours after receipt"))
        let time = OfficeTime(
            zone: .utc, calendar: WorkingCalendar(name: "x", weekend: [], years: [:], namedDays: [:]),
            hours: OfficeHours(spans: [:]))
        let notice = Notice(
            id: "tb", symbol: "", number: "", title: "", issuer: "", issued: CivilDate(dayNumber: 18_000))
        let event = Deriver.Event(date: CivilDate(dayNumber: 18_001), time: nil)
        let error = #expect(throws: DerivationError.self) {
            try Deriver(time).derivation(of: deadline, in: notice, event: event)
        }
        #expect(try CommandFailure(#require(error)).exitStatus == 65)
    }

    @Test func diagnosticsComeFirstAndWithoutAPrefix() {
        let mistakes = [
            Diagnostic(.error, "one", at: Self.place), Diagnostic(.warning, "no mistake", at: Self.place),
            Diagnostic(.error, "two", at: Self.place),
        ]
        #expect(
            CommandFailure(ConfigurationRefusal(diagnostics: mistakes)).description
                == "dondoc.yaml:1:2: error: one\ndondoc.yaml:1:2: error: two")
        #expect(
            CommandFailure(65, "so", findings: ["a:1:1: warning: x"]).description == "a:1:1: warning: x\ndondoc: so")
        #expect(CommandFailure(75).description.isEmpty)
    }
}
