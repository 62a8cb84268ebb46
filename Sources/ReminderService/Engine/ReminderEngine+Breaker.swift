import Directives
import Gateways
import Logging

/// Gateways that are suspended and resumed.
extension ReminderEngine {
    /// Notes what a run says of its gateway; tells of a change at once in the journal, and of a bad one the operator.
    func note(_ sign: CircuitBreaker.Sign, of landing: Landing) {
        let flight = landing.flight
        let name = flight.gateway.name
        switch pools[name]?.note(sign, of: flight.address, isProbe: flight.isProbe, at: landing.ended) {
        case .suspended(let until):
            alarmsDue.append(.suspended(gateway: name, text: landing.text))
            logger.error(
                "the gateway '\(name)' is suspended after \(CircuitBreaker.threshold) failures in a row: \(landing.text)",
                metadata: [
                    "event": "gateway-suspended", "gateway": "\(name)",
                    "next-probe": "\(settings.time.zone.iso8601(until))",
                ])
        case .resumed:
            silentUntil[name] = landing.ended.adding(milliseconds: -Self.watchGap)
            if lastTrouble == Alarm.suspended(gateway: name, text: "").words(in: settings.language).subject {
                lastTrouble = nil
            }
            logger.notice(
                "the gateway '\(name)' answers again", metadata: ["event": "gateway-resumed", "gateway": "\(name)"])
            // What waited for it is planned anew: it is late.
            forgetRound()
        case nil: break
        }
    }
}
