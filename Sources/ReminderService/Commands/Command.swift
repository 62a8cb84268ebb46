public import Directives

/// An order to the daemon, as it travels through the control socket.
public enum Command: Hashable, Codable, Sendable {
    case status
    case reload
    /// Ends obligations as done, or as failed.
    case end(Target, failed: Bool, reason: String?)
    /// A unit has taken note; nil for the lead.
    case acknowledge(Target, unit: UnitID?)
    /// A later due, granted by somebody.
    case extend(Target, to: String, by: String, reason: String)
    /// What a directive waits for has happened.
    case occur(directive: String, event: String?, date: String, time: String?, occasion: String?)
    case withdraw(Target, reason: String)
    /// Nothing is claimed until it is lifted.
    case hold(Bool, reason: String?)
    /// A new message in place of a dead, expired or cancelled one.
    case retryMessage(String)
    /// A message that is not to go.
    case dropMessage(String, reason: String?)
    /// A message that is to wait until it is let go.
    case holdMessage(String, reason: String?)
    /// Lets go a message that somebody holds.
    case releaseMessage(String)
    /// Lets go what the fuse holds.
    case release
    /// The machine's clock is right, however odd it looks.
    case acceptClock
}

/// Which obligations an order is about.
public struct Target: Hashable, Codable, Sendable {
    /// A directive's or an obligation's id.
    public let id: String
    public let unit: UnitID?
    public let occasion: String?
    /// All that are open.
    public let all: Bool

    public init(id: String, unit: UnitID? = nil, occasion: String? = nil, all: Bool = false) {
        self.id = id
        self.unit = unit
        self.occasion = occasion
        self.all = all
    }
}

/// What came of an order, in lines for people.
public struct CommandReply: Hashable, Codable, Sendable {
    public let lines: [String]
    /// One JSON object, where the order asked for facts.
    public let json: String?

    public init(_ lines: [String], json: String? = nil) {
        self.lines = lines
        self.json = json
    }
}

/// Why an order is not followed; nothing has changed.
public struct CommandRefusal: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The exit status of the command, one of `sysexits.h`.
    public let exitCode: Int32
    public let description: String

    public init(_ exitCode: Int32, _ description: String) {
        self.exitCode = exitCode
        self.description = description
    }
}
