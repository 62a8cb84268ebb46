internal import CLinux
import Dispatch
import Glibc

/// Runs gateway commands as processes.
///
/// No thread waits for a process: its end and its output come as events on one queue of the runner's own, from which
/// completions are called, too. At rest it wakes for nothing.
public final class ProcessRunner: CommandRunner {
    private let host = ProcessHost()

    public init() {}

    /// Starts the program and calls back once, on the runner's queue.
    ///
    /// A program that has ended is not waited for further, even if something that it left in the background holds its
    /// output open. When its time is up, it gets TERM with its group, and after `grace` all that it has started is
    /// killed, wherever it hides; the callback comes when nothing of it runs any more.
    public func start(_ run: GatewayRun, completion: @escaping @Sendable (GatewayResult) -> Void) {
        let host = host
        host.queue.async { host.start(run, completion) }
    }
}

/// What the runs of one runner share; but for the queues, to be used on `queue` only (hence `@unchecked`).
final class ProcessHost: @unchecked Sendable {
    let queue = DispatchQueue(label: "dondoc.gateways", qos: .userInitiated)
    /// Looking through the process table takes milliseconds that healthy gateways are not to wait.
    let sweeps = DispatchQueue(label: "dondoc.gateways.sweeps", qos: .userInitiated)
    /// Of the ends and the outputs of all runs.
    let watch: DescriptorWatch
    /// Where all output goes through.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    /// Where output goes that there is no room for; -1 where it cannot be had.
    let sink = open("/dev/null", O_WRONLY | O_CLOEXEC)
    private let reapsOrphans = linux_is_subreaper() != 0
    private let ownSession = getsid(0)
    private var active: [pid_t: ActiveRun] = [:]
    /// One timer for all runs: Dispatch wakes a thread of its own whenever one is set or cancelled, so a timer a run
    /// would cost a third of what a run costs us.
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

    /// Sees to it that the runs whose deadlines pass hear of it.
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
        // At rest nothing wakes us.
        if active.isEmpty, armed < .distantFuture {
            armed = .distantFuture
            timer.schedule(deadline: .distantFuture)
        }
        reapOrphans()
    }

    /// Takes the status of processes that runs have left behind and that became our children when they lost their
    /// parent.
    ///
    /// Called when a run ends: a left process that ends later stays a zombie until the next run, which costs an id and
    /// no wake-up. A child of ours that some other part of the program started is in our own session: not touched.
    private func reapOrphans() {
        guard reapsOrphans else { return }
        while true {
            let ended = linux_ended_child()
            guard ended > 0, active[ended] == nil, getsid(ended) != ownSession else { return }
            guard linux_reap(ended) == 1 else { return }
        }
    }
}
