import Directives

/// How facts are stored: a kind and details by name, both of which the chain's hashes cover.
///
/// No other code reads or writes a detail by its name. What was written once is read for ever: a name is never given
/// another meaning, and a new one is optional.
extension Event.Fact {
    /// The name of the kind and the details, as they are stored.
    public var encoded: (kind: String, detail: [String: String]) {
        func fact(_ kind: EventKind, _ detail: [String: String?] = [:]) -> (String, [String: String]) {
            (kind.rawValue, detail.compactMapValues(\.self))
        }
        return switch self {
        case .configurationAccepted(let summary, let settings, let files):
            fact(
                .configurationAccepted,
                ["summary": summary, "settings-sha256": settings, "files-sha256-1": files])
        case .configurationRefused(let mistakes, let first):
            fact(.configurationRefused, ["mistakes": "\(mistakes)", "first": first])
        case .opened(let due, let opens, let state, let hash):
            fact(
                .opened,
                [
                    "due": due?.instant, "due_date": due?.date.description, "opens": opens,
                    "state": state == .open ? nil : state.rawValue, Self.rowHashName: hash,
                ])
        case .occurred(let event, let occasion, let date, let time):
            fact(
                .occurred,
                ["event": event, "case": occasion ?? "", "date": "\(date)", "time": time?.description ?? ""])
        case .versioned(let version):
            fact(
                .versioned,
                [
                    "from": version.from?.description ?? "none", "due": version.due?.instant,
                    "due_date": version.due?.date.description, "by": version.grantor, "reason": version.reason,
                    Self.rowHashName: version.rowSHA256,
                ])
        case .acknowledged: fact(.acknowledged)
        case .ended(let state, let reason, let instant):
            fact(EventKind(state), ["reason": reason, "ended": instant.map { "\($0.milliseconds)" }])
        case .claimed(let claim): fact(.claimed, claim.detail)
        case .attemptEnded(let attempt): fact(EventKind(attempt.end.change.state), attempt.detail)
        case .postponed(let instant, let reason):
            fact(.deferred, ["next-attempt": "\(instant.milliseconds)", "reason": reason])
        case .messageEnded(let end, let reason): fact(EventKind(end.change.state), ["reason": reason])
        case .skipped(let slot, let instant, let reason):
            fact(.skipped, ["slot": slot, "slot-at": "\(instant.milliseconds)", "reason": reason.rawValue])
        case .slotHeld(let slot, let address, let limit):
            fact(.held, ["limit": limit, "slot": slot, "to": address])
        case .slotReleased(let slot, let address): fact(.released, ["slot": slot, "to": address])
        case .messageHeld(let reason): fact(.held, ["reason": reason])
        case .messageReleased(let instant): fact(.released, ["until": instant.map { "\($0.milliseconds)" }])
        case .holdSet(let isHeld, let reason): fact(isHeld ? .held : .released, ["scope": "all", "reason": reason])
        case .limitsReleased(let obligations): fact(.released, ["obligations": "\(obligations)"])
        case .reported(let report):
            fact(
                .reported,
                [
                    "letters": "\(report.letters)", "told": report.isTold ? "yes" : nil,
                    "summary": report.isSummary ? "yes" : nil,
                ])
        case .operatorNotified(let letter):
            fact(
                .operatorTold,
                [
                    "subject": letter.subject, "letter": letter.key, "replaces": letter.replaces,
                    "cause": letter.replaces == nil ? nil : "fallback",
                ])
        case .clockStepped(let milliseconds): fact(.clockStepped, ["milliseconds": "\(milliseconds)"])
        case .clockAccepted: fact(.clockStepped, ["accepted": "yes"])
        case .bytesDeleted(let messages, let rows, let end):
            fact(
                .bytesDeleted,
                [
                    "messages": "\(messages)", "rows": "\(rows.lowerBound)-\(rows.upperBound)",
                    "ended-before": "\(end.milliseconds)",
                ])
        case .started(let version): fact(.started, ["version": version])
        case .stopped: fact(.stopped)
        case .other(let kind, let detail): (kind, detail)
        }
    }

