/// A program whose command line and answers Dondoc knows: `preset: msmtp` in a gateway.
///
/// Whatever a preset gives, a key of the gateway overrules. What each program really answers stands in
/// `config/gateways.md` and is tried with Debian's programs by `Tests/Gateways`.
public enum GatewayPreset: String, Codable, Hashable, Sendable, CaseIterable {
    /// E-mail to a relay by SMTP.
    case msmtp
    /// E-mail to Postfix on this machine.
    case sendmail
    /// SMS to the queue of gammu-smsd.
    case gammu
    /// SMS to the spool of smstools' smsd.
    case smstools
    /// SMS to a provider's HTTP interface.
    case curl

    /// What a curl gateway sends, and where to.
    public struct Request: Hashable, Sendable {
        public enum Body: String, Hashable, Sendable, CaseIterable {
            case form, json
        }

        /// Stands for the message in a field.
        public static let text = "{text}"

        public let url: String
        public let body: Body
        /// Names and values in the order of the file; exactly one value is `{text}`.
        public let fields: [Field]

        public struct Field: Hashable, Sendable {
            public let name: String
            public let value: String

            public init(name: String, value: String) {
                self.name = name
                self.value = value
            }
        }

        public init(url: String, body: Body = .form, fields: [Field] = Request.standardFields) {
            self.url = url
            self.body = body
            self.fields = fields
        }

        public static let standardFields = [Field(name: "to", value: "{to}"), Field(name: "text", value: text)]
    }

    public var channel: Channel {
        switch self {
        case .msmtp, .sendmail: .email
        case .gammu, .smstools, .curl: .sms
        }
    }

    /// The program and its arguments.
    ///
    /// - Parameters:
    ///   - options: The office's own, put where they overrule the preset's.
    ///   - request: Of curl only.
    ///   - hasCredential: Whether the gateway names one; curl reads it as a file of options (`--config`).
    public func command(options: [String] = [], request: Request? = nil, hasCredential: Bool = false) -> [String] {
        switch self {
        case .msmtp:
            ["/usr/bin/msmtp", "--host=127.0.0.1", "--from={from}", "--timeout=45"] + options + ["--", "{to}"]
        case .sendmail:
            // -i: a line with a dot alone does not end the message.
            ["/usr/sbin/sendmail", "-i", "-f", "{from}"] + options + ["--", "{to}"]
        case .gammu:
            // -autolen: Unicode only where the text needs it; longer texts than we write would be cut there.
            ["/usr/bin/gammu-smsd-inject"] + options + ["TEXT", "{to}", "-autolen", "3000"]
        case .smstools:
            [Self.ourselves, "smstools-spool"] + options + ["--", "{to}"]
        case .curl:
            Self.curl(options, request, hasCredential)
        }
    }

    /// The program that is running, also after an upgrade has put another in its place.
    private static let ourselves = "/proc/self/exe"

    private static func curl(_ options: [String], _ request: Request?, _ hasCredential: Bool) -> [String] {
        // --disable must come first: no .curlrc of anybody's.
        var command = [
            "/usr/bin/curl", "--disable", "--silent", "--show-error", "--globoff", "--fail-with-body",
            "--max-time", "50", "--proto", "=http,https", "--write-out", "\\nhttp-status: %{http_code}\\n",
            "--header", "Idempotency-Key: {id}",
        ]
        if hasCredential { command += ["--config", "{credential}"] }
        command += options
        guard let request else { return command }
        switch request.body {
        case .form:
            return command + request.fields.flatMap { ["--data-urlencode", argument($0)] } + ["--url", request.url]
        case .json:
            // curl makes no JSON of a text: we do, and hand it the rest.
            return [ourselves, "json-body"] + request.fields.map(argument) + ["--"]
                + command + ["--json", "@-", "--url", request.url]
        }
    }
    /// As curl(1) has it: after `=` all is data whatever it begins with, and `@-` is standard input.
    private static func argument(_ field: Request.Field) -> String {
        field.value == Request.text ? "\(field.name)@-" : "\(field.name)=\(field.value)"
    }
}
