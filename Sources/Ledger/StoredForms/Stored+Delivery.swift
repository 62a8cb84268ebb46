import Directives

extension Delivery: VersionedForm {
    static var formName: String { "delivery" }

    init(_ stored: Stored) throws {
        self.init(
            slot: try stored["slot"], gateway: try stored["gateway"], channel: try stored["channel"],
            address: try stored["address"], language: try stored["language"])
    }

    var stored: Stored {
        ["address": address, "channel": channel, "gateway": gateway, "language": language, "slot": slot]
    }
}

extension Slot: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            key: try stored["key"], at: try stored["at"], ordinal: try stored["ordinal"], via: try stored["via"],
            merged: try stored["merged"])
    }

    var stored: Stored { ["at": at, "key": key, "merged": merged, "ordinal": ordinal, "via": via] }
}

extension Slot.Merged: StoredForm {
    init(_ stored: Stored) throws { self.init(role: try stored["role"], step: try stored["step"]) }
    var stored: Stored { ["role": role, "step": step] }
}

extension Role: StoredText {}

extension Slot.Key: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            obligation: try stored["obligation"], version: try stored["version"], role: try stored["role"],
            step: try stored["step"], unit: try stored["unit"], occurrence: try stored["occurrence"])
    }

    var stored: Stored {
        [
            "obligation": obligation, "occurrence": occurrence, "role": role, "step": step, "unit": unit,
            "version": version,
        ]
    }
}

extension SlotStep: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "onAssignment": self = .onAssignment
        case "changed": self = .changed
        case "before": self = .before(try values["_0"])
        case "onTheDay": self = .onTheDay
        case "after": self = .after(try values["_0"])
        case "every": self = .every(try values["_0"])
        case "atOnce": self = .atOnce
        case "review": self = .review
        case "escalation": self = .escalation
        case "handedOver": self = .handedOver
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .onAssignment: .named("onAssignment")
        case .changed: .named("changed")
        case .before(let count): .named("before", ["_0": count])
        case .onTheDay: .named("onTheDay")
        case .after(let count): .named("after", ["_0": count])
        case .every(let count): .named("every", ["_0": count])
        case .atOnce: .named("atOnce")
        case .review: .named("review")
        case .escalation: .named("escalation")
        case .handedOver: .named("handedOver")
        }
    }
}
