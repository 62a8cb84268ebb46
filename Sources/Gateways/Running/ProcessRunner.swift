internal import CLinux
import Dispatch
import Glibc

/// Runs gateway commands as processes.
///
/// No thread waits for a process: its end and its output arrive as events on one queue of the runner, on which completions
/// are called, too. While nothing runs, it never wakes.
public final class ProcessRunner: CommandRunner {
    private let host = ProcessHost()

    public init() {}

    /// Starts the program and calls back once, on the runner's queue.
    ///
    /// After a program has ended, nothing more is waited for, even if a process that it left in the background keeps its
    /// output open. When its time is up, it gets TERM with its group, and after `grace` all that it has started is
    /// killed, also in other sessions; the callback is called when none of it runs any more.
    public func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void) {
        let host = host
        host.queue.async { host.start(run, completion) }
    }
}

/// What the runs of one runner share; except for the queues, used on `queue` only (hence `@unchecked`).
final class ProcessHost: @unchecked Sendable {
    let queue = DispatchQueue(label: "dondoc.gateways", qos: .userInitiated)
    /// A search of the process table takes milliseconds, for which other gateways must not wait.
    let sweeps = DispatchQueue(label: "dondoc.gateways.sweeps", qos: .userInitiated)
    /// Watches the ends and the outputs of all runs.
    let watch: DescriptorWatch
    /// Through which all output is read.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    /// Where output goes that is not kept; -1 where it cannot be opened.
    let sink = open("/dev/null", O_WRONLY | O_CLOEXEC)
    private let reapsOrphans = linux_is_subreaper() != 0
    private let ownSession = getsid(0)
    private var active: [pid_t: ActiveRun] = [:]
    /// One timer for all runs: Dispatch wakes a thread whenever one is set or cancelled, so a timer for each run would cost
    /// a third of the whole run.
    private let timer: any DispatchSourceTimer
    private var armed = DispatchTime.distantFuture

    init() {
        watch = DescriptorWatch(queue: queue)
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in self?.timeIsUp() }
        timer.activate()
    }

    deinit {
        timer.cancel()
        if sink >= 0 { close(sink) }
        buffer.deallocate()
    }

    func start(_ run: GatewayRun, _ completion: @escaping @Sendable (GatewayResult) -> Void) {
        let process: ChildProcess
        do throws(SystemCallError) {
            process = try ChildProcess(starting: run)
        } catch {
            completion(GatewayResult(ending: .notStarted(errno: error.errno)))
            return
        }
        guard process.pidfd >= 0 else {
            process.abandon()
            completion(GatewayResult(ending: .signaled(SIGKILL), processID: process.id))
            return
        }
        let activeRun = ActiveRun(run, process, on: self, completion)
        guard activeRun.watch() else {
            close(process.pidfd)
            process.abandon()
            completion(GatewayResult(ending: .signaled(SIGKILL), processID: process.id))
            return
        }
        active[process.id] = activeRun
    }

    /// Sets the timer so that no run misses its deadline.
    func arm(for deadline: DispatchTime) {
        guard deadline < armed else { return }
        armed = deadline
        timer.schedule(deadline: deadline, leeway: .milliseconds(1))
    }

    private func timeIsUp() {
        let now = DispatchTime.now()
        armed = .distantFuture
        for run in active.values where run.deadline <= now { run.timeIsUp() }
        if let next = active.values.map(\.deadline).min() { arm(for: next) }
    }

    /// The status of a process has been taken: its id may be used again.
    func forget(_ process: pid_t) {
        active[process] = nil
        // While nothing runs, no timer may wake the process.
        if active.isEmpty, armed < .distantFuture {
            armed = .distantFuture
            timer.schedule(deadline: .distantFuture)
        }
        reapOrphans()
    }

    /// Takes the status of processes that runs have left behind and that became children of this process when their
    /// parents ended.
    ///
    /// Called when a run ends: a process that ends later stays a zombie until the next run, which costs a process id but
    /// no wake-up. Children that other code of this program started are in its own session and are not touched.
    private func reapOrphans() {
        guard reapsOrphans else { return }
        while true {
            let ended = linux_ended_child()
            guard ended > 0, active[ended] == nil, getsid(ended) != ownSession else { return }
            guard linux_reap(ended) == 1 else { return }
        }
    }
}
