import Directives
import Gateways
import Ledger
import Logging
import Rendering
import Systemd
import TestSupport
import Testing

@testable import ReminderService

/// What each reason not to start a gateway's program leads to: only one that is about the recipient ends the message.
struct GatewayCommandErrorTests {
    /// A gateway or recipient that causes an error, and the text of `dondoc.yaml` that would be in force then.
    struct Cause: Sendable {
        let error: GatewayCommandError
        var command = ["/bin/true"]
        var environment: [String: String] = [:]
        var from = "vp@ubnd.example"
        var to = "tnmt@ubnd.example"
        var state = "/"
        /// A replacement in the sample that `check` must refuse; nil where no file can cause it.
        var edit: (old: String, new: String)?
    }

    private static let command = #"command: [./spool, email, "{to}", "{state}/spool"]"#
    private static let timeout = "timeout: 60s\n    concurrency: 4"

    /// One case after another, nil after the last: a new case has to be answered here.
    private static func cause(after error: GatewayCommandError?) -> Cause? {
        switch error {
        case nil:
            Cause(error: .program("/{to}"), command: ["/{to}"], edit: (command, #"command: ["/{to}"]"#))
        case .program: Cause(error: .recipient("-x"), to: "-x")
        case .recipient:
            Cause(
                error: .option(.from, "-f@ubnd.example"), command: ["/bin/true", "{from}"], from: "-f@ubnd.example",
                edit: (
                    "from: \"VP UBND <van-phong@ubnd.example>\"\n    " + command,
                    "from: -f@ubnd.example\n    command: [/bin/true, \"{from}\"]"
                ))
        case .option: Cause(error: .controlCharacter("{to}"), to: "a\n@ubnd.example")
        case .controlCharacter("{to}"): Cause(error: .controlCharacter("{state}"), state: "/a\n")
        case .controlCharacter("{state}"):
            Cause(
                error: .controlCharacter("HOME"), environment: ["HOME": "a\u{1B}"],
                edit: (timeout, #"environment: {HOME: "a\e"}"#))
        case .controlCharacter:
            Cause(
                error: .unknownPlaceholder("too"), command: ["/bin/true", "{too}"],
                edit: (command, #"command: [/bin/true, "{too}"]"#))
        case .unknownPlaceholder:
            Cause(
                error: .variable("LANG"), environment: ["LANG": "vi_VN.UTF-8"],
                edit: (timeout, "environment: {LANG: vi_VN.UTF-8}"))
        case .variable: nil
        }
    }

    private static let causes = sequence(first: cause(after: nil)) { cause(after: $0?.error) }.prefix { $0 != nil }
        .compactMap { $0 }

    @Test(arguments: causes) func checkRefusesItOrTheMessageStaysDeferred(cause: Cause) throws {
        let gateway = Gateway(
            name: "email", channel: .email, from: cause.from, command: cause.command, environment: cause.environment)
        let outgoing = Outgoing(
            Fixture.settings(), .builtIn, stateDirectory: cause.state, credentials: Credentials(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let run = outgoing.run(
            gateway, .init(id: "m", recipient: cause.to, attempt: 1, directive: "tb/1", due: nil, segments: nil),
            bytes: [])
        guard case .failure(let refusal) = run else {
            Issue.record("\(cause.error) starts the program")
            return
        }
        #expect(refusal.reason == "\(cause.error)")
        #expect(refusal.meaning == (cause.to == "tnmt@ubnd.example" ? .deferred : .rejected))
        guard let edit = cause.edit else { return }
        let copy = try ConfigurationCopy()
        try copy.replace(edit.old, with: edit.new)
        #expect(throws: ConfigurationRefusal.self) { try copy.review().accepted() }
    }

    @Test(arguments: ["PATH", "LANG", "TZ", "LISTEN_FDS", "WATCHDOG_USEC", "NOTIFY_SOCKET", "DONDOC_ID"])
    func checkRefusesAVariableThatARunRefuses(name: String) throws {
        let copy = try ConfigurationCopy()
        try copy.replace(Self.timeout, with: "environment: {\(name): x}")
        #expect(
            copy.review().diagnostics.map(\.description) == [
                "\(copy.path)/dondoc.yaml:33:19: error: the variable '\(name)' is set by dondoc"
            ])
    }

    @Test func aMistakeOfTheGatewayKeepsTheMessageAndSuspendsUntilItIsMended() async throws {
        func configuration(_ environment: [String: String]) -> Configuration {
            let settings = Fixture.settings(policies: [Fixture.policy(["on assignment"])])
            let gateway = Gateway(
                name: "email", channel: .email, from: "vp@ubnd.example", command: ["/bin/true"],
                environment: environment)
            return Fixture.configuration(
                (1...8).map { Fixture.directive("\($0)", lead: ["phuong-\($0)"], (nil, "2021-12-20")) },
                settings: Fixture.changing(settings, gateways: [gateway]))
        }
        let lab = try await Lab(configuration(["LANG": "C"]), at: Fixture.instant("2021-12-01 07:45"))
        await lab.run(until: "2021-12-01 08:30")
        #expect(lab.gateways.runs.isEmpty)
        #expect(try lab.messages().count > 4)
        #expect(try lab.messages().allSatisfy { $0.state == .deferred })
        #expect(await lab.engine.attempts.capacities["email"]?.breaker.isClosed == false)
        try await lab.load(configuration([:]))
        await lab.run(until: "2021-12-01 12:00")
        #expect(try lab.messages().map(\.state) == Array(repeating: .accepted, count: 8))
    }
}
