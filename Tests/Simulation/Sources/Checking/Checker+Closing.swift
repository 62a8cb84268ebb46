import Directives

/// Closing messages and reports: each address gets one closing message an end, and at most one report a day.
extension Checker {
    private struct Closing {
        let row: Int64
        let address: String
    }

    /// A mail about an obligation, and the events between which it was claimed and had not failed.
    private struct Mail {
        let address: String
        let from: Int64
        let to: Int64
    }

    func checkClosing() {
        var closings: [String: [Closing]] = [:]
        var ends: [String: [LedgerTables.Event]] = [:]
        var versions: [String: [LedgerTables.Event]] = [:]
        var claims: [String: LedgerTables.Event] = [:]
        var failures: [String: Int64] = [:]
        for event in tables.events {
            switch event.kind {
            case "claimed":
                guard let id = event.message, let message = tables.message(id) else { continue }
                claims[id] = event
                guard message.kind == "closing" else { continue }
                for obligation in (event.detail["closes"] ?? "").split(separator: "\n") {
                    closings[String(obligation), default: []].append(Closing(row: event.row, address: message.address))
                }
            case "dead", "expired", "cancelled":
                if let id = event.message { failures[id] = failures[id] ?? event.row }
            case "done", "failed", "withdrawn", "ended":
                event.obligation.map { ends[$0, default: []].append(event) }
            case "versioned": event.obligation.map { versions[$0, default: []].append(event) }
            default: break
            }
        }
        let mails = mails(claims, failures)
        let releases = releases()
        for (obligation, all) in closings.sorted(by: { $0.key < $1.key }) {
            for closing in all {
                expect(
                    mails[obligation]?.contains {
                        $0.address == closing.address && $0.from < closing.row && closing.row < $0.to
                    } ?? false,
                    "\(closing.address) got a closing message of \(obligation) and no message before, or none that arrived"
                )
            }
        }
        for (obligation, ends) in ends.sorted(by: { $0.key < $1.key }) {
            let edges = [0] + (versions[obligation] ?? []).map(\.row) + [Int64.max]
            for (from, to) in zip(edges, edges.dropFirst()) {
                let within = ends.filter { from < $0.row && $0.row < to }
                let told = (closings[obligation] ?? []).filter { from < $0.row && $0.row < to }
                for address in Set(told.map(\.address)).sorted() {
                    let count = told.count { $0.address == address }
                    expect(count == 1, "\(address) got \(count) closing messages of \(obligation)")
                }
                // One that is withdrawn for a later day is still open.
                guard let end = within.first(where: { isOver(obligation, after: $0.row) }) else { continue }
                let row = end.row
                // What the files end is told at the policy's hour, and not if they are put right before.
                let reopened = versions[obligation]?.first { $0.row == to }
                if told.isEmpty, end.author == nil, let reopened, reopened.at < end.at.adding(seconds: 10 * 86_400) {
                    continue
                }
                // What ended while everything was held is told when it no longer is, to those who are readers then.
                guard let bound = told.map(\.row).min() ?? releases.first(where: { $0 >= row }), bound < to else {
                    continue
                }
                let readers = (mails[obligation] ?? []).filter { $0.from < row && bound < $0.to }.map(\.address)
                for address in Set(readers).sorted() {
                    closingMessages += 1
                    expect(
                        told.contains { $0.address == address },
                        "\(address) was written to about \(obligation) and got no closing message (event \(row))")
                }
            }
        }
    }

    /// The rows of the events after which nothing is held; in order.
    private func releases() -> [Int64] {
        var isHeld = (order: false, settings: false)
        return tables.events.filter { event in
            switch event.kind {
            case "held" where event.detail["scope"] == "all": isHeld.order = true
            case "released" where event.detail["scope"] == "all": isHeld.order = false
            case "configuration-accepted":
                isHeld.settings =
                    epochs(around: event.row).after.map { record.configurations[$0.configuration].settings.hold }
                    ?? false
            default: break
            }
            return !isHeld.order && !isHeld.settings
        }.map(\.row)
    }

    private func isOver(_ obligation: String, after row: Int64) -> Bool {
        let (_, after) = epochs(around: row)
        let state = after?.obligations.first { $0.obligation.key == obligation }?.obligation.state
        return state.map { $0 != .open } ?? false
    }

    /// The reminders by e-mail about each obligation, fallback messages and retries included.
    private func mails(
        _ claims: [String: LedgerTables.Event], _ failures: [String: Int64]
    ) -> [String: [Mail]] {
        var mails: [String: [Mail]] = [:]
        for message in tables.messages where message.isReminder && message.channel == "email" {
            guard let claim = claims[message.id], let origin = origin(of: message) else { continue }
            let slots = Set((claim.detail["slots"] ?? "").split(separator: "\n").map(String.init))
            for delivery in origin.deliveries where slots.isEmpty || slots.contains(delivery.slot) {
                mails[delivery.obligation, default: []].append(
                    Mail(address: message.address, from: claim.row, to: failures[message.id] ?? .max))
            }
        }
        return mails
    }

    func checkReports() {
        var told: [String: String] = [:]
        for message in tables.messages where message.kind == "report" && message.replaces == nil {
            let day = "\(message.address) \(machine.zone.date(at: message.at))"
            let other = told.updateValue(message.id, forKey: day)
            expect(other == nil, "\(message.id) and \(other ?? "") are reports of one day to \(message.address)")
        }
    }
}
