import Directives
import Gateways
import Ledger
import Rendering

/// What becomes of messages that die where their gateway names a fallback: design §6.
///
/// The fuse does not stop what falls back: each message of it stands in for one that the limits let through, to no more
/// addresses than its units have. For the same reason it does not count in the hour a second time; it counts for the
/// day of its own address, which it does reach.
extension ReminderEngine {
    /// When a message expires that is first tried at an instant.
    func expiry(firstAttempt: Instant, _ dues: [Instant], by gateway: Gateway) -> Instant {
        let schedule = RetrySchedule(settings.time)
        return settings.fallback(of: gateway.name) == nil
            ? schedule.expiry(firstAttempt: firstAttempt)
            : schedule.expiry(firstAttempt: firstAttempt, yieldingTo: dues)
    }

    /// Claims messages that a suspended gateway will not get in time, only to end them, so that they fall back.
    func giveUp(
        on gateway: Gateway, _ round: inout Round, _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) {
        guard settings.fallback(of: gateway.name) != nil, pools[gateway.name]?.breaker.isClosed == false else { return }
        for message in round.takeExpired(of: gateway.name, at: now, limit: Self.batchLimit) {
            // What would not have gone by its own gateway does not go by another one.
            if let stop = fuse?.take(message.address) {
                hold(message, stop, &round, &transaction, at: now)
                continue
            }
            let items = round.items(of: message, try histories(for: message))
            guard let dead = unsent(message, items, gateway, at: now) else { continue }
            for advance in round.claimed(message) { transaction.advance(advance) }
            transaction.claim(dead)
            transaction.end(dead.id, as: .expired, reason: "its gateway is suspended")
            try fallBack(from: dead.id, dead.deliveries, by: gateway, to: dead.address, &transaction, at: now)
        }
    }

    /// A message that will not be tried.
    private func unsent(
        _ message: Round.Message, _ items: [ReminderContent.Item], _ gateway: Gateway, at now: Instant
    ) -> ClaimedMessage? {
        guard let first = items.first else { return nil }
        let id = MessageID.make(of: first.delivery)
        let recipient = settings.redirect.map { $0[gateway.channel]?.first } ?? message.address
        let rendered = renderer.render(
            ReminderContent(
                id: id, at: message.at, written: now, gateway: gateway, address: message.address, recipient: recipient,
                language: message.language, items: items))
        return ClaimedMessage(
            id: id, kind: .reminder, at: message.at, gateway: gateway.name, channel: gateway.channel,
            address: message.address, recipient: recipient, language: message.language, bytes: rendered.bytes,
            subject: rendered.subject, segments: rendered.segments, deliveries: items.map(\.delivery))
    }

    /// Sends on what a message that dies with the transaction was to say; what an operator holds goes no other way either.
    func fallBack(from id: String, _ transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        guard let dead = try ledger.message(id),
            let gateway = settings.gateways.first(where: { $0.name == dead.gateway }),
            gateway.fallback != nil, !dead.state.isTerminal, dead.hold == nil
        else { return }
        switch dead.kind {
        case .reminder: try fallBack(from: id, dead.deliveries, by: gateway, to: dead.address, &transaction, at: now)
        case .operator: try fallBack(fromLetter: dead, &transaction, at: now)
        // No SMS holds a table, and what has ended urges nobody.
        case .report, .closing: return
        }
    }

    /// Sends deliveries on to the addresses of their units on the fallback's channel that their slots do not reach
    /// anyway: one message for each address, which names the dead one.
    ///
    /// What is no longer true is not said: an obligation that has ended, or has another due.
    private func fallBack(
        from dead: String, _ deliveries: [Delivery], by gateway: Gateway, to address: String,
        _ transaction: inout LedgerTransaction,
        at now: Instant
    ) throws(LedgerError) {
        guard let fallback = settings.fallback(of: gateway.name), let root = deliveries.first.map(MessageID.make(of:))
        else {
            return
        }
        var letters: [(address: String, language: Language, items: [ReminderContent.Item])] = []
        let histories = try histories(for: deliveries, before: now)
        for delivery in deliveries {
            let key = delivery.slot.key
            guard let obligation = try ledger.obligation(key.obligation)?.obligation, obligation.state == .open,
                obligation.version == key.version, let stored = try ledger.directive(obligation.directive)
            else { continue }
            // Another way on the same channel leads to the same address.
            let same = gateway.channel == fallback.channel ? address : nil
            for address in addresses(of: delivery, among: deliveries, by: fallback, same: same) {
                let item = ReminderContent.Item(
                    delivery: Delivery(
                        slot: delivery.slot, gateway: fallback.name, channel: fallback.channel, address: address,
                        language: delivery.language), obligation: obligation, directive: stored.directive,
                    notice: stored.notice, history: histories[key.obligation])
                if let index = letters.firstIndex(where: { $0.address == address && $0.language == delivery.language })
                {
                    letters[index].items.append(item)
                } else {
                    letters.append((address, delivery.language, [item]))
                }
            }
        }
        for letter in letters {
            let id = MessageID.make(ofFallback: root, by: fallback.name, to: letter.address, in: letter.language)
            guard try ledger.message(id) == nil, !transaction.claims(id) else { continue }
            compose(letter.items, to: letter.address, letter.language, id, fallback, from: dead, &transaction, at: now)
        }
    }

