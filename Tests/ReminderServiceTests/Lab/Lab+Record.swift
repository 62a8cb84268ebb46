import Directives
import Ledger
import TestSupport
import Testing

/// What a lab's ledger has recorded, in forms that tests compare.
extension Lab {
    struct Skip: Hashable {
        let slot: String
        let reason: String
        let at: Instant
        let recorded: Instant
    }

    /// Reminders in the order of their claims.
    func messages() throws -> [StoredMessage] {
        try ledger.messages(MessageFilter(kind: .reminder), limit: .max).sorted {
            ($0.claimedAt, $0.at, $0.gateway, $0.address) < ($1.claimedAt, $1.at, $1.gateway, $1.address)
        }
    }

    func letters() throws -> [StoredMessage] {
        try ledger.messages(MessageFilter(kind: .operator), limit: .max)
    }

    func skips() throws -> [Skip] {
        try ledger.events(EventFilter(kinds: [.skipped]), limit: .max).map { event in
            Skip(
                slot: event.detail["slot"] ?? "", reason: event.detail["reason"] ?? "",
                at: Instant(milliseconds: Int64(event.detail["slot-at"] ?? "") ?? 0), recorded: event.event.at)
        }
    }

    /// Skips as `2021-12-01 08:00 on the day phong-tnmt superseded`.
    func skipped() throws -> [String] {
        try skips().sorted { ($0.at, $0.slot) < ($1.at, $1.slot) }.map { skip in
            let parts = skip.slot.split(separator: "|")
            return "\(Self.words(skip.at)) \(parts[3]) \(parts[4]) \(skip.reason)"
        }
    }

    /// Deliveries as `2021-12-01 08:00 on the day phong-tnmt email`, by the instant of the first attempt, with the
    /// instant of the slot where that is another.
    func sent() throws -> [String] {
        try messages().flatMap { message in
            message.deliveries.map { delivery in
                let started = message.attempts.first?.startedAt ?? message.claimedAt
                let late = delivery.slot.at == started ? "" : " of \(Self.words(delivery.slot.at))"
                let state = message.state == .accepted ? "" : " \(message.state.rawValue)"
                return
                    "\(Self.words(started)) \(delivery.slot.key.step) \(delivery.slot.key.unit) \(delivery.gateway)"
                    + late + state
            }
        }
    }

    func events(_ kinds: EventKind...) throws -> [LedgerEvent] {
        try ledger.events(EventFilter(kinds: Set(kinds)), limit: .max)
    }

    func row(_ id: String) throws -> ObligationRow {
        try #require(try ledger.obligation(id))
    }

    static func words(_ instant: Instant) -> String {
        let text = String(Fixture.zone.iso8601(instant).prefix(while: { $0 != "+" })).replacing("T", with: " ")
        return text.hasSuffix(":00") ? String(text.dropLast(3)) : text
    }

    func at(_ text: String) -> Instant { Fixture.instant(text) }
}
