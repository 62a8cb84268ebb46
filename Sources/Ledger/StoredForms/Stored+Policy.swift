import Directives

extension Policy: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            name: try stored["name"], at: try stored["at"], lead: try stored["lead"],
            coordinating: try stored["coordinating"], supervising: try stored["supervising"],
            escalation: try stored["escalation"], review: try stored["review"])
    }

    var stored: Stored {
        [
            "at": at, "coordinating": coordinating, "escalation": escalation, "lead": lead, "name": name,
            "review": review, "supervising": supervising,
        ]
    }
}

extension Policy.At: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "time": self = .time(try values["_0"])
        case "now": self = .now
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .time(let time): .named("time", ["_0": time])
        case .now: .named("now")
        }
    }
}

extension Policy.Ladder: StoredForm {
    init(_ stored: Stored) throws { self.init(via: try stored["via"], steps: try stored["steps"]) }
    var stored: Stored { ["steps": steps, "via": via] }
}

extension Policy.Escalation: StoredForm {
    init(_ stored: Stored) throws {
        self.init(after: try stored["after"], to: try stored["to"], via: try stored["via"])
    }

    var stored: Stored { ["after": after, "to": to, "via": via] }
}

extension Step: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "onAssignment": self = .onAssignment
        case "before": self = .before(try values["_0"])
        case "onTheDay": self = .onTheDay
        case "after": self = .after(try values["_0"])
        case "every": self = .every(try values["_0"])
        case "until": self = .until(try values["_0"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .onAssignment: .named("onAssignment")
        case .before(let count): .named("before", ["_0": count])
        case .onTheDay: .named("onTheDay")
        case .after(let count): .named("after", ["_0": count])
        case .every(let count): .named("every", ["_0": count])
        case .until(let count): .named("until", ["_0": count])
        }
    }
}

extension StepCount: StoredForm {
    init(_ stored: Stored) throws {
        guard let count = StepCount(try stored["amount"], working: try stored["working"]) else {
            throw StoredFormError.malformed("number of days")
        }
        self = count
    }

    var stored: Stored { ["amount": amount, "working": working] }
}
