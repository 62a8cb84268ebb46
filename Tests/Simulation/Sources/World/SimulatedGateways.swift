import Basics
import Directives
import Gateways
import Glibc
import Synchronization

/// The gateways of the world: they keep what each run was given, and end when the weather says.
final class SimulatedGateways: CommandRunner {
    /// One run of a gateway.
    struct Run: Sendable {
        let life: Int
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
        /// Whether the daemon has been told of the end.
        var isTold = false
    }

    private struct State {
        var life = 0
        var isAlive = false
        var isCalm = false
        var runs: [Run] = []
        var underway: [(run: Int, tell: @Sendable (GatewayResult) -> Void)] = []
        /// Starts until the process dies, and whether it dies before the program starts.
        var dies: (after: Int, before: Bool)?
    }

    private let time: SimulatedTime
    private let weather: Weather
    private let isDead: @Sendable () -> Bool
    private let die: @Sendable () -> Void
    private let state = Mutex(State())

    init(
        _ time: SimulatedTime, _ weather: Weather, isDead: @escaping @Sendable () -> Bool,
        die: @escaping @Sendable () -> Void
    ) {
        self.time = time
        self.weather = weather
        self.isDead = isDead
        self.die = die
    }

    var runs: [Run] { state.withLock(\.runs) }
    var count: Int { state.withLock(\.runs.count) }
    func runs(from index: Int) -> [Run] { state.withLock { Array($0.runs[index...]) } }
    var underway: Int { state.withLock(\.underway.count) }

    func beginLife(_ life: Int) { state.withLock { ($0.life, $0.isAlive, $0.dies) = (life, true, nil) } }
    func calm() { state.withLock { $0.isCalm = true } }

    /// The daemon is gone, and nobody hears of what its programs come to.
    func endLife() { state.withLock { ($0.isAlive, $0.underway, $0.dies) = (false, [], nil) } }

    /// The process dies at a start to come.
    func dieAtStart(after count: Int, beforeIt: Bool) { state.withLock { $0.dies = (count, beforeIt) } }

    func disarm() { state.withLock { $0.dies = nil } }

    /// When the first of the runs underway ends, in real time.
    var next: Int64? {
        state.withLock { state in state.underway.map { state.runs[$0.run].endsAt }.min() }
    }

    /// Takes the ends that have come, in their order.
    func takeDue() -> [@Sendable () -> Void] {
        let real = time.real
        return state.withLock { state in
            let due = state.underway.filter { state.runs[$0.run].endsAt <= real }
            state.underway.removeAll { state.runs[$0.run].endsAt <= real }
            return due.sorted { (state.runs[$0.run].endsAt, $0.run) < (state.runs[$1.run].endsAt, $1.run) }.map { end in
                state.runs[end.run].isTold = true
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
            let answer = weather.answer(
                gateway, message: message, attempt: attempt, to: to, at: real, isCalm: state.isCalm)
            let isOver = answer.milliseconds > limit
            state.runs.append(
                Run(
                    life: state.life, gateway: gateway, message: message, attempt: attempt, to: to, real: real,
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
