extension GatewayPreset {
    /// SMS to a provider's HTTP interface.
    ///
    /// Its answers were seen with curl 7.88.1. None of curl's exit statuses is one of sysexits.h: 67 is a refused login.
    public static let curl = GatewayPreset("curl", .sms, takesRequest: true, answers: known + others, command: command)

    private static let known: [GatewayAnswer] = [
        // A redirect is not followed, and is no success.
        .init(0, saying: "\nhttp-status: 3", .deferred, alarm: true),
        .init(22, saying: "returned error: 410", .rejected),
        .init(22, saying: "returned error: 413", .rejected),
        .init(22, saying: "returned error: 422", .rejected),
        .init(22, saying: "returned error: 408", .deferred),
        .init(22, saying: "returned error: 409", .deferred),
        .init(22, saying: "returned error: 425", .deferred),
        .init(22, saying: "returned error: 429", .deferred),
        // 400, 401, 403, 404…: a key, an address or a field that is wrong for every message.
        .init(22, saying: "returned error: 4", .deferred, alarm: true),
        .init(22, .deferred),
        .init(5, .deferred),
        .init(7, .deferred),
        .init(28, .unknown),
        .init(52, .unknown),
        .init(55, .unknown),
        .init(56, .unknown),
        .init(16, .unknown),
        .init(18, .unknown),
        .init(92, .unknown),
        .init(95, .unknown),
    ]

    /// A name that does not resolve, a certificate that is not trusted, a file or an option that is wrong.
    private static let others: [GatewayAnswer] = (1...99).map { GatewayAnswer($0, .deferred, alarm: true) }

    @Sendable private static func command(_ additions: Additions) -> [String] {
        // --disable must come first: it keeps curl from reading a .curlrc.
        var command = [
            "/usr/bin/curl", "--disable", "--silent", "--show-error", "--globoff", "--fail-with-body",
            "--max-time", "50", "--proto", "=http,https", "--write-out", "\\nhttp-status: %{http_code}\\n",
            "--header", "Idempotency-Key: {id}",
        ]
        // curl reads the credential as a file of options, so that no secret is in its arguments.
        if additions.hasCredential { command += ["--config", "{credential}"] }
        command += additions.options
        guard let request = additions.request else { return command }
        switch request.body {
        case .form:
            return command + request.fields.flatMap { ["--data-urlencode", argument($0)] } + ["--url", request.url]
        case .json:
            // curl cannot put a text into JSON: our own `json-body` does, and starts curl with the result.
            return [ourselves, "json-body"] + request.fields.map(argument) + ["--"]
                + command + ["--json", "@-", "--url", request.url]
        }
    }

    /// As curl(1) has it: after `=` all is data whatever it begins with, and `@-` is standard input.
    private static func argument(_ field: Request.Field) -> String {
        field.value == Request.text ? "\(field.name)@-" : "\(field.name)=\(field.value)"
    }
}
