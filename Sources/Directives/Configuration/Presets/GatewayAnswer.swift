/// What one ending of a known program means.
public struct GatewayAnswer: Hashable, Sendable {
    /// How the program ended.
    public enum Ending: Hashable, Sendable {
        case exited(Int)
        case timedOut
    }

    public let ending: Ending
    /// What its output contains besides; nil for any output.
    public let phrase: String?
    public let meaning: ExitMeaning
    /// Whether the operator is notified: the set-up is wrong rather than the message.
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
