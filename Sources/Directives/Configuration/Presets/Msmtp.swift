extension GatewayPreset {
    /// E-mail to a relay by SMTP.
    ///
    /// Its answers were seen with msmtp 1.8.23.
    public static let msmtp = GatewayPreset(
        "msmtp", .email,
        answers: [
            // 65 is any 5xx to MAIL or RCPT: one to MAIL refuses our own sender.
            .init(65, saying: "envelope from address", .deferred, alarm: true),
            .init(65, .rejected),
            // 69 is all of 4xx, a 5xx after DATA, and no TLS.
            .init(69, saying: "the server did not accept the mail\nmsmtp: server message: 5", .rejected),
            .init(69, saying: "the server does not support", .deferred, alarm: true),
            .init(68, .deferred, alarm: true),
            .init(74, saying: "No such file or directory", .deferred, alarm: true),
        ]
    ) {
        ["/usr/bin/msmtp", "--host=127.0.0.1", "--from={from}", "--timeout=45"] + $0.options + ["--", "{to}"]
    }
}
