import Basics
public import Directives
import Dispatch
public import Gateways
import Glibc
public import Rendering
public import Reporting
public import Systemd

/// One run of a gateway with a message that says that it is a test; nothing is recorded.
public struct GatewayTrial: Sendable {
    /// How it ended.
    public struct Outcome: Sendable {
        public let command: [String]
        public let result: GatewayResult
        public let verdict: AttemptVerdict
        public let milliseconds: Int
    }

    public let gateway: Gateway
    public let message: RenderedMessage
    private let run: GatewayRun

    /// Renders the message and prepares the run exactly as the engine does.
    ///
    /// - Throws: `GatewayCommandError`, `Credentials.Refusal`, `SystemCallError` or `CommandFailure`: why the program
    ///   cannot be started.
    public init(
        _ gateway: Gateway, to address: String, settings: Settings, templates: TemplateLibrary, language: Language,
        stateDirectory: String, credentials: Credentials, at now: Instant
    ) throws {
        let words = language.texts.trial(by: settings.office, of: gateway.name)
        let id = MessageID.make(ofLetter: "test-gateway \(gateway.name)", to: address, at: now)
        let content = ReportContent(
            .report,
            id: id, written: now, gateway: gateway, address: address, language: language, subject: words.subject,
            body: words.body)
        message = Renderer(settings: settings, templates: templates).render(content)
        self.gateway = gateway
        let credential = try gateway.credential.map { try credentials.path(of: $0) }
        let values = GatewayCommand.Values(
            to: address, from: gateway.senderAddress, id: id, attempt: 1, segments: message.segments ?? 1,
            stateDirectory: stateDirectory, credentialPath: credential)
        run = GatewayRun(
            try GatewayCommand(gateway, values, zone: settings.time.zone), input: try MessageFile(message.bytes),
            timeout: .seconds(gateway.timeout), secret: try credential.map(Self.secret))
    }

    private static func secret(_ path: String) throws(CommandFailure) -> Secret {
        do throws(SystemCallError) {
            return try Secret(path: path)
        } catch {
            throw CommandFailure(EX_CONFIG, "\(error)")
        }
    }

    /// Runs the program to its end.
    public func perform() -> Outcome {
        let ended = DispatchSemaphore(value: 0)
        let box = ResultBox()
        let clock = WallClock(queue: .main)
        let began = clock.elapsed
        let runner = ProcessRunner()
        runner.start(run) { result in
            box.result = result
            ended.signal()
        }
        ended.wait()
        let took = clock.elapsed - began
        return withExtendedLifetime(runner) {
            Outcome(
                command: run.arguments, result: box.result, verdict: AttemptVerdict(box.result, gateway: gateway),
                milliseconds: Int(took))
        }
    }

    /// What `test-gateway` shows of a run.
    public func report(of outcome: Outcome, to address: String) -> GatewayTrialReport {
        GatewayTrialReport(
            gateway, message, to: address, command: outcome.command, result: outcome.result, verdict: outcome.verdict,
            milliseconds: outcome.milliseconds)
    }

    /// Holds the result; the semaphore orders its one write before its one read (hence `@unchecked`).
    private final class ResultBox: @unchecked Sendable {
        var result = GatewayResult(ending: .timedOut)
    }
}
