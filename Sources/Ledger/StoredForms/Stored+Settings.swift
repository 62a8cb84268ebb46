import Directives

extension Settings: VersionedForm {
    static var formName: String { "settings" }

    init(_ stored: Stored) throws {
        self.init(
            office: try stored["office"], time: try stored["time"], language: try stored["language"],
            operatorAddresses: try stored["operatorAddresses"], catchUpDays: try stored["catchUpDays"],
            limits: try stored["limits"], reports: try stored["reports"], retention: try stored["retention"],
            redirect: try stored["redirect"], hold: try stored["hold"], gateways: try stored["gateways"],
            policies: try stored["policies"], units: try stored["units"], groups: try stored["groups"])
    }

    var stored: Stored {
        [
            "catchUpDays": catchUpDays, "gateways": gateways, "groups": groups, "hold": hold, "language": language,
            "limits": limits, "office": office, "operatorAddresses": operatorAddresses, "policies": policies,
            "redirect": redirect, "reports": reports, "retention": retention, "time": time, "units": units,
        ]
    }
}

extension Settings.Office: StoredForm {
    init(_ stored: Stored) throws { self.init(name: try stored["name"], short: try stored["short"]) }
    var stored: Stored { ["name": name, "short": short] }
}

extension Settings.Limits: StoredForm {
    init(_ stored: Stored) throws {
        self.init(perAddressPerDay: try stored["perAddressPerDay"], perHour: try stored["perHour"])
    }

    var stored: Stored { ["perAddressPerDay": perAddressPerDay, "perHour": perHour] }
}

extension Settings.Reports: StoredForm {
    init(_ stored: Stored) throws {
        self.init(exceptions: try stored["exceptions"], summary: try stored["summary"])
    }

    var stored: Stored { ["exceptions": exceptions, "summary": summary] }
}

extension Retention: StoredForm {
    init(_ stored: Stored) throws { self.init(bytesMonths: try stored["bytesMonths"]) }
    var stored: Stored { ["bytesMonths": bytesMonths] }
}

extension Channel: StoredText, StoredName {}
extension Language: StoredText {}
extension Gateway.Text: StoredText {}
extension ExitMeaning: StoredText {}
extension GatewayPreset: StoredText {}

extension Gateway: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            name: try stored["name"], channel: try stored["channel"], from: try stored["from"],
            command: try stored["command"], timeout: try stored["timeout"], concurrency: try stored["concurrency"],
            perMinute: try stored["perMinute"], text: try stored["text"], segments: try stored["segments"],
            environment: try stored["environment"], exitStatuses: try stored["exitStatuses"],
            fallback: try stored["fallback"], preset: try stored["preset"], credential: try stored["credential"])
    }

    var stored: Stored {
        [
            "channel": channel, "command": command, "concurrency": concurrency, "credential": credential,
            "environment": environment, "exitStatuses": exitStatuses, "fallback": fallback, "from": from, "name": name,
            "perMinute": perMinute, "preset": preset, "segments": segments, "text": text, "timeout": timeout,
        ]
    }
}

extension Unit: StoredForm {
    init(_ stored: Stored) throws {
        self.init(
            id: try stored["id"], name: try stored["name"], short: try stored["short"], aliases: try stored["aliases"],
            addresses: try stored["addresses"], supervising: try stored["supervising"],
            language: try stored["language"], smsText: try stored["smsText"], external: try stored["external"],
            validTo: try stored["validTo"], successor: try stored["successor"])
    }

    var stored: Stored {
        [
            "addresses": addresses, "aliases": aliases, "external": external, "id": id, "language": language,
            "name": name, "short": short, "smsText": smsText, "successor": successor, "supervising": supervising,
            "validTo": validTo,
        ]
    }
}

extension UnitGroup: StoredForm {
    init(_ stored: Stored) throws {
        self.init(id: try stored["id"], name: try stored["name"], members: try stored["members"])
    }

    var stored: Stored { ["id": id, "members": members, "name": name] }
}
