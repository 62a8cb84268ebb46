import Basics
import Directives
import Yams

/// The keys of a gateway that make its command by a preset.
extension FileReading {
    /// Keys that only a preset's command uses; a `command` of the office's own contains all arguments itself.
    private static let presetKeys = ["options", "url", "body", "fields"]

    /// The command of a preset with the gateway's own keys; empty where one of these has a mistake.
    func presetCommand(_ preset: GatewayPreset, in fields: Fields, hasCredential: Bool) -> [String] {
        let options = fields.list("options") ?? []
        for option in options { checkArgument(option) }
        var request: GatewayPreset.Request?
        if preset.takesRequest {
            request = self.request(in: fields)
            if request == nil { return [] }
        } else {
            let others = GatewayPreset.allCases.filter(\.takesRequest).map(\.rawValue).joined(separator: ", ")
            for key in ["url", "body", "fields"] {
                guard let node = fields[key] else { continue }
                error("'\(key)' is for the preset \(others) only", at: node.place)
            }
        }
        return preset.command(
            .init(options: options.map(\.string), request: request, hasCredential: hasCredential))
    }

    /// Reports keys that are not used where the gateway has no preset, or a command of its own.
    func refusePresetKeys(in fields: Fields, because reason: String) {
        for key in Self.presetKeys {
            guard let node = fields[key] else { continue }
            error("'\(key)' \(reason)", at: node.place)
        }
    }

    private func request(in fields: Fields) -> GatewayPreset.Request? {
        guard let url = fields.text("url", required: true) else { return nil }
        let isAddress = ["https://", "http://"].contains {
            url.string.hasPrefix($0) && url.string.utf8.count > $0.utf8.count
        }
        if !isAddress || url.string.utf8.contains(where: { !(0x21...0x7E).contains($0) || $0 == 0x7B || $0 == 0x7D }) {
            error(
                "'\(url.string)' is not an address such as https://sms.example/send, without spaces and braces",
                at: url.place)
            return nil
        }
        if url.string.hasPrefix("http://"), !Self.isLoopback(url.string.dropFirst("http://".count)) {
            warning(
                "'\(url.string)' is not encrypted: numbers, words and the secret can be read on the way", at: url.place)
        }
        let body: GatewayPreset.Request.Body? = fields.choice("body")
        guard let values = requestFields(in: fields) else { return nil }
        return GatewayPreset.Request(url: url.string, body: body ?? .form, fields: values)
    }

    private static func isLoopback(_ rest: Substring) -> Bool {
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        return ["127.0.0.1", "localhost", "[::1]"].contains { host == $0 || host.hasPrefix("\($0):") }
    }

    private func requestFields(in fields: Fields) -> [GatewayPreset.Request.Field]? {
        guard let node = fields["fields"] else { return GatewayPreset.Request.standardFields }
        guard let entries = self.entries(node, of: "'fields'")?.entries else { return nil }
        var values: [GatewayPreset.Request.Field] = []
        for entry in entries {
            let name = entry.key.string
            let isName = name.utf8.allSatisfy { $0.isAlphanumeric || "_-.".utf8.contains($0) }
            guard isName, !name.isEmpty, !name.hasPrefix("-") else {
                error(
                    "'\(name)' is not a name of a field: letters, digits, '_', '-' and '.' make one",
                    at: entry.key.place
                )
                continue
            }
            guard let text = self.text(entry.value, of: name) else { continue }
            if text.string != GatewayPreset.Request.text { checkArgument(text) }
            values.append(.init(name: name, value: text.string))
        }
        guard values.filter({ $0.value == GatewayPreset.Request.text }).count == 1 else {
            error("one of 'fields' has to be \"{text}\", the message, and no more than one", at: node.place)
            return nil
        }
        return values
    }
}
