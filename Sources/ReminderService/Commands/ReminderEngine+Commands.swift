import Basics
public import DirectiveFiles
import Directives
import Glibc
import Ledger
import Logging

/// Orders: each is one transaction with its events, and told in the journal with its author.
extension ReminderEngine {
    /// Follows an order, or refuses it with the reason.
    public func follow(
        _ command: Command, author: String, folder: ConfigurationFolder
    ) throws(CommandRefusal) -> CommandReply {
        let reply: CommandReply
        do {
            reply = try perform(command, author, folder)
        } catch let refusal as CommandRefusal {
            logger.notice("refused for \(author): \(refusal)", metadata: ["event": "command", "author": "\(author)"])
            throw refusal
        } catch let refusal as ConfigurationRefusal {
            throw CommandRefusal(EX_CONFIG, refusal.description)
        } catch let error as LedgerError {
            throw CommandRefusal(error.exitStatus, error.message)
        } catch let error as RecordingError {
            throw CommandRefusal(EX_DATAERR, error.description)
        } catch let error as DerivationError {
            throw CommandRefusal(EX_DATAERR, error.description)
        } catch {
            throw CommandRefusal(EX_SOFTWARE, "\(error)")
        }
        if command != .status {
            logger.notice(
                "\(author): \(reply.lines.first ?? "done")", metadata: ["event": "command", "author": "\(author)"])
        }
        queuePass()
        return reply
    }

    private func perform(_ command: Command, _ author: String, _ folder: ConfigurationFolder) throws -> CommandReply {
        // What is recorded at an instant that cannot be right would be wrong for ever.
        if let fault = clockFault(), command != .status, command != .acceptClock {
            throw CommandRefusal(EX_TEMPFAIL, "\(fault); set it right, or say that it is: dondoc clock accept")
        }
        return switch command {
        case .status: try status()
        case .reload: CommandReply(["\(try load(folder))"])
        case .end(let target, let failed, let reason): try end(target, failed: failed, reason, author)
        case .acknowledge(let target, let unit): try acknowledge(target, unit, author)
        case .extend(let target, let to, let by, let reason): try extend(target, to: to, by: by, reason, author)
        case .occur(let directive, let event, let date, let time, let occasion):
            try occur(directive, event, date, time, occasion, author)
        case .withdraw(let target, let reason): try withdraw(target, reason, author)
        case .hold(let on, let reason): try hold(on, reason, author)
        case .retryMessage(let id): try retryMessage(id, author)
        case .dropMessage(let id, let reason): try dropMessage(id, reason, author)
        case .holdMessage(let id, let reason): try holdMessage(id, reason, author)
        case .releaseMessage(let id): try releaseMessage(id, author)
        case .release: try release(author)
        case .acceptClock: try acceptClock(author)
        }
    }

    // MARK: Targets

    /// The obligations that a target names.
    private func rows(_ target: Target) throws -> [ObligationRow] {
        if let row = try ledger.obligation(target.id) { return [row] }
        guard let id = DirectiveID(target.id), let stored = try ledger.directive(id) else {
            throw CommandRefusal(EX_DATAERR, "there is no directive or obligation '\(target.id)'")
        }
        let all = try ledger.obligations(of: id).filter { row in
            (target.unit == nil || row.obligation.unit == target.unit)
                && (target.occasion == nil || row.obligation.occasion == target.occasion
                    || row.obligation.deadline == target.occasion || row.obligation.period == target.occasion)
        }
        if all.isEmpty {
            let waits = stored.directive.awaitedEvents.first.map { "; it waits for '\($0)': dondoc occur" } ?? ""
            throw CommandRefusal(EX_DATAERR, "'\(target.id)' has no such obligation\(waits)")
        }
        // A period that has not begun must be named itself.
        let open = all.filter { $0.obligation.state == .open && !$0.obligation.isToCome(at: clock.now) }
        let chosen = open.isEmpty ? all : open
        guard chosen.count == 1 || target.all else {
            let list = chosen.map { "  \($0.obligation.id)" }.joined(separator: "\n")
            throw CommandRefusal(
                EX_USAGE, "'\(target.id)' has several obligations; name one, or --unit, --case or --all:\n\(list)")
        }
        return chosen
    }

    private func side(of directive: DirectiveID) throws -> Reconciliation.Side {
        guard let stored = try ledger.directive(directive) else {
            throw CommandRefusal(EX_DATAERR, "there is no directive '\(directive)'")
        }
        return Reconciliation.Side(planner: planner, directive: stored.directive, notice: stored.notice)
    }

    // MARK: Orders

