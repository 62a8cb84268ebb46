extension GatewayPreset {
    /// SMS to the spool of smstools' smsd, written by our own `smstools-spool`.
    ///
    /// Tried with smstools 3.1.21.
    public static let smstools = GatewayPreset(
        "smstools", .sms,
        answers: [
            // Our own program removes what it could not write whole.
            .init(74, .deferred, alarm: true)
        ]
    ) {
        [ourselves, "smstools-spool"] + $0.options + ["--", "{to}"]
    }
}
