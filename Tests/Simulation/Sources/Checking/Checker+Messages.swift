import Directives
import Gateways

/// P1, P2, P12: how messages come to their end.
extension Checker {
    func checkMessages() {
        let bound = bound
        var accepted: Set<String> = []
        for run in runs where run.isReported && run.ending == .exited(0) {
            accepted.insert("\(run.message) #\(run.attempt)")
        }
        for message in tables.messages {
            let isOver = ["accepted", "dead", "expired", "cancelled"].contains(message.state)
            // An operator message never expires; and a short simulation may end on a day off.
            let mayWait = !message.isReminder || machine.end - machine.start < 40 * 86_400_000
            let waits = mayWait && message.nextAttempt.map { $0 > end } ?? false
            expect(isOver || waits || message.claimedAt >= bound, "\(message.id) is still \(message.state)")
            for attempt in message.attempts {
                let isLast = attempt.number == message.attempts.last?.number
                let name = "\(message.id) #\(attempt.number)"
                if attempt.meaning == "accepted" {
                    expect(accepted.contains(name), "\(name) counts as accepted, and no gateway took it")
                    expect(isLast, "\(name) was accepted, and another attempt followed")
                    expect(
                        ["accepted", "expired", "cancelled"].contains(message.state),
                        "\(name) was accepted, and the message is \(message.state)")
                }
                expect(isLast || attempt.meaning != "rejected", "\(name) was rejected, and another attempt followed")
                expect(attempt.endedAt != nil || message.claimedAt >= bound, "\(name) has no end")
            }
            if message.isReminder, let expires = message.expiresAt, let first = message.attempts.first?.startedAt {
                expect(expires > first, "\(message.id) expired before its first attempt")
            }
            let numbers = message.attempts.map(\.number)
            expect(
                numbers == Array(1...max(1, numbers.count)).prefix(numbers.count) + [],
                "\(message.id) has the attempts \(numbers)")
            if message.state == "accepted" {
                expect(message.attempts.last?.meaning == "accepted", "\(message.id) is accepted without an attempt")
            }
        }
    }

    /// A reminder is cancelled for the end of its obligations only when all of them have ended.
    func checkCancellations() {
        for event in tables.events
        where event.kind == "cancelled" && event.detail["reason"] == "all that it is about has ended" {
            guard let message = event.message.flatMap(tables.message), message.origin == nil else { continue }
            let (before, after) = epochs(around: event.row)
            let obligations = Set(message.deliveries.map(\.obligation))
            let isRight = [before, after].compactMap(\.self).contains { epoch in
                !epoch.obligations.contains {
                    obligations.contains($0.obligation.key) && $0.obligation.state == .open
                }
            }
            expect(isRight, "\(message.id) is cancelled though something that it is about is open")
        }
    }

    /// Each kind of alarm goes once a day to an address, whatever restarts and however often the day comes.
    func checkAlarms() {
        var told: Set<String> = []
        for event in tables.events where event.kind == "operator-told" && event.detail["replaces"] == nil {
            guard let address = event.message.flatMap(tables.message)?.address else { continue }
            let letter = "\(event.detail["letter"] ?? "") to \(address) on \(machine.zone.date(at: event.at))"
            expect(told.insert(letter).inserted, "the letter '\(letter)' went twice")
        }
    }

    /// P2: what ran is what was claimed, each attempt once, and one copy more only where a process ended between.
    func checkRuns() {
        var seen: Set<String> = []
        for run in runs {
            let name = "\(run.message) #\(run.attempt)"
            guard let message = tables.message(run.message) else {
                violations.append("\(name) ran and is unknown")
                continue
            }
            expect(message.digest == run.digest, "\(name) ran with other bytes than were claimed")
            expect(message.recipient == run.to, "\(name) went to \(run.to)")
            expect(seen.insert(name).inserted, "\(name) ran twice")
            expect(message.attempts.contains { $0.number == run.attempt }, "\(name) ran and has no record")
            if let expires = message.expiresAt, run.attempt > 1 {
                expect(run.wall < expires, "\(name) ran at \(words(run.wall)), when it had expired")
            }
        }
        for stretch in record.insane {
            for run in runs where run.real > stretch.from + 100 && run.real < stretch.to && stretch.holds(at: run.wall)
            {
                violations.append("\(run.message) #\(run.attempt) ran on an insane clock, at \(words(run.wall))")
            }
        }
    }

    /// Whether less than a working day remained to any due that an obligation of the message ever had.
    func isNear(_ id: String, _ instant: Instant) -> Bool {
        guard var message = tables.message(id) else { return false }
        if let origin = message.origin, let first = tables.messages.first(where: { $0.row == origin }) {
            message = first
        }
        let obligations = Set(message.deliveries.map(\.obligation))
        return record.epochs.contains { epoch in
            let schedule = RetrySchedule(record.configurations[epoch.configuration].settings.time)
            return epoch.obligations.contains { image in
                obligations.contains(image.obligation.key) && schedule.isNear(image.obligation.due?.due, at: instant)
            }
        }
    }
}
