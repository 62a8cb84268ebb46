import Directives

extension Obligation: VersionedForm {
    static var formName: String { "obligation" }
    /// 2: what units know of the versions before, and extensions.
    static var formVersion: Int { 2 }

    init(_ stored: Stored) throws {
        self.init(
            restoring: try stored["id"], key: try stored["key"], directive: try stored["directive"],
            unit: try stored["unit"], deadline: try stored["deadline"], occasion: try stored["occasion"],
            period: try stored["period"], eventDate: try stored["eventDate"], eventTime: try stored["eventTime"],
            opened: try stored["opened"], track: try stored["track"])
        version = try stored["version"]
        versionSince = try stored["versionSince"]
        state = try stored["state"]
        ended = try stored["ended"]
        acknowledgements = try stored["acknowledgements"]
        past = try stored["past"]
        grant = try stored["grant"]
        // In the first form only the due of the version before was known.
        if let previous = try (stored["past"] as FormerPast?)?.due { past?.dues[version - 1] = previous }
    }

    var stored: Stored {
        [
            "acknowledgements": acknowledgements, "deadline": deadline, "directive": directive, "ended": ended,
            "eventDate": eventDate, "eventTime": eventTime, "grant": grant, "id": id, "key": key == id ? nil : key,
            "occasion": occasion, "opened": opened, "past": past, "period": period, "state": state, "track": track,
            "unit": unit, "version": version, "versionSince": versionSince,
        ]
    }
}

extension Obligation.State: StoredText {}

extension Track: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "dated": self = .dated(try values["_0"])
        case "atOnce": self = .atOnce
        case "undated": self = .undated
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .dated(let due): .named("dated", ["_0": due])
        case .atOnce: .named("atOnce")
        case .undated: .named("undated")
        }
    }
}

extension Due: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            aim: try stored["aim"], due: try stored["due"], aimDate: try stored["aimDate"],
            dueDate: try stored["dueDate"], provisional: try stored["provisional"])
    }

    var stored: Stored {
        ["aim": aim, "aimDate": aimDate, "due": due, "dueDate": dueDate, "provisional": provisional]
    }
}

extension Obligation.Grant: StoredForm {
    init(_ stored: Stored) throws {
        self.init(over: try stored["over"], track: try stored["track"], at: try stored["at"])
    }

    var stored: Stored { ["at": at, "over": over, "track": track] }
}

extension Obligation.Acknowledgement: StoredForm {
    init(_ stored: Stored) throws { self.init(unit: try stored["unit"], at: try stored["at"]) }
    var stored: Stored { ["at": at, "unit": unit] }
}

extension Obligation.Past: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            until: try stored["until"], overdue: try stored["overdue"],
            leadOverdueInVersion: try stored["leadOverdueInVersion"], unclaimed: try stored["unclaimed"],
            said: Set(try stored["said"] as [Slot.Key]), dues: try stored["dues"] ?? [:],
            toldOfEnd: try stored["toldOfEnd"] ?? 0)
    }

    var stored: Stored {
        [
            "dues": dues.isEmpty ? nil : dues, "leadOverdueInVersion": leadOverdueInVersion, "overdue": overdue,
            // A set has no order of its own, and equal values are to be equal text.
            "said": said.sorted { "\($0)" < "\($1)" }, "toldOfEnd": toldOfEnd == 0 ? nil : toldOfEnd,
            "unclaimed": unclaimed, "until": until,
        ]
    }
}

/// What the first form had in place of `dues`.
private struct FormerPast: StoredForm {
    let due: Due?

    init(_ stored: Stored) throws { due = try stored["previousDue"] }
    var stored: Stored { ["previousDue": due] }
}
