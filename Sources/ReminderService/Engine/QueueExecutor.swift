import Dispatch

/// Runs an actor on a serial Dispatch queue, so that timers and sources of that queue are on the actor already.
///
/// `DispatchSerialQueue` as an executor does not exist on Linux (swift-corelibs-libdispatch#848).
final class QueueExecutor: SerialExecutor {
    let queue: DispatchQueue

    init(queue: DispatchQueue) {
        self.queue = queue
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
