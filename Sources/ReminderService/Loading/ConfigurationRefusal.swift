public import Directives

/// A configuration that is not put in force.
public struct ConfigurationRefusal: Error, Sendable, CustomStringConvertible {
    public let diagnostics: [Diagnostic]

    /// The mistakes, each with its place.
    var mistakes: [String] {
        diagnostics.filter { $0.severity == .error }.map(\.description)
    }

    /// Every mistake, one a line.
    public var description: String { mistakes.joined(separator: "\n") }
}
