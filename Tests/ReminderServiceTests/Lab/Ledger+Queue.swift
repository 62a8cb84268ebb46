import GRDB

@testable import Ledger

extension Ledger {
    /// The database itself, for tests that look at it or damage it past the code of the ledger.
    var queue: DatabaseQueue { store.queue }
}
