/// A program that takes a message and sends it on.
public struct Gateway: Hashable, Sendable {
    /// How an SMS gateway takes Vietnamese text.
    public enum Text: String, Hashable, Sendable, CaseIterable {
        /// Unaccented when that saves a segment.
        case auto
        case accented, unaccented
    }

    public let name: String
    public let channel: Channel
    /// The sender of e-mail, an RFC 5322 mailbox.
    public let from: String?
    /// The program and its arguments, with placeholders.
    public let command: [String]
    /// Seconds after which a run is ended.
    public let timeout: Int
    /// How many runs there are at the same time at most.
    public let concurrency: Int
    /// How many runs start in a minute at most; nil for no limit.
    public let perMinute: Int?
    public let text: Text
    /// The most segments that an SMS may have.
    public let segments: Int
    /// Environment variables of the program besides those that every gateway gets.
    public let environment: [String: String]
    /// Exit statuses that have another meaning here than in the standard table.
    public let exitStatuses: [Int: ExitMeaning]
    /// The name of the gateway that sends its dead messages again; nil where there is none.
    public let fallback: String?
    /// The known program whose answers it gives; nil for another program.
    public let preset: GatewayPreset?
    /// The name of the secret that the service manager provides for it (`LoadCredential=`, systemd.exec(5)).
    public let credential: String?

    public init(
        name: String, channel: Channel, from: String? = nil, command: [String], timeout: Int = 60,
        concurrency: Int = 4, perMinute: Int? = nil, text: Text = .auto, segments: Int = 2,
        environment: [String: String] = [:], exitStatuses: [Int: ExitMeaning] = [:], fallback: String? = nil,
        preset: GatewayPreset? = nil, credential: String? = nil
    ) {
        self.name = name
        self.channel = channel
        self.from = from
        self.command = command
        self.timeout = timeout
        self.concurrency = concurrency
        self.perMinute = perMinute
        self.text = text
        self.segments = segments
        self.environment = environment
        self.exitStatuses = exitStatuses
        self.fallback = fallback
        self.preset = preset
        self.credential = credential
    }
}

/// What a gateway's exit status says of the message.
public enum ExitMeaning: String, Hashable, Sendable, CaseIterable {
    /// The gateway took it. Whether it arrived is not known.
    case accepted
    /// Not now: it is tried again.
    case deferred
    /// Never: the message or the address is wrong.
    case rejected
    /// It may or may not have been sent: it is tried again with the same bytes.
    case unknown

    /// The meaning of an exit status where a gateway's own table says nothing.
    ///
    /// Exit statuses are not interoperable (msmtp gives 69 for SMTP 452 and 554 alike), so only 65 (EX_DATAERR) and 67
    /// (EX_NOUSER) are permanent.
    public static func standard(_ status: Int) -> ExitMeaning {
        switch status {
        case 0: .accepted
        case 65, 67: .rejected
        case 74, 76: .unknown
        default: .deferred
        }
    }

    /// Exit statuses that mean a mistake in the gateway's set-up rather than in the message: the operator is notified.
    public static let misconfigured: Set<Int> = [64, 66, 72, 73, 77, 78, 126, 127, 134]
}
