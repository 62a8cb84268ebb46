import Directives
import Ledger

/// The engine's life: what it may do at a moment, and who waits for its rest.
///
/// Pure: one state, one method an event.
struct Lifecycle {
    enum State {
        case created
        /// What an earlier process left running is requeued with the first pass on a right clock.
        case resuming
        case running
        /// Claims nothing; what runs comes to its end.
        case stopping(mustResume: Bool)
        case stopped
        /// The storage has failed: what is not written stays so, and the next process resumes it.
        case failed(LedgerError)
    }

    /// What an error of the storage means.
    enum Verdict {
        /// The disk is full, or another process holds the database: nothing is claimed before the instant.
        ///
        /// - isNew: Whether something else was in the way before, or nothing.
        case pause(until: Instant, isNew: Bool)
        /// The process must end, and the service manager starts it again.
        case fail
    }

    /// How long a storage is left alone after an error that passes by itself, in milliseconds; nil for other errors.
    static func pause(after error: LedgerError) -> Int64? {
        switch error.code {
        case .full: longestPause
        case .locked: 5_000
        default: nil
        }
    }

    private static let longestPause: Int64 = 60_000

    private(set) var state = State.created
    private(set) var passIsQueued = false
    /// Since when nothing could be written, as the disk is full or another process holds the database; and the last error.
    private(set) var storageBlockedSince: Instant?
    private(set) var block: LedgerError?
    private var pausedUntil: Instant?
    private var waiters: [CheckedContinuation<Void, Never>] = []

    // MARK: Questions

    /// Whether passes are made: one before the start would claim what the files that are being read may change, one after
    /// the stop would find the ledger closed.
    var isActive: Bool {
        switch state {
        case .resuming, .running, .stopping: true
        case .created, .stopped, .failed: false
        }
    }

    /// Whether nothing is claimed any more.
    var isStopping: Bool {
        switch state {
        case .created, .resuming, .running: false
        case .stopping, .stopped, .failed: true
        }
    }

    var mustResume: Bool {
        switch state {
        case .resuming, .stopping(mustResume: true): true
        case .created, .running, .stopping, .stopped, .failed: false
        }
    }

    var failure: LedgerError? {
        if case .failed(let error) = state { error } else { nil }
    }

    var isPaused: Bool { pausedUntil != nil }

    // MARK: Events

    mutating func started() {
        state = .resuming
    }

    mutating func resumed() {
        switch state {
        case .resuming: state = .running
        case .stopping: state = .stopping(mustResume: false)
        case .created, .running, .stopped, .failed: break
        }
    }

    mutating func stopRequested() {
        switch state {
        case .resuming: state = .stopping(mustResume: true)
        case .running: state = .stopping(mustResume: false)
        case .created: state = .stopped
        case .stopping, .stopped, .failed: break
        }
    }

    mutating func stopped() {
        if case .failed = state { return }
        state = .stopped
    }

    /// Gives whether a pass must be put on the queue; one that waits there already will do.
    mutating func passRequested() -> Bool {
        guard isActive, !passIsQueued else { return false }
        passIsQueued = true
        return true
    }

    /// The pass that was put on the queue is made.
    mutating func passDequeued() {
        passIsQueued = false
    }

    /// Until when the storage is left alone; nil ends the pause.
    ///
    /// A stop does not wait for it, nor does a clock that was set back meanwhile.
    mutating func pause(at now: Instant) -> Instant? {
        if let until = pausedUntil, (1...Self.longestPause).contains(until.milliseconds(since: now)), !isStopping {
            return until
        }
        pausedUntil = nil
        return nil
    }

    /// A transaction or a read has failed.
    mutating func storageFailed(_ error: LedgerError, at now: Instant) -> Verdict {
        guard let pause = Self.pause(after: error), !isStopping else {
            state = .failed(error)
            return .fail
        }
        defer { block = error }
        storageBlockedSince = storageBlockedSince ?? now
        let until = now.adding(milliseconds: pause)
        pausedUntil = until
        return .pause(until: until, isNew: block != error)
    }

    /// A whole pass has read and written: gives since when nothing could be, where that has just ended.
    mutating func storageWorked() -> Instant? {
        defer { (storageBlockedSince, block) = (nil, nil) }
        return storageBlockedSince
    }

    mutating func wait(_ waiter: CheckedContinuation<Void, Never>) {
        waiters.append(waiter)
    }

    /// Those who wait for the engine to be quiet, where it is.
    ///
    /// - Parameter isQuiet: whether no program runs and every outcome is written.
    mutating func takeWaiters(isQuiet: Bool) -> [CheckedContinuation<Void, Never>] {
        guard isQuiet && !passIsQueued || failure != nil else { return [] }
        defer { waiters = [] }
        return waiters
    }
}
