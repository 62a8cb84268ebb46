import Directives
import Glibc
import Synchronization

@testable import Gateways
@testable import ReminderService

/// Gateways whose programs are a script: it says how each run ends and after how long, in virtual time.
///
/// What a run was given is kept; its end is delivered when the lab's clock has come to it.
final class ScriptedGateways: CommandRunner {
    struct Run: Hashable, Sendable {
        let message: String
        let attempt: Int
        let channel: String
        let program: String
        let to: String
        let at: Instant
        let bytes: [UInt8]
    }

    struct Answer: Sendable {
        var ending: GatewayResult.Ending = .exited(0)
        var milliseconds: Int64 = 0

        static let accepted = Answer()
        static func exit(_ status: Int32) -> Answer { Answer(ending: .exited(status)) }
        static func after(_ milliseconds: Int64, _ status: Int32 = 0) -> Answer {
            Answer(ending: .exited(status), milliseconds: milliseconds)
        }
    }

    typealias Script = @Sendable (Run) -> Answer

    private struct Ending {
        let at: Instant
        let deliver: @Sendable () -> Void
    }

    private struct State {
        var clock: VirtualClock?
        var script: Script
        var runs: [Run] = []
        var underway: [Ending] = []
        /// Starts that still reach a program; nil for all.
        var startsLeft: Int?
    }

    private let state: Mutex<State>

    init(_ script: @escaping Script = { _ in .accepted }) {
        state = Mutex(State(script: script))
    }

    var runs: [Run] { state.withLock(\.runs) }
    /// When the first of the runs underway ends.
    var nextEnd: Instant? { state.withLock { $0.underway.map(\.at).min() } }
    var underway: Int { state.withLock(\.underway.count) }
    /// Whether a start has met the death of the daemon.
    var hasDied: Bool { state.withLock { $0.startsLeft == 0 } }

    func follow(_ script: @escaping Script) {
        state.withLock { $0.script = script }
    }

    func use(_ clock: VirtualClock) {
        state.withLock { ($0.clock, $0.startsLeft) = (clock, nil) }
    }

    /// The daemon dies after so many further starts: the later ones are claimed and never reach a program.
    func die(afterStarts count: Int) {
        state.withLock { $0.startsLeft = count }
    }

    /// The daemon is gone: the programs underway go on by themselves and their end reaches no process.
    func forget() {
        state.withLock { $0.underway = [] }
    }

    /// Delivers what has ended by an instant, in the order of the ends.
    func deliver(through instant: Instant) {
        let ended = state.withLock { state in
            let ended = state.underway.filter { $0.at <= instant }
            state.underway.removeAll { $0.at <= instant }
            return ended
        }
        for ending in ended.sorted(by: { $0.at < $1.at }) { ending.deliver() }
    }

    func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void) {
        let bytes = Self.contents(of: run.input)
        state.withLock { state in
            if let left = state.startsLeft {
                if left == 0 { return }
                state.startsLeft = left - 1
            }
            guard let clock = state.clock else { return }
            let run = Run(
                message: run.environment["DONDOC_ID"] ?? "", attempt: Int(run.environment["DONDOC_ATTEMPT"] ?? "") ?? 0,
                channel: run.environment["DONDOC_CHANNEL"] ?? "", program: run.arguments.first ?? "",
                to: run.environment["DONDOC_TO"] ?? "", at: clock.now, bytes: bytes)
            state.runs.append(run)
            let answer = state.script(run)
            state.underway.append(
                Ending(at: clock.now.adding(milliseconds: answer.milliseconds)) {
                    completion(GatewayResult(ending: answer.ending))
                })
        }
    }

    private static func contents(of file: MessageFile) -> [UInt8] {
        guard let descriptor = try? file.openForReading() else { return [] }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}
