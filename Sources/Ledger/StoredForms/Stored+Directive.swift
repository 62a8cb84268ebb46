import Directives

/// Its hash is over this form (`StoredDirective.hash`): a field that is new is left out where it says nothing, so that no
/// directive seems changed to the first program that knows the field.
extension Directive: VersionedForm {
    static var formName: String { "directive" }

    init(_ stored: Stored) throws {
        self.init(
            id: try stored["id"], task: try stored["task"], quote: try stored["quote"], lead: try stored["lead"],
            coordinating: try stored["coordinating"], supervising: try stored["supervising"],
            receiving: try stored["receiving"], deadlines: try stored["deadlines"], opens: try stored["opens"],
            policy: try stored["policy"], personal: try stored["personal"], restricted: try stored["restricted"],
            withdrawn: try stored["withdrawn"])
    }

    var stored: Stored {
        [
            "coordinating": coordinating, "deadlines": deadlines, "id": id, "lead": lead, "opens": opens,
            "personal": personal, "policy": policy, "quote": quote, "receiving": receiving, "restricted": restricted,
            "supervising": supervising, "task": task, "withdrawn": withdrawn,
        ]
    }
}

extension DirectiveID: StoredText {
    init?(storedText: String) { self.init(storedText) }
    var storedText: String { description }
}

extension Directive.NamedDeadline: StoredForm {
    init(_ stored: Stored) throws { self.init(name: try stored["name"], try stored["deadline"]) }
    var stored: Stored { ["deadline": deadline, "name": name] }
}

extension Directive.Condition: StoredForm {
    init(_ stored: Stored) throws {
        let (name, values) = try stored.asCase
        switch name {
        case "failure": self = .failure(of: try values["of"])
        case "completion": self = .completion(of: try values["of"])
        case "event": self = .event(try values["_0"])
        default: throw StoredFormError.unknown(name)
        }
    }

    var stored: Stored {
        switch self {
        case .failure(let other): .named("failure", ["of": other])
        case .completion(let other): .named("completion", ["of": other])
        case .event(let name): .named("event", ["_0": name])
        }
    }
}

extension Directive.Withdrawal: StoredForm {
    init(_ stored: Stored) throws { self.init(date: try stored["date"], reason: try stored["reason"]) }
    var stored: Stored { ["date": date, "reason": reason] }
}

extension Notice: VersionedForm {
    static var formName: String { "notice" }

    init(_ stored: Stored) throws {
        self.init(
            id: try stored["id"], symbol: try stored["symbol"], number: try stored["number"],
            title: try stored["title"], issuer: try stored["issuer"], issued: try stored["issued"],
            met: try stored["met"], assigned: try stored["assigned"])
    }

    var stored: Stored {
        [
            "assigned": assigned, "id": id, "issued": issued, "issuer": issuer, "met": met, "number": number,
            "symbol": symbol, "title": title,
        ]
    }
}
