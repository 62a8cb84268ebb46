import Directives
import Ledger
import Rendering

/// Messages without a slot: claimed without an attempt, they go as retries that are due at once.
extension ReminderEngine {
    /// A report or a closing message before it is rendered.
    struct Draft {
        let id: String
        let kind: MessageKind
        let gateway: Gateway
        let address: String
        let language: Language
        /// When it is to go.
        let goes: Instant
    }

    /// Adds a message to a transaction; one of that id that the ledger has is not written again.
    ///
    /// - Parameter render: Renders it for the address to which it really goes.
    /// - Returns: Whether it was added.
    @discardableResult
    func post(
        _ draft: Draft, _ transaction: inout LedgerTransaction,
        for reason: LedgerTransaction.ClaimReason = .plan, render: (String) -> RenderedMessage
    ) throws(LedgerError) -> Bool {
        if try isWritten(draft.id, transaction) { return false }
        let recipient = outgoing.recipient(of: draft.address, by: draft.gateway)
        transaction.claim(
            outgoing.message(
                .init(
                    id: draft.id, kind: draft.kind, at: draft.goes, gateway: draft.gateway, address: draft.address,
                    recipient: recipient, language: draft.language), render(recipient ?? draft.address),
                expires: RetrySchedule(settings.time).expiry(firstAttempt: draft.goes)),
            due: recipient == nil ? nil : draft.goes, for: reason)
        if recipient == nil {
            transaction.end(draft.id, as: .cancelled, reason: Outgoing.reasonWithoutRecipient(draft.gateway))
        }
        return true
    }

    /// Whether the ledger has a message of that id, or will have it with the transaction.
    func isWritten(_ id: String, _ transaction: LedgerTransaction) throws(LedgerError) -> Bool {
        if transaction.claims(id) { return true }
        return try ledger.hasMessage(id)
    }

    /// Whether the settings or an order hold everything.
    var isHoldingAll: Bool { claimer.isHeld || settings.hold }
}
