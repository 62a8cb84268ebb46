import Dispatch
import Foundation
import Synchronization

/// Runs work on all cores of the machine.
enum Cores {
    /// The next index, taken by the first thread that is free.
    private final class Turn: Sendable {
        let next = Atomic<Int>(0)
    }

    /// Runs the body for each index, and returns when all are done.
    ///
    /// Not `concurrentPerform`: once Dispatch has used its pool of threads, its manager wakes each second for ever, and an
    /// idle daemon must not wake. A serial queue has a thread outside that pool.
    static func perform(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let turn = Turn()
        let work: @Sendable () -> Void = {
            while true {
                let index = turn.next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(index)
            }
        }
        let others = DispatchGroup()
        for _ in 1..<max(1, min(count, ProcessInfo.processInfo.activeProcessorCount)) {
            DispatchQueue(label: "dondoc.reading").async(group: others, execute: work)
        }
        work()
        others.wait()
    }
}
