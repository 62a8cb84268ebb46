import Directives

/// By the events alone: nothing is claimed after a `done`, while everything is held, or beyond the limits.
extension Checker {
    func checkEvents() {
        var ended: [String: Int64] = [:]
        var isHeld = false
        for event in tables.events {
            switch event.kind {
            case "done", "failed", "withdrawn":
                guard let obligation = event.obligation else { continue }
                // A withdrawal in the files may name a later day, and may be removed again.
                if event.kind != "withdrawn" || event.author != nil { ended[obligation] = event.row }
            case "held" where event.detail["scope"] == "all": isHeld = true
            case "released" where event.detail["scope"] == "all": isHeld = false
            case "claimed":
                guard let id = event.message, let message = tables.message(id), message.isReminder,
                    message.replaces == nil, message.origin == nil
                else { continue }
                expect(!isHeld, "\(id) was claimed while everything was held")
                for delivery in message.deliveries {
                    expect(
                        ended[delivery.obligation] == nil, "\(id) was claimed after the end of \(delivery.obligation)")
                }
            default: break
            }
        }
    }

    /// The limits, wherever neither the clock nor the limits changed within the hour or the day that counts.
    func checkFuse() {
        // After a step back a day passes twice, and the ledger counts both.
        guard zip(record.stretches, record.stretches.dropFirst()).allSatisfy({ $0.to <= $1.from }) else { return }
        let reminders = tables.messages.filter { $0.isReminder && $0.replaces == nil && $0.origin == nil }
        for epoch in Set(record.epochs.map(\.configuration)).sorted() {
            let limits = record.configurations[epoch].settings.limits
            guard limits.perHour < 100_000 else { continue }
            for span in spans(of: epoch) {
                let within = reminders.filter { $0.claimedAt >= span.from && $0.claimedAt < span.to }
                for (index, message) in within.enumerated() {
                    let hour = within[...index].count { $0.claimedAt > message.claimedAt.adding(seconds: -3_600) }
                    expect(
                        hour <= limits.perHour,
                        "\(hour) messages within the hour to \(words(message.claimedAt)); \(limits.perHour) are allowed"
                    )
                    let midnight = machine.zone.instant(machine.zone.date(at: message.claimedAt))
                    let day = within[...index].count { $0.address == message.address && $0.claimedAt >= midnight }
                    expect(
                        day <= limits.perAddressPerDay,
                        "\(day) messages to \(message.address) on the day of \(words(message.claimedAt)); \(limits.perAddressPerDay) are allowed"
                    )
                }
            }
        }
    }

    /// Spans of the clock in which one configuration was in force and nothing restarted the count.
    private func spans(of configuration: Int) -> [(from: Instant, to: Instant)] {
        var spans: [(from: Instant, to: Instant)] = []
        for stretch in record.stretches where record.epochs[stretch.epoch].configuration == configuration {
            if let last = spans.last, last.to == stretch.from {
                spans[spans.count - 1].to = stretch.to
            } else {
                spans.append((stretch.from, stretch.to))
            }
        }
        // `outbox release` restarts the count.
        let cuts = record.releases
        return spans.flatMap { span in
            let edges = [span.from] + cuts.filter { $0 > span.from && $0 < span.to }.sorted() + [span.to]
            return zip(edges, edges.dropFirst()).map { ($0, $1) }
        }
    }
}
