/// Runs work that needs nothing of the engine but a snapshot of the ledger: preparing a load, reports.
///
/// A seam beside time and gateways: the work is a pure function of what it captures, all of it `Sendable`, and what comes
/// of it is written by the engine. It is done in place, so that the simulator decides the same for the same seed; an
/// executor of its own can take its place without a change of the work.
package protocol BackgroundWork: Sendable {
    func perform<Value: Sendable, Failure: Error>(
        _ work: @Sendable () throws(Failure) -> Value
    ) throws(Failure) -> Value
}

/// Does the work at once, on the engine's queue.
package struct WorkInPlace: BackgroundWork {
    package init() {}

    package func perform<Value: Sendable, Failure: Error>(
        _ work: @Sendable () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try work()
    }
}
