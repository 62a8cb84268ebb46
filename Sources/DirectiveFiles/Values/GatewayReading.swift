import Basics
import Directives
import Yams

extension FileReading {
    private static let gatewayKeys = [
        "channel", "from", "command", "timeout", "concurrency", "per-minute", "text", "segments", "environment",
        "exit-statuses", "fallback", "preset", "options", "url", "body", "fields", "credential",
    ]

    func gateway(_ entry: Fields.Entry, in folder: FolderPath) -> Gateway? {
        guard let name = identifier(entry.key, of: "gateway"),
            let fields = self.fields(entry.value, of: "a gateway", known: Self.gatewayKeys)
        else { return nil }
        let preset: GatewayPreset? = fields.choice("preset")
        // A misspelt preset has an error of its own; the channel that it would have given is not reported as well.
        let named: Channel? = fields.choice("channel", required: fields["preset"] == nil)
        let channel = named ?? preset?.channel
        if let named, let preset, named != preset.channel, fields["command"] == nil {
            newError(
                "the preset '\(preset.rawValue)' is for \(preset.channel.rawValue), not for \(named.rawValue)",
                at: fields["channel"]?.place ?? fields.place)
        }
        var from: String?
        if let text = fields.text("from", required: channel == .email) {
            if channel == .email, let fault = MailAddress.mailboxFault(in: text.string) {
                error(
                    "'\(text.string)' is not a mailbox such as VP UBND <van-phong@ubnd.example>: \(fault)",
                    at: text.place)
            }
            from = words(text, of: "from")
        }
        let credential = self.credential(in: fields)
        let command = self.command(in: fields, of: folder, preset, hasCredential: credential != nil)
        if credential == nil, fields["credential"] == nil, command.contains(where: { $0.contains("{credential}") }) {
            error("the command names {credential}, and the gateway has no 'credential'", at: fields.place)
        }
        let timeout = fields.value("timeout", expecting: "a time from 1s to 1h, such as 60s or 5m") { text in
            Quantities.seconds(text).flatMap { (1...3_600).contains($0) ? $0 : nil }
        }
        let concurrency = fields.number("concurrency", in: 1...256)
        let perMinute = fields.number("per-minute", in: 1...100_000)
        let text: Gateway.Text? = fields.choice("text")
        let segments = fields.number("segments", in: 1...10)
        let environment = self.environment(in: fields)
        let statuses = exitStatuses(in: fields)
        let fallback = fields.text("fallback")?.string
        guard let channel else { return nil }
        return Gateway(
            name: name, channel: channel, from: from, command: command, timeout: timeout ?? 60,
            concurrency: concurrency ?? 4, perMinute: perMinute, text: text ?? .auto, segments: segments ?? 2,
            environment: environment, exitStatuses: statuses, fallback: fallback, preset: preset,
            credential: credential)
    }

    private func command(
        in fields: Fields, of folder: FolderPath, _ preset: GatewayPreset?, hasCredential: Bool
    ) -> [String] {
        if let preset, fields["command"] == nil {
            return presetCommand(preset, in: fields, hasCredential: hasCredential)
        }
        if fields["preset"] == nil {
            refusePresetKeys(in: fields, because: "has no use without a 'preset'")
        } else {
            refusePresetKeys(in: fields, because: "has no use beside a 'command', which stands for the preset's")
            if fields["command"] == nil { return [] }
        }
        guard let texts = fields.list("command", required: true) else { return [] }
        guard let program = texts.first, !program.string.isEmpty else {
            error("'command' names no program", at: fields["command"]?.place ?? fields.place)
            return []
        }
        for text in texts { checkArgument(text) }
        var command = texts.map(\.string)
        if program.string.hasPrefix("./"), program.string.utf8.count > 2 {
            command[0] = folder.absolute(String(program.string.dropFirst(2)))
        } else if !program.string.hasPrefix("/") || program.string.hasSuffix("/") {
            error(
                "the program '\(program.string)' is neither absolute nor ./ relative to this folder", at: program.place)
        } else if program.string.contains("{") {
            error("the program takes no placeholder", at: program.place)
        }
        return command
    }

    func checkArgument(_ text: Text) {
        warnOfCut(text, of: "command")
        if text.string.utf8.contains(0) { error("an argument cannot hold the character 0", at: text.place) }
        let names = Placeholder.allCases.map(\.rawValue).sorted()
        let list = "; there are " + names.map { "{\($0)}" }.joined(separator: " ")
        for piece in ArgumentPiece.pieces(of: text.string) {
            if case .unknown(let name) = piece {
                let hint = Suggestion.hint(for: String(name), among: names)
                error("unknown placeholder '{\(name)}'\(hint.isEmpty ? list : hint)", at: text.place)
            } else if case .text(let part) = piece, part.hasSuffix("{") {
                error("'\(text.string)' has a '{' that begins no placeholder\(list)", at: text.place)
                return
            }
        }
    }

    /// The name of a credential is that of a file: printable ASCII without `/` and `:`, as systemd wants it.
    private func credential(in fields: Fields) -> String? {
        fields.value("credential", expecting: "a name of a credential, such as sms-api") { name in
            let isName = name.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != 0x2F && $0 != 0x3A }
            return isName && ![".", ".."].contains(name) && (1...255).contains(name.utf8.count) ? name : nil
        }
    }

    private func environment(in fields: Fields) -> [String: String] {
        guard let node = fields["environment"], let entries = self.entries(node, of: "'environment'")?.entries else {
            return [:]
        }
        var variables: [String: String] = [:]
        for entry in entries {
            let name = entry.key.string
            let text = self.text(entry.value, of: name)
            if let text { warnOfCut(text, of: name) }
            switch GatewayVariable.fault(of: name, value: text?.string ?? "") {
            case nil: break
            case .name: error("'\(name)' is not a name of a variable", at: entry.key.place)
            case .reserved: error("the variable '\(name)' is set by dondoc", at: entry.key.place)
            case .controlCharacter:
                error("the variable '\(name)' has a control character", at: text?.place ?? entry.key.place)
            }
            if let text { variables[name] = text.string }
        }
        return variables
    }

    private func exitStatuses(in fields: Fields) -> [Int: ExitMeaning] {
        guard let node = fields["exit-statuses"], let entries = self.entries(node, of: "'exit-statuses'")?.entries
        else {
            return [:]
        }
        var statuses: [Int: ExitMeaning] = [:]
        for entry in entries {
            guard let status = number(entry.key, of: "exit-statuses", in: 0...255),
                let text = self.text(entry.value, of: entry.key.string),
                let meaning: ExitMeaning = choice(text, of: "exit-statuses")
            else { continue }
            if status == 0, meaning != .accepted {
                newError("the exit status 0 says that the message was taken: it is always 'accepted'", at: text.place)
            }
            statuses[status] = meaning
        }
        return statuses
    }
}
