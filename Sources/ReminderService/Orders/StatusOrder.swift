import Directives
import Foundation
import Gateways
import Ledger
import Rendering
import Reporting

/// Asks how the daemon is and what comes next.
package struct StatusOrder: Order {
    package static let name = "status"
    package static let isQuestion = true

    package init() {}

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        let report = try context.status()
        return OrderReply(report.lines, json: try JSONLine.text(report))
    }
}

extension ReminderEngine {
    func statusReport() throws -> StatusReport {
        let zone = settings.time.zone
        let storage = storageFault
        let counts = try ledger.counts()
        let failures = try ledger.events(
            EventFilter(kinds: [.deferred, .dead, .expired, .configurationRefused]), after: .max, limit: 5,
            newestFirst: true)
        return StatusReport(
            version: Version.text, now: zone.iso8601(clock.now), since: zone.iso8601(startedAt),
            clock: clock.isWall ? "the machine's clock" : "a shifted clock",
            clockFault: Nullable(clockFault().map(\.description)),
            storageFault: Nullable(storage?.words), storageFaultSince: Nullable(storage?.since),
            shortSince: Nullable(attempts.shortSince.map(zone.iso8601)), timezone: zone.identifier,
            timezoneData: TimeZone.timeZoneDataVersion,
            configurationAccepted: Nullable(try ledger.configurationInForce().map { zone.iso8601($0.acceptedAt) }),
            next: Nullable(try nextLook().map(zone.iso8601)), held: counts.held,
            holdOrder: isHoldingAll,
            obligations: Dictionary(uniqueKeysWithValues: counts.obligations.map { ($0.key.rawValue, $0.value) }),
            queues: settings.gateways.map { queue(of: $0, counts.messagesByGateway[$0.name] ?? [:]) },
            templateFallbacks: outgoing.templateFallbacks,
            lastErrors: failures.map { EventLog(zone: zone).line($0) },
            calendarYears: settings.time.calendar.years.keys.sorted(),
            calendarMissing: settings.time.calendar.missingLists(on: zone.date(at: clock.now)),
            ledgerBytes: counts.databaseBytes,
            ledgerHead: Nullable(try ledger.head().map { "\($0.row):\($0.hash)" }))
    }

    private func queue(of gateway: Gateway, _ messages: [MessageState: Int]) -> StatusReport.Queue {
        let zone = settings.time.zone
        var suspended: Instant?
        var probe: Instant?
        if let breaker = attempts.capacities[gateway.name]?.breaker {
            suspended = breaker.openedAt
            if let next = breaker.nextProbe { probe = max(next, startedAt) }
        }
        return StatusReport.Queue(
            gateway: gateway.name, inFlight: attempts.underway.values.count { $0.gateway.name == gateway.name },
            deferred: messages[.deferred, default: 0], dead: messages[.dead, default: 0],
            suspendedSince: Nullable(suspended.map(zone.iso8601)), nextProbe: Nullable(probe.map(zone.iso8601)))
    }
}