    /// What was stored; `other` where it is of an unknown kind or lacks what its kind needs.
    init(kind: String, detail: [String: String]) {
        self = EventKind(rawValue: kind).flatMap { Self.decode($0, detail) } ?? .other(kind: kind, detail: detail)
    }

    /// With the version of the list of columns: a hash over other columns gets another name.
    fileprivate static let rowHashName = "row-sha256-1"

    private static func decode(_ kind: EventKind, _ detail: [String: String]) -> Event.Fact? {
        let reason = detail["reason"]
        switch kind {
        case .configurationAccepted:
            return detail["summary"].map {
                .configurationAccepted(
                    summary: $0, settingsSHA256: detail["settings-sha256"], filesSHA256: detail["files-sha256-1"])
            }
        case .configurationRefused:
            guard let mistakes = detail.integer("mistakes") else { return nil }
            return .configurationRefused(mistakes: mistakes, first: detail["first"] ?? "")
        case .opened:
            let state = detail["state"].flatMap(Obligation.State.init(rawValue:))
            return .opened(
                due: .init(detail), opens: detail["opens"], state: state ?? .open, rowSHA256: detail[rowHashName])
        case .occurred:
            guard let event = detail["event"], let date = detail["date"].flatMap({ CivilDate($0) }) else { return nil }
            let occasion = detail["case"].flatMap { $0.isEmpty ? nil : $0 }
            return .occurred(
                event: event, occasion: occasion, date: date, time: detail["time"].flatMap({ TimeOfDay($0) }))
        case .versioned:
            let from = detail["from"].flatMap({ CivilDate($0) })
            var version = Event.Version(from: from, due: .init(detail), grantor: detail["by"], reason: reason)
            version.rowSHA256 = detail[rowHashName]
            return .versioned(version)
        case .acknowledged: return .acknowledged
        case .done: return .ended(.done, reason: reason, at: detail.instant("ended"))
        case .failed: return .ended(.failed, reason: reason, at: detail.instant("ended"))
        case .withdrawn: return .ended(.withdrawn, reason: reason, at: detail.instant("ended"))
        case .ended: return .ended(.unitEnded, reason: reason, at: detail.instant("ended"))
        case .claimed: return Event.Claim(detail).map { .claimed($0) }
        case .accepted: return Event.Attempt(.accepted, detail).map { .attemptEnded($0) }
        case .deferred:
            if let attempt = Event.Attempt(.deferred, detail) { return .attemptEnded(attempt) }
            guard let reason, let instant = detail.instant("next-attempt") else { return nil }
            return .postponed(until: instant, reason: reason)
        case .dead:
            return Event.Attempt(.dead, detail).map { .attemptEnded($0) }
                ?? reason.map { .messageEnded(.dead, reason: $0) }
        case .expired:
            return Event.Attempt(.expired, detail).map { .attemptEnded($0) }
                ?? reason.map { .messageEnded(.expired, reason: $0) }
        case .cancelled: return reason.map { .messageEnded(.cancelled, reason: $0) }
        case .skipped:
            guard let slot = detail["slot"], let instant = detail.instant("slot-at"),
                let reason = reason.flatMap(SkipReason.init(rawValue:))
            else { return nil }
            return .skipped(slot: slot, at: instant, reason: reason)
        case .held:
            if detail["scope"] == "all" { return .holdSet(true, reason: reason ?? "") }
            guard let slot = detail["slot"] else { return reason.map { .messageHeld(reason: $0) } }
            return .slotHeld(slot: slot, address: detail["to"] ?? "", limit: detail["limit"] ?? "")
        case .released:
            if detail["scope"] == "all" { return .holdSet(false, reason: reason ?? "") }
            if let slot = detail["slot"] { return .slotReleased(slot: slot, address: detail["to"] ?? "") }
            if let count = detail.integer("obligations") { return .limitsReleased(obligations: count) }
            let until = detail.instant("until")
            return detail.isEmpty || until != nil ? .messageReleased(until: until) : nil
        case .handedOver: return nil
        case .reported:
            let (isTold, isSummary) = (detail["told"] != nil, detail["summary"] != nil)
            return detail.integer("letters").map {
                .reported(.init(letters: $0, isTold: isTold, isSummary: isSummary))
            }
        case .operatorTold:
            return detail["letter"].map {
                .operatorNotified(.init(key: $0, subject: detail["subject"] ?? "", replaces: detail["replaces"]))
            }
        case .clockStepped:
            if detail["accepted"] != nil { return .clockAccepted }
            return detail.integer("milliseconds").map { .clockStepped(milliseconds: Int64($0)) }
        case .bytesDeleted:
            let bounds = (detail["rows"] ?? "").split(separator: "-").compactMap { Int64($0) }
            guard let messages = detail.integer("messages"), let end = detail.instant("ended-before"),
                bounds.count == 2, bounds[0] <= bounds[1]
            else { return nil }
            return .bytesDeleted(messages: messages, rows: bounds[0]...bounds[1], endedBefore: end)
        case .started: return detail["version"].map { .started(version: $0) }
        case .stopped: return .stopped
        }
    }
}

