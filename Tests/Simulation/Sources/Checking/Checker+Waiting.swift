import Directives
import Gateways

/// P12: when what waits for its first attempt, or for another one, is tried.
extension Checker {
    /// P12: a retry is never earlier than the schedule says, and not later where nothing prevents it.
    func checkRetries() {
        var byMessage: [String: [SimulatedGateways.Run]] = [:]
        for run in runs { byMessage[run.message, default: []].append(run) }
        let times = record.configurations.map(\.settings.time)
        for (id, ofMessage) in byMessage.sorted(by: { $0.key < $1.key }) {
            for (run, next) in zip(ofMessage, ofMessage.dropFirst()) where run.process == next.process {
                guard !isStepped(from: run.real, to: next.real) else { continue }
                let wait = Int64(RetrySchedule.waits[min(run.attempt, RetrySchedule.waits.count) - 1]) * 1_000
                expect(
                    next.real - run.endsAt >= wait * 9 / 10 - 1,
                    "\(id) #\(next.attempt) came \(next.real - run.endsAt) ms after the one before")
                expect(
                    times.contains { $0.isOpen(at: next.wall) } || isNear(id, next.wall),
                    "\(id) #\(next.attempt) came out of hours, at \(words(next.wall))")
            }
        }
        checkPunctuality(byMessage)
        checkFirstAttempts(byMessage)
        checkStepsBack(byMessage)
    }

    func isStepped(from: Int64, to: Int64) -> Bool {
        record.steps.contains { from <= $0.real && $0.real <= to }
            || record.insane.contains { from <= $0.to && $0.from <= to }
    }

    private func isDisturbed(from: Int64, to: Int64) -> Bool {
        isStepped(from: from, to: to) || record.disturbed.contains { from <= $0.to && $0.from <= to }
    }

    /// What is due goes within so many milliseconds.
    private static let margin: Int64 = 120_000

    /// A retry that is due goes within two minutes where its gateway is free and nothing else is the matter.
    private func checkPunctuality(_ byMessage: [String: [SimulatedGateways.Run]]) {
        let margin = Self.margin
        let deferred = deferred
        for (id, ofMessage) in byMessage.sorted(by: { $0.key < $1.key }) {
            guard let message = tables.message(id) else { continue }
            for run in ofMessage {
                guard let (told, next) = deferred["\(id) #\(run.attempt)"], run.isReported else { continue }
                let ended = run.wall.adding(milliseconds: run.endsAt - run.real)
                // A clock that was set in the meantime says nothing of when that is.
                guard abs(told.milliseconds(since: ended)) < 1_000 else { continue }
                let real = run.endsAt + next.milliseconds(since: ended)
                let follows = ofMessage.first { $0.attempt == run.attempt + 1 }
                if let follows, follows.real <= real + margin { continue }
                guard real + margin < machine.time.real, !isDisturbed(from: run.real, to: real + margin),
                    message.state != "cancelled", message.reason?.hasPrefix("said anew") != true,
                    isFree(run.gateway, run.to, from: real - 120_000, to: real + margin)
                else { continue }
                violations.append("\(id) was to be tried again at \(words(next)), and was not")
            }
        }
    }

    /// What is claimed without an attempt, such as a closing message or one that an order wants, goes as punctually.
    private func checkFirstAttempts(_ byMessage: [String: [SimulatedGateways.Run]]) {
        let putOff = Set(
            tables.events.lazy.filter { $0.kind == "deferred" && $0.detail["attempt"] == nil }.compactMap(\.message))
        let late = heldByOrder.union(putOff)
        for message in tables.messages where !message.isReminder || message.replaces != nil {
            guard let run = byMessage[message.id]?.first, run.attempt == 1, !late.contains(message.id) else { continue }
            // If the clock was set in between, this is no moment at which it was claimed, and tells nothing.
            let claimed = run.real - run.wall.milliseconds(since: message.claimedAt)
            let due = run.real - run.wall.milliseconds(since: max(message.at, message.claimedAt))
            guard run.real > due + Self.margin, !isDisturbed(from: claimed, to: run.real),
                isFree(run.gateway, run.to, from: due - Self.margin, to: due + Self.margin)
            else { continue }
            violations.append(
                "\(message.id) was to go at \(words(max(message.at, message.claimedAt))), and went at \(words(run.wall))"
            )
        }
    }

