extension GatewayPreset {
    /// SMS to the queue of gammu-smsd.
    ///
    /// Its answers were seen with gammu 1.42.0.
    public static let gammu = GatewayPreset(
        "gammu", .sms,
        answers: [
            .init(2, .deferred, alarm: true),
            .init(3, .deferred, alarm: true),
            .init(255, .deferred, alarm: true),
        ]
    ) {
        // -autolen: Unicode only where the text needs it; 3000 is longer than any text of ours, so none is cut.
        ["/usr/bin/gammu-smsd-inject"] + $0.options + ["TEXT", "{to}", "-autolen", "3000"]
    }
}
