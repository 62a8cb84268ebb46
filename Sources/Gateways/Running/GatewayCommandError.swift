import Basics
public import Directives

/// Why a gateway's program is not started for a message.
public enum GatewayCommandError: Error, Hashable, Sendable {
    /// The program is missing, not absolute, or holds a placeholder.
    case program(String)
    /// The recipient is empty, or begins with `-` and would be read as an option.
    case recipient(String)
    /// A value other than the recipient would be read as an option.
    case option(Placeholder, String)
    /// A control character or line separator in the named value.
    case controlCharacter(String)
    case unknownPlaceholder(String)
    /// The gateway declares a variable that it may not set, or whose name is not valid.
    case variable(String)

    /// Whether it concerns this message alone: any other is a mistake of the set-up, which every message meets.
    public var isOfRecipient: Bool {
        switch self {
        case .recipient: true
        case .controlCharacter(let name): name == "{\(Placeholder.to)}"
        case .program, .option, .unknownPlaceholder, .variable: false
        }
    }
}

extension GatewayCommandError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .program(let text): "not the absolute path of a program: '\(VisibleText.record(of: text.utf8))'"
        case .recipient(let text): "not a recipient: '\(VisibleText.record(of: text.utf8))'"
        case .option(let placeholder, let text):
            "the value of {\(placeholder)} would be read as an option: '\(VisibleText.record(of: text.utf8))'"
        case .controlCharacter(let text): "a control character in \(VisibleText.record(of: text.utf8))"
        case .unknownPlaceholder(let name): "unknown placeholder {\(name)}"
        case .variable(let name): "a gateway may not set the variable '\(VisibleText.record(of: name.utf8))'"
        }
    }
}
