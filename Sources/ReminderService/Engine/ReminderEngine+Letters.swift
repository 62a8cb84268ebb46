import Directives
import Ledger
import Rendering

/// Letters without a slot: claimed without an attempt, they go as retries that are due at once.
extension ReminderEngine {
    /// A letter without a slot before it is put into words.
    struct Draft {
        let id: String
        let kind: MessageKind
        let gateway: Gateway
        let address: String
        let language: Language
        /// When it is to go.
        let goes: Instant
    }

    /// Adds a letter to a transaction; one of that id that the ledger has is not written again.
    ///
    /// - Parameter render: Puts it into words for the address to which it really goes.
    /// - Returns: Whether it was added.
    @discardableResult
    func post(
        _ draft: Draft, _ transaction: inout LedgerTransaction, at now: Instant,
        for reason: LedgerTransaction.ClaimReason = .plan, render: (String) -> RenderedMessage
    ) throws(LedgerError) -> Bool {
        let isKnown = try ledger.hasMessage(draft.id)
        if isKnown || transaction.claims(draft.id) { return false }
        let recipient = settings.redirect.map { $0[draft.gateway.channel]?.first } ?? draft.address
        let rendered = render(recipient ?? draft.address)
        if rendered.fellBack { note(fallbackIn: draft.id) }
        let isHeld = isHeld || settings.hold
        transaction.claim(
            ClaimedMessage(
                id: draft.id, kind: draft.kind, at: draft.goes, gateway: draft.gateway.name,
                channel: draft.gateway.channel, address: draft.address, recipient: recipient, language: draft.language,
                bytes: rendered.bytes, subject: rendered.subject, segments: rendered.segments,
                expiresAt: RetrySchedule(settings.time).expiry(firstAttempt: draft.goes)),
            due: recipient == nil || isHeld ? nil : draft.goes, for: reason)
        if recipient == nil {
            let channel = draft.gateway.channel.rawValue
            transaction.end(draft.id, as: .cancelled, reason: "redirect-all-to names no address for \(channel)")
        } else if isHeld {
            transaction.end(draft.id, as: .cancelled, reason: "everything is held")
        }
        return true
    }
}
