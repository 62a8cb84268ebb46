package import Directives

/// For programs that read the tables of a ledger with their own eyes.
extension Ledger {
    package static func obligation(storedAs text: String) throws -> Obligation { try JSON.value(Obligation.self, text) }

    package static func delivery(storedAs text: String) throws -> Delivery { try JSON.value(Delivery.self, text) }
}