extension Event.RecordedDue {
    fileprivate init?(_ detail: [String: String]) {
        guard let date = detail["due_date"].flatMap({ CivilDate($0) }) else { return nil }
        self.init(date: date, instant: detail["due"])
    }
}

extension Event.Claim {
    fileprivate var detail: [String: String?] {
        [
            "sha256": sha256, "gateway": gateway, "address": address, "recipient": recipient, "replaces": replaces,
            "slots": slots.isEmpty ? nil : slots.joined(separator: "\n"),
            "closes": closes.isEmpty ? nil : closes.joined(separator: "\n"), "cause": isFallback ? "fallback" : nil,
            "at": planned.map { "\($0.milliseconds)" }, "subject-sha256": subjectSHA256,
            Event.Fact.rowHashName: rowSHA256, "until": until.map { "\($0.milliseconds)" },
        ]
    }

    init?(_ detail: [String: String]) {
        guard let sha256 = detail["sha256"] else { return nil }
        self.init(
            sha256: sha256, gateway: detail["gateway"], address: detail["address"], recipient: detail["recipient"],
            replaces: detail["replaces"], slots: detail.lines("slots"), closes: detail.lines("closes"),
            isFallback: detail["cause"] == "fallback", planned: detail.instant("at"),
            subjectSHA256: detail["subject-sha256"], rowSHA256: detail[Event.Fact.rowHashName],
            until: detail.instant("until"))
    }
}

extension Event.Attempt {
    fileprivate var detail: [String: String?] {
        [
            "attempt": "\(number)", "exit": exit, "meaning": meaning.rawValue, "gateway-id": gatewayID,
            "next-attempt": nextAttempt.map { "\($0.milliseconds)" }, "state": state?.rawValue,
            "output-sha256": outputSHA256, "started": started.map { "\($0.milliseconds)" },
        ]
    }

    fileprivate init?(_ end: AttemptEnd, _ detail: [String: String]) {
        guard let number = detail.integer("attempt"), let exit = detail["exit"],
            let meaning = detail["meaning"].flatMap(ExitMeaning.init(rawValue:))
        else { return nil }
        self.init(
            end: end, number: number, exit: exit, meaning: meaning, gatewayID: detail["gateway-id"],
            nextAttempt: detail.instant("next-attempt"), state: detail["state"].flatMap(MessageState.init(rawValue:)),
            outputSHA256: detail["output-sha256"], started: detail.instant("started"))
    }
}

extension [String: String] {
    fileprivate func integer(_ name: String) -> Int? {
        self[name].flatMap { Int($0) }
    }

    fileprivate func instant(_ name: String) -> Instant? {
        integer(name).map { Instant(milliseconds: Int64($0)) }
    }

    fileprivate func lines(_ name: String) -> [String] {
        self[name].map { $0.split(separator: "\n").map(String.init) } ?? []
    }
}
