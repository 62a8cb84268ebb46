import Directives
import Gateways
import Ledger
import Rendering

/// What becomes of messages that die where their gateway names a fallback: design §6.
///
/// The fuse does not stop what falls back: each message of it takes the place of one that the limits let through, to no
/// more addresses than its units have. For the same reason it does not count in the hour a second time; it counts for the
/// day of its own address, which it does reach.
extension ReminderEngine {
    /// Claims messages that a suspended gateway will not get in time, only to end them, so that they fall back.
    func cancelOverdue(
        of gateway: Gateway, _ plan: inout Claimer.Plan, _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) {
        guard settings.fallback(of: gateway.name) != nil,
            attempts.capacities[gateway.name]?.breaker.isClosed == false
        else { return }
        for message in plan.queue.takeExpired(of: gateway.name, at: now, limit: Self.batchLimit) {
            // What would not have gone by its own gateway does not go by another one.
            if let stop = plan.fuse.take(message.address) {
                try hold(message, stop, &plan.queue, &transaction, at: now)
                continue
            }
            let deliveries = message.items.map(\.delivery)
            let items = plan.queue.items(of: message, try histories(for: deliveries, before: message.at))
            guard let first = items.first else { continue }
            let id = MessageID.make(of: first.delivery)
            let recipient = outgoing.recipient(of: message.address, by: gateway)
            let rendered = outgoing.renderer.render(
                ReminderContent(
                    id: id, at: message.at, written: now, gateway: gateway, address: message.address,
                    recipient: recipient, language: message.language, items: items))
            for advance in plan.queue.claimed(message) { transaction.advance(advance) }
            transaction.claim(
                outgoing.message(
                    .init(
                        id: id, kind: .reminder, at: message.at, gateway: gateway, address: message.address,
                        recipient: recipient, language: message.language), rendered, deliveries: items.map(\.delivery)))
            transaction.end(id, as: .expired, reason: ProgramReason.gatewaySuspended.rawValue)
            try fallBack(from: id, items.map(\.delivery), by: gateway, to: message.address, &transaction, at: now)
        }
    }

    /// Sends on what a message that dies with the transaction was to say; what an operator holds goes no other way either.
    func fallBack(from id: String, _ transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        guard let dead = try ledger.message(id),
            let gateway = settings.gateways.first(where: { $0.name == dead.gateway }),
            gateway.fallback != nil, !dead.state.isTerminal, dead.hold == nil
        else { return }
        switch dead.kind {
        case .reminder: try fallBack(from: id, dead.deliveries, by: gateway, to: dead.address, &transaction, at: now)
        case .operator: try fallBack(fromOperatorMessage: dead, by: gateway, &transaction, at: now)
        // An SMS has no room for a table, and a closing message asks for nothing.
        case .report, .closing: return
        }
    }

    /// Sends deliveries on to the addresses of their units on the fallback's channel that their slots do not reach
    /// anyway: one message for each address, which names the dead one.
    private func fallBack(
        from dead: String, _ deliveries: [Delivery], by gateway: Gateway, to address: String,
        _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) {
        guard let fallback = Fallback(of: gateway, settings, planner),
            let root = deliveries.first.map(MessageID.make(of:))
        else { return }
        let by = fallback.gateway
        for (address, language, all) in try contents(of: fallback, for: deliveries, to: address, at: now) {
            // Two addresses of a unit that both fail are one message by the other way.
            var items: [ReminderContent.Item] = []
            for item in all {
                let slot = item.delivery.slot.key
                let said = try ledger.slotsSaidInPlace(
                    obligation: slot.obligation, by: by.name, to: address)
                if !said.contains(slot.description), !transaction.saysInPlace(slot, by: by.name, to: address) {
                    items.append(item)
                }
            }
            if items.isEmpty { continue }
            let id = MessageID.make(ofFallback: root, by: by.name, to: address, in: language)
            guard try ledger.message(id) == nil, !transaction.claims(id),
                // Where everything is redirected, a channel without an address is silent.
                let recipient = outgoing.recipient(of: address, by: by)
            else { continue }
            let dues = items.compactMap { $0.obligation.due?.due }
            let start = RetrySchedule(settings.time).start(from: now, dues: dues) ?? now
            let rendered = outgoing.renderer.render(
                ReminderContent(
                    id: id, at: start, written: start, gateway: by, address: address, recipient: recipient,
                    language: language, items: items.map { late($0, at: start) }))
            for id in plantedBugs.contains(.fallbackTwice) ? [id, String(id.reversed())] : [id] {
                transaction.claim(
                    outgoing.message(
                        .init(
                            id: id, kind: .reminder, at: start, gateway: by, address: address, recipient: recipient,
                            language: language), rendered,
                        expires: outgoing.expiry(firstAttempt: start, dues, by: by), replaces: dead),
                    due: start, for: .fallback(items.map(\.delivery.slot.key)))
            }
        }
    }