    private func end(_ target: Target, failed: Bool, _ reason: String?, _ author: String) throws -> CommandReply {
        let state: Obligation.State = failed ? .failed : .done
        var lines: [String] = []
        var open: [ObligationRow] = []
        for row in try rows(target) {
            switch row.obligation.state {
            case .open: open.append(row)
            case state:
                lines.append(
                    "\(row.obligation.id) is \(state.rawValue) already\(row.obligation.ended.map { " since \(settings.time.zone.iso8601($0))" } ?? "")"
                )
            default:
                throw CommandRefusal(
                    EX_DATAERR, "\(row.obligation.id) ended as \(row.obligation.state.rawValue); that stands")
            }
        }
        let opened = try end(open, as: state, reason: reason, author: author)
        let begun = opened.filter { !$0.isToCome(at: clock.now) }
        lines += open.map { "\($0.obligation.id) is \(state.rawValue)" } + begun.map { "\($0.id) opens" }
        return CommandReply(lines)
    }

    private func acknowledge(_ target: Target, _ unit: UnitID?, _ author: String) throws -> CommandReply {
        let now = clock.now
        var lines: [String] = []
        var transaction = LedgerTransaction(at: now)
        for var row in try rows(target) {
            let id = row.obligation.id
            let unit = unit ?? row.obligation.unit
            guard settings.units[unit] != nil else { throw CommandRefusal(EX_DATAERR, "there is no unit '\(unit)'") }
            guard row.obligation.state == .open else {
                throw CommandRefusal(
                    EX_DATAERR, "\(id) ended as \(row.obligation.state.rawValue): nothing to acknowledge")
            }
            let time = settings.time
            if let last = row.obligation.acknowledgements.last(where: {
                $0.unit == unit && $0.at >= row.obligation.versionSince
            }),
                time.calendar.workingDays(from: time.zone.date(at: last.at), to: time.zone.date(at: now)) < 1
            {
                lines.append("\(unit) has acknowledged \(id) already, \(time.zone.iso8601(last.at))")
                continue
            }
            row.obligation.acknowledgements.append(.init(unit: unit, at: now))
            let side = try side(of: row.obligation.directive)
            transaction.acknowledge(rewoken(row, side.directive), unit: unit, author: author)
            lines.append("\(unit) has taken note of \(id); it hears again on the day, or in five working days")
        }
        try commit(transaction)
        return CommandReply(lines)
    }

    private func extend(
        _ target: Target, to text: String, by grantor: String, _ reason: String, _ author: String
    ) throws -> CommandReply {
        let now = clock.now
        guard let deadline = Deadline(text), deadline.isFixed else {
            throw CommandRefusal(
                EX_USAGE, "'\(text)' is not a date such as 2021-12-10 or a minute such as \"2021-12-10 16:00\"")
        }
        guard !grantor.isEmpty, !reason.isEmpty else {
            throw CommandRefusal(EX_USAGE, "an extension says who granted it (--by) and why (--reason)")
        }
        var lines: [String] = []
        var transaction = LedgerTransaction(at: now)
        for row in try rows(target) {
            let obligation = row.obligation
            guard obligation.state == .open else {
                throw CommandRefusal(
                    EX_DATAERR, "\(obligation.id) ended as \(obligation.state.rawValue): there is nothing to extend")
            }
            let side = try side(of: obligation.directive)
            let track = try Deriver(settings.time).derivation(of: deadline, in: side.notice, event: nil).track
            guard case .dated(let due) = track, due.due > now else {
                throw CommandRefusal(EX_DATAERR, "\(text) has passed; an extension goes to a later day")
            }
            if let current = obligation.due {
                if current.due == due.due {
                    lines.append("\(obligation.id) is due \(current.dueDate) already")
                    continue
                }
                guard due.due > current.due else {
                    throw CommandRefusal(
                        EX_DATAERR,
                        "\(text) is before the due in force, \(current.dueDate); a shorter deadline belongs in the files"
                    )
                }
            }
            let unclaimed = try ledger.unclaimedSlots(of: row, side, before: now)
            let extended = Reconciliation(at: now).extended(obligation, to: track, side: side)
            transaction.skip(unclaimed, as: .noLongerTrue)
            transaction.version(
                rewoken(ObligationRow(obligation: extended, settled: now, wake: nil), side.directive),
                .init(
                    from: obligation.due?.dueDate, due: .init(due, in: settings.time.zone), grantor: grantor,
                    reason: reason),
                author: author)
            lines.append(
                "\(obligation.id): \(obligation.due.map { "\($0.dueDate)" } ?? "none") → \(due.dueDate), version \(extended.version)"
            )
        }
        try commit(transaction)
        return CommandReply(lines)
    }

