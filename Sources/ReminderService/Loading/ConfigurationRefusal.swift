public import Directives

/// A configuration that the engine does not put in force.
public struct ConfigurationRefusal: Error, Sendable, CustomStringConvertible {
    public let diagnostics: [Diagnostic]

    /// Every mistake, one a line.
    public var description: String {
        diagnostics.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
    }
}
