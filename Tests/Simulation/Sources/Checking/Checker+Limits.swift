import Directives

/// The limits, counted from the ledger.
extension Checker {
    /// No claim exceeds the limits in force at it: of the hour before it, and of its address since local midnight.
    ///
    /// Whatever happens between, a restart too: only what was claimed before the clock was set back, or before the limits
    /// were told to count anew, counts no more.
    func checkLimits() {
        guard record.configurations.contains(where: { $0.settings.limits != Office.limitless }) else { return }
        var claims: [(at: Instant, address: String)] = []
        var last = Instant.distantPast
        for event in tables.events {
            if event.at < last || event.kind == "released" && event.detail["obligations"] != nil { claims = [] }
            last = event.at
            guard event.kind == "claimed", let message = event.message.flatMap(tables.message), message.isReminder,
                message.replaces == nil
            else { continue }
            let hour = event.at.adding(seconds: -3_600)
            let midnight = machine.zone.instant(machine.zone.date(at: event.at))
            claims.removeAll { $0.at < min(hour, midnight) }
            claims.append((event.at, message.address))
            let epochs = epochs(around: event.row)
            let limits = [epochs.before, epochs.after].compactMap(\.self).map { settings(of: $0).limits }
            let inHour = claims.count { $0.at > hour }
            let perHour = limits.map(\.perHour).max() ?? .max
            expect(
                inHour <= perHour,
                "\(inHour) messages within the hour to \(words(event.at)); \(perHour) are allowed")
            let onDay = claims.count { $0.address == message.address && $0.at >= midnight }
            let perDay = limits.map(\.perAddressPerDay).max() ?? .max
            expect(
                onDay <= perDay,
                "\(onDay) messages to \(message.address) on the day of \(words(event.at)); \(perDay) are allowed")
        }
    }
}
