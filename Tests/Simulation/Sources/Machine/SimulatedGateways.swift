import Basics
import Directives
import Gateways
import Glibc
import Synchronization

/// The simulated gateways: record what each run got, and end it as `GatewayFaults` says.
final class SimulatedGateways: CommandRunner {
    /// One run of a gateway.
    struct Run: Sendable {
        let process: Int
        let gateway: String
        let message: String
        let attempt: Int
        let to: String
        let real: Int64
        let wall: Instant
        /// The SHA-256 of the bytes that it read, in lower-case hexadecimal.
        let digest: String
        let ending: GatewayResult.Ending
        let endsAt: Int64
        let isDelivered: Bool
        let isFault: Bool
        /// Whether the daemon has been notified of the end.
        var isReported = false
    }

    private struct State {
        var process = 0
        var isAlive = false
        var isFaultFree = false
        var runs: [Run] = []
        var underway: [(run: Int, tell: @Sendable (GatewayResult) -> Void)] = []
        /// How many starts from now the process dies, and whether that is before the program starts.
        var dies: (after: Int, before: Bool)?
    }

    private let time: SimulatedTime
    private let faults: GatewayFaults
    private let isDead: @Sendable () -> Bool
    private let die: @Sendable () -> Void
    private let state = Mutex(State())

    init(
        _ time: SimulatedTime, _ faults: GatewayFaults, isDead: @escaping @Sendable () -> Bool,
        die: @escaping @Sendable () -> Void
    ) {
        self.time = time
        self.faults = faults
        self.isDead = isDead
        self.die = die
    }

    var runs: [Run] { state.withLock(\.runs) }
    var count: Int { state.withLock(\.runs.count) }
    func runs(from index: Int) -> [Run] { state.withLock { Array($0.runs[index...]) } }
    var underway: Int { state.withLock(\.underway.count) }

    func beginProcess(_ process: Int) { state.withLock { ($0.process, $0.isAlive, $0.dies) = (process, true, nil) } }
    func endFaults() { state.withLock { $0.isFaultFree = true } }

    /// The daemon has ended: nobody is notified of how its programs end.
    func endProcess() { state.withLock { ($0.isAlive, $0.underway, $0.dies) = (false, [], nil) } }

    /// Makes the process die at a later start.
    func dieAtStart(after count: Int, beforeIt: Bool) { state.withLock { $0.dies = (count, beforeIt) } }

    func disarm() { state.withLock { $0.dies = nil } }

    /// When the next running program ends, in real time.
    var next: Int64? {
        state.withLock { state in state.underway.map { state.runs[$0.run].endsAt }.min() }
    }

    /// Removes and returns the notifications that are due, in the order of the ends.
    func takeDue() -> [@Sendable () -> Void] {
        let real = time.real
        return state.withLock { state in
            let due = state.underway.filter { state.runs[$0.run].endsAt <= real }
            state.underway.removeAll { state.runs[$0.run].endsAt <= real }
            return due.sorted { (state.runs[$0.run].endsAt, $0.run) < (state.runs[$1.run].endsAt, $1.run) }.map { end in
                state.runs[end.run].isReported = true
                let result = GatewayResult(ending: state.runs[end.run].ending)
                return { end.tell(result) }
            }
        }
    }

    func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void) {
        guard !isDead() else { return }
        let digest = Self.digest(of: run.input)
        let dies = state.withLock { state -> Bool? in
            guard let dies = state.dies else { return nil }
            state.dies = dies.after == 0 ? nil : (dies.after - 1, dies.before)
            return dies.after == 0 ? dies.before : nil
        }
        if dies == true { return die() }
        let gateway = run.arguments.first.map { String($0.split(separator: "/").last ?? "") } ?? ""
        let message = run.environment["DONDOC_ID"] ?? ""
        let attempt = Int(run.environment["DONDOC_ATTEMPT"] ?? "") ?? 0
        let to = run.environment["DONDOC_TO"] ?? ""
        let (real, wall) = (time.real, time.now)
        let limit = run.timeout.components.seconds * 1_000
        state.withLock { state in
            guard state.isAlive else { return }
            let answer = faults.answer(
                gateway, message: message, attempt: attempt, to: to, at: real, isFaultFree: state.isFaultFree)
            let isOver = answer.milliseconds > limit
            state.runs.append(
                Run(
                    process: state.process, gateway: gateway, message: message, attempt: attempt, to: to, real: real,
                    wall: wall, digest: digest, ending: isOver ? .timedOut : answer.ending,
                    endsAt: real + (isOver ? limit : answer.milliseconds), isDelivered: answer.isDelivered,
                    isFault: answer.isFault || isOver))
            state.underway.append((state.runs.count - 1, completion))
        }
        if dies == false { die() }
    }

    private static func digest(of file: MessageFile) -> String {
        guard let descriptor = try? file.openForReading() else { return "unreadable" }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return SHA256.hash(bytes).hexadecimal
    }
}
