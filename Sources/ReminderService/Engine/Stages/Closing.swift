import Directives
import Ledger
import Rendering

/// Closing messages: they tell those who were reminded that an obligation has ended, and close it in their calendars.
extension ReminderEngine {
    /// An obligation that a transaction ends.
    struct Ended {
        let obligation: Obligation
        let directive: Directive
        let notice: Notice
        let reason: String?
    }

    /// Adds to the transaction that ends obligations a message to each address that was written to about them, several
    /// obligations in one.
    ///
    /// The end of an obligation and its messages are one transaction, so that each is sent once, also after a crash. An
    /// obligation that is opened again has another version, and its end has messages again. They go in office hours.
    /// While everything is held they are left until it is not.
    func close(_ ended: [Ended], _ transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        guard automaticMail != .silent, !ended.isEmpty else { return }
        let byKey = Dictionary(ended.map { ($0.obligation.key, $0) }, uniquingKeysWith: { first, _ in first })
        var readers: [String: [MailReader]] = [:]
        // What was sent before may bear other spellings of the address.
        var spellings: [String: String] = [:]
        for reader in try ledger.mailReaders(of: byKey.keys.sorted()) {
            let mailbox = Channel.email.mailbox(ofAddress: reader.address)
            let address = spellings[mailbox] ?? reader.address
            spellings[mailbox] = address
            readers[address, default: []].append(reader)
        }
        if !plantedBugs.isEmpty { addStrangers(to: &readers) }
        if isHoldingAll {
            let told = Set(readers.values.joined().map(\.obligation))
            if plantedBugs.contains(.closingForgottenInHold) { return }
            for end in ended where told.contains(end.obligation.key) {
                transaction.postpone(PostponedClosing(obligation: end.obligation.key, reason: end.reason))
            }
            return
        }
        let goes = settings.time.nextOfficeHour(from: now) ?? now
        for (address, readers) in readers.sorted(by: { $0.key < $1.key }) {
            guard let first = readers.first, let gateway = gateway(named: first.gateway) else { continue }
            let items = readers.compactMap { reader in
                byKey[reader.obligation].map {
                    ClosingContent.Item(
                        obligation: $0.obligation, directive: $0.directive, notice: $0.notice, unit: reader.unit,
                        role: reader.role, reason: $0.reason)
                }
            }
            guard let one = items.first else { continue }
            let id = MessageID.make(ofEnd: one.obligation, to: address)
            let draft = Draft(
                id: id, kind: .closing, gateway: gateway, address: address, language: first.language, goes: goes)
            try post(draft, &transaction, for: .closing(items.map(\.obligation.key))) { recipient in
                outgoing.renderer.render(
                    ClosingContent(
                        id: id, written: goes, gateway: gateway, address: address, recipient: recipient,
                        language: first.language, items: items))
            }
        }
    }

    /// Planted bugs: addresses that were never written to.
    private func addStrangers(to readers: inout [String: [MailReader]]) {
        for reader in readers.values.joined() {
            let unit = settings.units[reader.unit]
            let strangers = plantedBugs.contains(.closingToNewAddress) ? unit?.addresses[.email] : nil
            let isToSupervisor = plantedBugs.contains(.closingToSupervisor)
            let supervisor = isToSupervisor ? unit?.supervising.flatMap { settings.units[$0]?.addresses[.email] } : nil
            for address in (strangers ?? []) + (supervisor ?? []) where readers[address] == nil {
                readers[address] = [reader]
            }
        }
    }

    /// Writes the messages that a hold left unwritten, of obligations that are still ended, a bounded number at a time.
    func closePostponed(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        guard claimer.mayHavePostponedClosings, !isHoldingAll else { return }
        let closings = try ledger.postponedClosings(limit: Self.batchLimit)
        claimer.note(hasPostponedClosings: !closings.isEmpty)
        let reasons = Dictionary(closings.map { ($0.obligation, $0.reason) }, uniquingKeysWith: { first, _ in first })
        let ended = try ledger.obligations(closings.map(\.obligation)).compactMap { stored in
            let obligation = stored.row.obligation
            return obligation.state == .open
                ? nil
                : Ended(
                    obligation: obligation, directive: stored.directive, notice: stored.notice,
                    reason: reasons[obligation.key] ?? nil)
        }
        for closing in closings { transaction.endPostponement(ofClosing: closing.obligation) }
        try close(ended, &transaction, at: now)
    }

    /// The gateway of that name, or the one that serves e-mail now.
    private func gateway(named name: String) -> Gateway? {
        settings.gateways.first { $0.name == name } ?? settings.gateway(for: .email)
    }
}
