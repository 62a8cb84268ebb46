internal import CLinux
import Dispatch
import Glibc

/// A run from its start to its callback; used on its host's queue only (hence `@unchecked`).
final class ActiveRun: @unchecked Sendable {
    private enum Phase {
        case running
        /// TERM has been sent.
        case terminating
        /// KILL has been sent this number of times.
        case killing(Int)
        case ended
    }

    private let run: GatewayRun
    private let process: ChildProcess
    private let host: ProcessHost
    private let completion: @Sendable (GatewayResult) -> Void
    private var isReading = true
    /// When `timeIsUp` must be called.
    private(set) var deadline = DispatchTime.distantFuture
    private var phase = Phase.running
    private var hasExited = false
    private var endOfGrace = DispatchTime.distantFuture
    /// Milliseconds between two searches for survivors.
    private var pause = 5
    private var output: [UInt8] = []
    /// Used only on the host's queue for sweeps.
    private var family: ProcessFamily?

    init(
        _ run: GatewayRun, _ process: ChildProcess, on host: ProcessHost,
        _ completion: @escaping @Sendable (GatewayResult) -> Void
    ) {
        self.run = run
        self.process = process
        self.host = host
        self.completion = completion
    }

    /// Begins to watch its output and its end; false where the end cannot be watched.
    func watch() -> Bool {
        guard host.watch.begin(process.pidfd, { self.exited() }) else { return false }
        if !host.watch.begin(process.output, { self.read(atMost: 8) }) { endReading() }
        wake(at: .now() + run.timeout.dispatchInterval)
        return true
    }

    private func endReading() {
        guard isReading else { return }
        isReading = false
        host.watch.end(process.output)
        close(process.output)
    }

    /// Keeps what there is room for and discards the rest, so that the program never blocks on a full pipe.
    private func read(atMost pieces: Int) {
        for _ in 0..<pieces {
            let room = GatewayResult.outputLimit - output.count
            let count =
                room > 0 || host.sink < 0
                ? Glibc.read(process.output, host.buffer.baseAddress, host.buffer.count)
                : Int(linux_discard(process.output, host.sink))
            if count > 0 {
                guard room > 0 else { continue }
                output += host.buffer.prefix(min(count, room))
                // More output than we keep: a larger pipe wakes us less often.
                if count >= room { _ = linux_widen(process.output) }
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                return endReading()
            } else {
                return
            }
        }
    }

    private func exited() {
        switch phase {
        case .running:
            guard let ending = process.reap() else { return }
            // A process left in the background may go on writing: what one pipe can hold is enough.
            if isReading { read(atMost: 16) }
            finish(ending)
            release()
        case .terminating:
            // Until its exit status is taken, its process id is not reused and identifies the family.
            holdExit()
            lookForSurvivors(pause: 5)
        case .killing:
            holdExit()
        case .ended:
            guard process.reap() != nil else { return }
            release()
        }
    }

    private func holdExit() {
        hasExited = true
        host.watch.end(process.pidfd)
    }

    private func wake(at time: DispatchTime) {
        deadline = time
        host.arm(for: time)
    }

    /// The deadline has passed.
    func timeIsUp() {
        deadline = .distantFuture
        switch phase {
        case .running:
            phase = .terminating
            // Found before TERM: afterwards children whose parents have ended cannot be assigned to the run.
            sweep { family in
                _ = family.survivors()
                family.terminate()
            }
            endOfGrace = .now() + run.grace.dispatchInterval
            wake(at: endOfGrace)
        case .terminating where .now() < endOfGrace:
            lookForSurvivors(pause: pause * 2)
        case .terminating:
            killAll(round: 0)
        case .killing(let round):
            killAll(round: round + 1)
        case .ended:
            break
        }
    }

    /// The program has ended; what it had started may need more time, at most the rest of the grace.
    private func lookForSurvivors(pause: Int) {
        self.pause = min(pause, 250)
        sweep { family in
            let isAlone = family.survivors().isEmpty
            self.host.queue.async {
                guard case .terminating = self.phase else { return }
                if isAlone { return self.finishTimeout() }
                self.wake(at: min(.now() + .milliseconds(self.pause), self.endOfGrace))
            }
        }
    }

    /// Ends when no process is left, or after about two seconds: a process that still exists then hangs in the kernel.
    private func killAll(round: Int) {
        phase = .killing(round)
        sweep { family in
            family.killAll()
            let isAlone = family.survivors().isEmpty
            self.host.queue.async {
                guard case .killing = self.phase else { return }
                if (isAlone && self.hasExited) || round >= 40 { return self.finishTimeout() }
                self.wake(at: .now() + .milliseconds(min(50, 5 << min(round, 4))))
            }
        }
    }

    private func sweep(_ body: @escaping @Sendable (inout ProcessFamily) -> Void) {
        host.sweeps.async {
            var family = self.family ?? ProcessFamily(leader: self.process.id, environment: self.run.environment)
            body(&family)
            self.family = family
        }
    }

    private func finishTimeout() {
        if isReading { read(atMost: 16) }
        let isReaped = hasExited && process.reap() != nil
        finish(.timedOut)
        if isReaped {
            release()
        } else if hasExited {
            _ = host.watch.begin(process.pidfd) { self.exited() }
        }
    }

    private func finish(_ ending: GatewayResult.Ending) {
        phase = .ended
        deadline = .distantFuture
        endReading()
        let kept = run.secret?.removed(from: output) ?? output
        output = []
        completion(GatewayResult(ending: ending, output: kept, processID: process.id))
    }

    private func release() {
        host.watch.end(process.pidfd)
        close(process.pidfd)
        host.forget(process.id)
    }
}

extension Duration {
    /// In whole microseconds; at least none, and at most a century.
    fileprivate var dispatchInterval: DispatchTimeInterval {
        let (seconds, attoseconds) = components
        guard seconds >= 0 else { return .microseconds(0) }
        return .microseconds(
            Int(min(seconds, 3_155_760_000)) * 1_000_000 + Int(max(0, attoseconds) / 1_000_000_000_000))
    }
}
