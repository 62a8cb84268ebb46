import Directives

@testable import Ledger

extension Fixture {
    /// A ledger in memory with messages, attempts, obligations, skipped slots and events of every kind and state.
    static func everything() throws -> Ledger {
        let ledger = try Ledger.temporary(clock: .virtual)
        try ledger.commit { transaction in
            transaction.noteStart(version: "1")
            transaction.install(installation(8).configuration!)
            for item in 0..<7 {
                let row = obligation(item)
                transaction.open(row, due: .init(row.obligation.due!, in: settings.time.zone))
            }
            transaction.occur(
                .init(event: "receipt", occasion: nil, date: CivilDate(dayNumber: 18_961), time: nil, recorded: noon),
                of: directive(0).directive.id, author: "an")
        }
        try ledger.commit { transaction in
            transaction.install(update(removed: [directive(7).directive.id]))
            var sent = message(0)
            (sent.deliveries, sent.recipient) = ([delivery(0), delivery(1, step: .escalation)], "thay@ubnd.example")
            for message in [sent] + (1...5).map({ message($0) }) { transaction.claim(message) }
            transaction.skip(SkippedSlot(key: key(0, step: .review), at: noon, reason: .tooOld))
            transaction.hold(key(6), from: "tnmt@ubnd.example", limit: .perHour)
            transaction.release(key(6), to: "tnmt@ubnd.example")
        }
        try ledger.finish(
            [(0, AttemptEnd.accepted), (1, .deferred), (2, .dead), (4, .deferred)].map { item, end in
                AttemptOutcome(
                    message: message(item).id, number: 1, endedAt: noon, exit: "exit status 0",
                    meaning: end == .accepted ? .accepted : .deferred, output: "queued", gatewayID: "q\(item)",
                    newState: end, nextAttempt: end == .deferred ? noon.adding(seconds: 60) : nil)
            })
        try endAll(ledger)
        try claimOthers(ledger)
        _ = try ledger.deleteBytes(endedBefore: noon.adding(seconds: 1), at: noon, limit: 1)
        return ledger
    }

    /// Ends and changes obligations and messages in every way.
    private static func endAll(_ ledger: Ledger) throws {
        try ledger.commit { transaction in
            transaction.start(AttemptStart(message: message(1).id, number: 2, at: noon))
            transaction.end(message(4).id, as: .expired, reason: "its office day is over")
            transaction.end(message(5).id, as: .cancelled, reason: "dropped", author: "an")
            var taken = obligation(1)
            taken.obligation.acknowledgements = [.init(unit: "phong-tnmt", at: noon)]
            transaction.acknowledge(taken, unit: "phong-tnmt", author: "an")
            let date = CivilDate(dayNumber: 18_971)
            let due = Due(aim: noon.adding(seconds: 9), due: noon.adding(seconds: 9), aimDate: date, dueDate: date)
            var extended = obligation(2)
            (extended.obligation.version, extended.obligation.versionSince) = (2, noon)
            extended.obligation.track = .dated(due)
            transaction.version(
                extended,
                .init(
                    from: CivilDate(dayNumber: 18_961), due: .init(due, in: settings.time.zone), grantor: "ubnd",
                    reason: "mưa"),
                author: "an")
            for (item, state) in [(3, Obligation.State.done), (4, .failed), (5, .withdrawn), (6, .unitEnded)] {
                var ended = obligation(item, wake: nil)
                (ended.obligation.state, ended.obligation.ended) = (state, noon)
                // Of all but the last a person ordered it.
                transaction.end(ended, as: state, reason: "x", author: item == 6 ? nil : "an")
            }
        }
        var renamed = obligation(0)
        renamed.obligation.id = "\(renamed.obligation.key)@another-name"
        try ledger.commit { $0.replan(renamed) }
        try ledger.finish([
            AttemptOutcome(
                message: message(1).id, number: 2, endedAt: noon, exit: "exit status 75", meaning: .deferred,
                newState: .deferred, nextAttempt: noon.adding(seconds: 120))
        ])
    }

    /// Messages without slots of their own, and what the daemon notes of itself.
    private static func claimOthers(_ ledger: Ledger) throws {
        func other(_ id: String, _ kind: MessageKind) -> ClaimedMessage {
            var other = message(0, starts: false)
            (other.id, other.kind, other.deliveries) = (id, kind, [])
            return other
        }
        try ledger.commit { transaction in
            transaction.hold(message(1).id, reason: "wait", author: "an")
            var fallback = other("fallback", .reminder)
            (fallback.channel, fallback.gateway, fallback.address) = (.sms, "sms", "+999100000008")
            (fallback.segments, fallback.subject, fallback.replaces) = (2, nil, message(2).id)
            transaction.claim(fallback, due: noon, for: .fallback([key(2)]))
            transaction.claim(other("closing", .closing), for: .closing([obligation(3).obligation.key]))
            transaction.claim(other("report", .report), due: noon)
            transaction.claim(other("operator", .operator), due: noon)
            transaction.claim(other("alarm", .operator), due: noon)
            transaction.noteOperatorLetter(.init(key: "clock", subject: "x"), message: "operator")
            transaction.noteOperatorLetter(.init(key: "disk", subject: "x"), message: "alarm")
        }
        try ledger.commit { transaction in
            var again = other("again", .reminder)
            again.replaces = message(5).id
            transaction.claim(again, for: .order(author: "an"))
            transaction.postpone("report", until: noon.adding(seconds: 30), reason: "the clock was set back")
            transaction.hold("operator", reason: "x", author: "an")
            transaction.setHold(true, reason: "x", author: "an")
            transaction.acceptClock(author: "an")
            transaction.noteClockStep(milliseconds: 7)
            transaction.noteReport(.init(letters: 1, isTold: true, isSummary: true))
            transaction.releaseLimits(obligations: 1, author: "an")
            transaction.refuseConfiguration(mistakes: 1, first: "x")
            transaction.postpone(PostponedClosing(obligation: obligation(4).obligation.key, reason: "x"))
            transaction.noteStop()
        }
        try ledger.commit { $0.release("operator", next: noon.adding(seconds: 90), author: "an") }
    }
}
