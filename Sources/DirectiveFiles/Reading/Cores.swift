import Dispatch
import Foundation
import Synchronization

/// Work spread over the cores of the machine.
enum Cores {
    /// The next index to be taken by whoever is free.
    private final class Turn: Sendable {
        let next = Atomic<Int>(0)
    }

    /// Runs the body for each index, and returns when all are done.
    ///
    /// Not `concurrentPerform`: once Dispatch has used its pool of threads, it wakes each second for ever to look after
    /// it, and a daemon that has nothing to do is to sleep. A serial queue has a thread outside that pool.
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