    private func occur(
        _ directive: String, _ event: String?, _ date: String, _ time: String?, _ occasion: String?, _ author: String
    ) throws -> CommandReply {
        guard let id = DirectiveID(directive), let stored = try ledger.directive(id), stored.inForce else {
            throw CommandRefusal(EX_DATAERR, "there is no directive '\(directive)'")
        }
        let awaited = stored.directive.awaitedEvents
        guard let name = event ?? (awaited.count == 1 ? awaited.first : nil), awaited.contains(name) else {
            if awaited.isEmpty { throw CommandRefusal(EX_DATAERR, "'\(id)' waits for no event") }
            throw CommandRefusal(
                EX_USAGE, "'\(id)' waits for \(awaited.joined(separator: ", ")): name one with --event")
        }
        let zone = settings.time.zone
        guard let day = CivilDate(date) else {
            throw CommandRefusal(EX_USAGE, "'\(date)' is not a date such as 2021-12-01")
        }
        let minute = try time.map { text in
            guard let minute = TimeOfDay(text) else {
                throw CommandRefusal(EX_USAGE, "'\(text)' is not a time such as 15:30")
            }
            return minute
        }
        guard zone.instant(day, minute ?? .midnight) <= clock.now else {
            throw CommandRefusal(EX_DATAERR, "\(date) has not come yet; an event is recorded when it has happened")
        }
        if let occasion, !occasion.isCaseName {
            throw CommandRefusal(EX_USAGE, "'\(occasion)' is not a name of letters, digits, dots and dashes")
        }
        let same = try ledger.obligations(of: id).map(\.obligation).filter { $0.occasion == occasion }
        if let known = same.first {
            guard known.eventDate == day, known.eventTime == minute else {
                throw CommandRefusal(
                    EX_DATAERR,
                    "the case '\(occasion ?? "")' of '\(id)' is recorded with \(known.eventDate?.description ?? "no date"); another case needs a name of its own"
                )
            }
            return CommandReply(["\(known.id) is open already, since \(zone.iso8601(known.opened))"])
        }
        let opened = try occur(
            id, .init(event: name, occasion: occasion, date: day, time: minute, recorded: clock.now), author: author)
        return CommandReply(opened.map { "\($0.id) opens, due \($0.due.map { "\($0.dueDate)" } ?? "none")" })
    }

    private func withdraw(_ target: Target, _ reason: String, _ author: String) throws -> CommandReply {
        guard !reason.isEmpty else { throw CommandRefusal(EX_USAGE, "a withdrawal says why (--reason)") }
        let rows = try rows(target)
        let open = rows.filter { $0.obligation.state == .open }
        guard !open.isEmpty else {
            return CommandReply(
                rows.map { "\($0.obligation.id) has ended already, as \($0.obligation.state.rawValue)" })
        }
        _ = try end(open, as: .withdrawn, reason: reason, author: author)
        return CommandReply(open.map { "\($0.obligation.id) is withdrawn" })
    }

    private func hold(_ on: Bool, _ reason: String?, _ author: String) throws -> CommandReply {
        guard on != claimer.isHeld else {
            return CommandReply([on ? "everything is held already" : "nothing is held by an order"])
        }
        // One transaction: what is released without being woken would sleep for ever.
        var transaction = LedgerTransaction(at: clock.now)
        if !on { _ = try wakeHeld(&transaction) }
        transaction.setHold(on, reason: reason ?? "", author: author)
        try commit(transaction)
        claimer.setHold(on)
        return CommandReply([
            on ? "everything is held until `dondoc hold --off`" : "nothing is held any more; what passed goes late"
        ])
    }

    private func release(_ author: String) throws -> CommandReply {
        var transaction = LedgerTransaction(at: clock.now)
        let count = try wakeHeld(&transaction)
        transaction.noteRelease(obligations: count, author: author)
        try commit(transaction)
        claimer.releaseLimits(at: clock.now)
        return CommandReply(["\(count) held obligations are looked at again now; limits count anew from here"])
    }

    private func acceptClock(_ author: String) throws -> CommandReply {
        var transaction = LedgerTransaction(at: clock.now)
        transaction.acceptClock(author: author)
        try commit(transaction)
        clockAssessment.accept(clock.reading)
        return CommandReply(["the clock counts as right: \(settings.time.zone.iso8601(clock.now))"])
    }
}

extension Deadline {
    /// Whether it is a day, a minute or a period written as such.
    fileprivate var isFixed: Bool {
        switch self {
        case .on, .at, .within: true
        default: false
        }
    }
}

extension String {
    fileprivate var isCaseName: Bool {
        !isEmpty && utf8.count <= 64
            && utf8.allSatisfy { $0.isAlphanumeric || "-._".utf8.contains($0) }
    }
}
