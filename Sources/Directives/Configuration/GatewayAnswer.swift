/// What one ending of a known program means.
public struct GatewayAnswer: Hashable, Sendable {
    /// How the program ended.
    public enum Ending: Hashable, Sendable {
        case exited(Int)
        case timedOut
    }

    public let ending: Ending
    /// What its output holds besides; nil for whatever it says.
    public let phrase: String?
    public let meaning: ExitMeaning
    /// The operator is to hear of it: the set-up is wrong rather than the message.
    public let isMisconfigured: Bool

    init(_ status: Int, saying phrase: String? = nil, _ meaning: ExitMeaning, alarm: Bool = false) {
        self.init(.exited(status), saying: phrase, meaning, alarm: alarm)
    }

    init(_ ending: Ending, saying phrase: String? = nil, _ meaning: ExitMeaning, alarm: Bool = false) {
        self.ending = ending
        self.phrase = phrase
        self.meaning = meaning
        isMisconfigured = alarm
    }
}

extension GatewayPreset {
    /// What the program answers; of several that fit the first holds, and where none does the standard table.
    ///
    /// Seen with msmtp 1.8.23, Postfix 3.7.11, gammu 1.42.0, smstools 3.1.21 and curl 7.88.1 of Debian 12.
    public var answers: [GatewayAnswer] {
        switch self {
        case .msmtp: Self.msmtpAnswers
        case .sendmail: Self.sendmailAnswers
        case .gammu: Self.gammuAnswers
        case .smstools: Self.smstoolsAnswers
        case .curl: Self.curlAnswers
        }
    }

    private static let msmtpAnswers: [GatewayAnswer] = [
        // 65 is any 5xx to MAIL or RCPT: one to MAIL refuses our own sender.
        .init(65, saying: "envelope from address", .deferred, alarm: true),
        .init(65, .rejected),
        // 69 is all of 4xx, a 5xx after DATA, and no TLS.
        .init(69, saying: "the server did not accept the mail\nmsmtp: server message: 5", .rejected),
        .init(69, saying: "the server does not support", .deferred, alarm: true),
        .init(68, .deferred, alarm: true),
        .init(74, saying: "No such file or directory", .deferred, alarm: true),
    ]

    private static let sendmailAnswers: [GatewayAnswer] = [
        // Postfix is not running: the letter lies in its queue until it is.
        .init(0, saying: "unable to look up public/pickup", .accepted, alarm: true),
        // 75 is everything else.
        .init(75, saying: "message file too big", .rejected),
        .init(75, saying: "malformed input", .rejected),
        .init(75, saying: "Recipient addresses must be specified", .deferred, alarm: true),
        .init(75, saying: "usage: sendmail", .deferred, alarm: true),
        .init(75, saying: "main.cf", .deferred, alarm: true),
        // postdrop tries for ever where it may not write: NoNewPrivileges= takes away its group.
        .init(.timedOut, saying: "mail_queue_enter: create file", .deferred, alarm: true),
    ]

    private static let gammuAnswers: [GatewayAnswer] = [
        .init(2, .deferred, alarm: true),
        .init(3, .deferred, alarm: true),
        .init(255, .deferred, alarm: true),
    ]

    private static let smstoolsAnswers: [GatewayAnswer] = [
        // Our own program: what it could not lay down whole is not there.
        .init(74, .deferred, alarm: true)
    ]

    /// None of curl's exit statuses is one of sysexits.h: 67 is a refused login.
    private static let curlAnswers: [GatewayAnswer] = curlKnown + curlOthers

    private static let curlKnown: [GatewayAnswer] = [
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

    /// A name that does not resolve, a certificate that is not to be trusted, a file or an option that is wrong.
    private static let curlOthers: [GatewayAnswer] = (1...99).map { GatewayAnswer($0, .deferred, alarm: true) }
}
