import ReminderService
import SimulatedDisk
import Synchronization

/// Whether a stop has ended.
final class Ended: Sendable {
    private let state = Mutex(false)
    var isDone: Bool { state.withLock(\.self) }
    func note() { state.withLock { $0 = true } }
}

/// The engine's notification that its storage has failed.
final class Failure: Sendable {
    private let state = Mutex<String?>(nil)
    var text: String? { state.withLock(\.self) }
    func note(_ text: String?) { state.withLock { $0 = text } }
}

extension ReminderEngine {
    /// Stops as the daemon does, all of it on the engine's own queue.
    func end(_ ended: Ended) async {
        await stop()
        try? recordStop()
        ended.note()
    }
}

extension Machine {
    /// Cancels failures and deaths that were arranged and have not happened yet.
    func disarm() throws {
        disk_fail_after(directory, -1, 0)
        gateways.disarm()
        if death != nil { try revive() }
    }
}
