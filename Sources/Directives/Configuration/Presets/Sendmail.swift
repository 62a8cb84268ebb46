extension GatewayPreset {
    /// E-mail to Postfix on this machine.
    ///
    /// Its answers were seen with Postfix 3.7.11.
    public static let sendmail = GatewayPreset(
        "sendmail", .email,
        answers: [
            // Postfix is not running: the message stays in its queue until it is.
            .init(0, saying: "unable to look up public/pickup", .accepted, alarm: true),
            // 75 is everything else.
            .init(75, saying: "message file too big", .rejected),
            .init(75, saying: "malformed input", .rejected),
            .init(75, saying: "Recipient addresses must be specified", .deferred, alarm: true),
            .init(75, saying: "usage: sendmail", .deferred, alarm: true),
            .init(75, saying: "main.cf", .deferred, alarm: true),
            // postdrop retries without end where it may not write: NoNewPrivileges= takes its group away.
            .init(.timedOut, saying: "mail_queue_enter: create file", .deferred, alarm: true),
        ]
    ) {
        // -i: a line with a dot alone does not end the message.
        ["/usr/sbin/sendmail", "-i", "-f", "{from}"] + $0.options + ["--", "{to}"]
    }
}
