import Ledger

extension Ledger {
    /// Whether the last order about holding everything was to hold; it outlasts a restart.
    func isHeldByOrder() throws(LedgerError) -> Bool {
        let orders = try events(EventFilter(kinds: [.held, .released])).filter { $0.event.detail["scope"] == "all" }
        return orders.last?.event.kind == .held
    }
}