    /// What each address of the fallback receives.
    ///
    /// What is no longer true is not said: an obligation that has ended, or has another due.
    private func contents(
        of fallback: Fallback, for deliveries: [Delivery], to address: String, at now: Instant
    ) throws(LedgerError) -> [(address: String, language: Language, items: [ReminderContent.Item])] {
        var contents: [(address: String, language: Language, items: [ReminderContent.Item])] = []
        let histories = try histories(for: deliveries, before: now)
        let told = try ledger.toldSlots(of: deliveries.map(\.slot.key).filter { $0.version > 1 }.map(\.obligation))
        for delivery in deliveries {
            let key = delivery.slot.key
            guard let obligation = try ledger.obligation(key.obligation)?.obligation, obligation.state == .open,
                obligation.version == key.version || plantedBugs.contains(.fallbackOfOldVersion),
                let stored = try ledger.directive(obligation.directive)
            else { continue }
            for address in fallback.addresses(of: delivery, among: deliveries, to: address) {
                let item = ReminderContent.Item(
                    delivery: fallback.delivery(delivery, to: address), obligation: obligation,
                    directive: stored.directive, notice: stored.notice,
                    known: obligation.known(before: key, told: told[key.obligation] ?? []),
                    history: histories[key.obligation])
                let index = contents.firstIndex { $0.address == address && $0.language == delivery.language }
                if let index {
                    contents[index].items.append(item)
                } else {
                    contents.append((address, delivery.language, [item]))
                }
            }
        }
        return contents
    }

    /// What goes on another day than that of its slot says that it is late.
    private func late(_ item: ReminderContent.Item, at start: Instant) -> ReminderContent.Item {
        let zone = settings.time.zone
        let isLate = zone.date(at: item.delivery.slot.at) != zone.date(at: start)
        return ReminderContent.Item(
            delivery: item.delivery, obligation: item.obligation, directive: item.directive, notice: item.notice,
            known: item.known, lateSince: isLate ? item.delivery.slot.at : nil, history: item.history)
    }

    /// Sends a message to the operator on.
    private func fallBack(
        fromOperatorMessage dead: StoredMessage, by gateway: Gateway, _ transaction: inout LedgerTransaction,
        at now: Instant
    ) throws(LedgerError) {
        guard let fallback = Fallback(of: gateway, settings, planner), let bytes = dead.bytes,
            let key = try ledger.state.letterKey(ofMessage: dead.id)
        else { return }
        let by = fallback.gateway
        let text = dead.channel == .email ? ReadableMail(bytes).body : String(decoding: bytes, as: UTF8.self)
        let subject = dead.subject ?? text.split(separator: "\n").first.map(String.init) ?? ""
        let (addresses, isSameWay) = fallback.operatorAddresses(insteadOf: dead.address)
        for address in addresses {
            let own = try ledger.message(MessageID.make(ofLetter: key, to: address, at: dead.at))
            guard isSameWay || own == nil else { continue }
            let id = MessageID.make(ofFallback: dead.id, by: by.name, to: address, in: dead.language)
            guard try ledger.message(id) == nil else { continue }
            let rendered = outgoing.renderer.render(
                ReportContent(
                    id: id, written: now, gateway: by, address: address, language: dead.language, subject: subject,
                    body: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
            transaction.claim(
                outgoing.message(
                    .init(
                        id: id, kind: .operator, at: now, gateway: by, address: address, recipient: address,
                        language: dead.language), rendered, replaces: dead.id), due: now)
            transaction.noteOperatorLetter(.init(key: key, subject: subject, replaces: dead.id), message: id)
        }
    }
}

extension AttemptEnd {
    /// Whether a message came to nothing though it should have gone: its gateway's fallback takes over.
    var isDeath: Bool { self == .dead || self == .expired }
}