    /// After the clock was set back to before an attempt, its retry waits for nothing but the office.
    private func checkStepsBack(_ byMessage: [String: [SimulatedGateways.Run]]) {
        let held = heldByOrder
        for step in record.steps where step.by < 0 {
            let openings = record.configurations.compactMap { $0.settings.time.nextOfficeHour(from: step.wall) }
            guard let opening = openings.max() else { continue }
            let due = step.real + opening.milliseconds(since: step.wall)
            for (id, ofMessage) in byMessage.sorted(by: { $0.key < $1.key }) where !held.contains(id) {
                guard let index = ofMessage.lastIndex(where: { $0.endsAt < step.real }), index + 1 < ofMessage.count
                else { continue }
                let (run, next) = (ofMessage[index], ofMessage[index + 1])
                guard run.isReported, run.process == next.process, run.wall > step.wall.adding(seconds: 1),
                    next.real > due + Self.margin, !isDisturbed(from: step.real + 1, to: due + Self.margin),
                    hasRoom(run.gateway, from: step.real, to: due + Self.margin)
                else { continue }
                violations.append(
                    "\(id) #\(next.attempt) came at \(words(next.wall)), though the clock was set back to \(words(step.wall))"
                )
            }
        }
    }

    /// The messages that an operator has held at some time.
    private var heldByOrder: Set<String> {
        Set(tables.events.lazy.filter { $0.kind == "held" }.compactMap(\.message))
    }

    /// Whether a gateway failed nobody in a stretch of real time, and was asked for so little that all of it found room.
    private func hasRoom(_ gateway: String, from: Int64, to: Int64) -> Bool {
        let near = runs.filter { $0.gateway == gateway && $0.real <= to && $0.endsAt >= from - 60_000 }
        let rates = record.configurations.flatMap(\.settings.gateways).filter { $0.name == gateway }
            .compactMap(\.perMinute)
        return near.count < min(20, rates.min() ?? 20)
            && near.allSatisfy { !$0.isFault || $0.endsAt < from }
    }

    /// When an attempt ended and when its message is due again, also where that was put off once more.
    private var deferred: [String: (told: Instant, due: Instant)] {
        var next: [String: (told: Instant, due: Instant)] = [:]
        var last: [String: String] = [:]
        for event in tables.events where event.kind == "deferred" {
            guard let id = event.message, event.detail["state"] == nil,
                let milliseconds = event.detail["next-attempt"].flatMap(Int64.init)
            else { continue }
            let due = Instant(milliseconds: milliseconds)
            if let attempt = event.detail["attempt"] {
                last[id] = "\(id) #\(attempt)"
                next["\(id) #\(attempt)"] = (event.at, due)
            } else if let attempt = last[id] {
                next[attempt]?.due = due
                // From here on it counts by the clock that was set, not by the one of the attempt.
                if event.detail["reason"] == "the clock was set back" { next[attempt]?.told = event.at }
            }
        }
        return next
    }

    /// Whether no other run of a gateway was underway, none failed lately, and its rate leaves room.
    private func isFree(_ gateway: String, _ address: String, from: Int64, to: Int64) -> Bool {
        let before = runs.filter { $0.gateway == gateway && $0.real <= to }
        // After some failures in a row its breaker may keep it closed.
        guard before.suffix(3).contains(where: { !$0.isFault && $0.isReported }) else { return false }
        let near = before.filter { $0.endsAt >= from - 3_600_000 }
        return near.allSatisfy { !$0.isFault || $0.endsAt < from } && near.allSatisfy { $0.endsAt < from }
    }
}