    /// The addresses of a delivery's unit that the fallback reaches and no other delivery of the slot does.
    private func addresses(
        of delivery: Delivery, among dead: [Delivery], by fallback: Gateway, same: String?
    )
        -> [String]
    {
        let unit = delivery.slot.key.unit
        let all = unit == Unit.operatorID ? settings.operatorAddresses : settings.units[unit]?.addresses ?? [:]
        let others = planner.deliveries(of: delivery.slot).filter { other in
            other.channel == fallback.channel && !dead.contains { $0.key == other.key }
        }
        let own = delivery.channel == fallback.channel ? delivery.address : nil
        let candidates = (same ?? own).map { [$0] } ?? all[fallback.channel] ?? []
        return candidates.filter { address in !others.contains { $0.address == address } }
    }

    private func compose(
        _ items: [ReminderContent.Item], to address: String, _ language: Language, _ id: String, _ fallback: Gateway,
        from dead: String, _ transaction: inout LedgerTransaction, at now: Instant
    ) {
        // Where everything is redirected, a channel without an address is silent.
        guard let recipient = settings.redirect.map({ $0[fallback.channel]?.first }) ?? address else { return }
        let dues = items.compactMap { $0.obligation.due?.due }
        let start = RetrySchedule(settings.time).start(from: now, dues: dues) ?? now
        let zone = settings.time.zone
        let said = items.map { item in
            let isLate = zone.date(at: item.delivery.slot.at) != zone.date(at: start)
            return ReminderContent.Item(
                delivery: item.delivery, obligation: item.obligation, directive: item.directive, notice: item.notice,
                lateSince: isLate ? item.delivery.slot.at : nil, history: item.history)
        }
        let rendered = renderer.render(
            ReminderContent(
                id: id, at: start, written: start, gateway: fallback, address: address, recipient: recipient,
                language: language, items: said))
        if rendered.fellBack { note(fallbackIn: id) }
        transaction.claim(
            ClaimedMessage(
                id: id, kind: .reminder, at: start, gateway: fallback.name, channel: fallback.channel, address: address,
                recipient: recipient, language: language, bytes: rendered.bytes, subject: rendered.subject,
                segments: rendered.segments, expiresAt: expiry(firstAttempt: start, dues, by: fallback),
                replaces: dead), due: start, for: .fallback(items.map(\.delivery.slot.key)))
    }

    /// Sends a letter to the operator on: every letter goes to all of the operator's addresses, so only another way to
    /// the same one is left, and what has become one since.
    private func fallBack(
        fromLetter dead: StoredMessage, _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) {
        guard let fallback = settings.fallback(of: dead.gateway), let bytes = dead.bytes,
            let key = try ledger.operatorLetterKey(of: dead.id)
        else { return }
        let isSameWay = fallback.channel == dead.channel
        let text = dead.channel == .email ? ReadableMail(bytes).body : String(decoding: bytes, as: UTF8.self)
        let subject = dead.subject ?? text.split(separator: "\n").first.map(String.init) ?? ""
        for address in isSameWay ? [dead.address] : settings.operatorAddresses[fallback.channel] ?? [] {
            let own = try ledger.message(MessageID.make(ofLetter: key, to: address, at: dead.at))
            guard isSameWay || own == nil else { continue }
            let id = MessageID.make(ofFallback: dead.id, by: fallback.name, to: address, in: dead.language)
            guard try ledger.message(id) == nil else { continue }
            let rendered = renderer.render(
                ReportContent(
                    id: id, written: now, gateway: fallback, address: address, language: dead.language,
                    subject: subject,
                    body: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
            if rendered.fellBack { note(fallbackIn: id) }
            transaction.claim(
                ClaimedMessage(
                    id: id, kind: .operator, at: now, gateway: fallback.name, channel: fallback.channel,
                    address: address, language: dead.language, bytes: rendered.bytes, subject: rendered.subject,
                    segments: rendered.segments, replaces: dead.id), due: now)
            transaction.noteOperatorLetter(.init(key: key, subject: subject, replaces: dead.id), message: id)
        }
    }
}

extension AttemptEnd {
    /// Whether a message came to nothing though it should have gone: its gateway's fallback takes over.
    var isDeath: Bool { self == .dead || self == .expired }
}
