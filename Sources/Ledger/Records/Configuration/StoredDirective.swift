import Basics
public import Directives

/// A directive as it was accepted.
public struct StoredDirective: Hashable, Sendable {
    public let directive: Directive
    public let notice: Notice
    /// Of the directive and its notice; see `hash(_:_:)`.
    public let hash: String
    /// Relative to the configuration directory.
    public let sourceFile: String
    /// From 1.
    public let sourceLine: Int
    /// When the daemon first loaded it: a later load, even after a removal, does not change it.
    public let firstLoaded: Instant
    /// Whether the configuration in force has it; one that left the files stays for the record.
    public let inForce: Bool

    public init(
        directive: Directive, notice: Notice, hash: String? = nil, sourceFile: String, sourceLine: Int,
        firstLoaded: Instant, inForce: Bool = true
    ) {
        self.directive = directive
        self.notice = notice
        self.hash = hash ?? Self.hash(directive, notice)
        self.sourceFile = sourceFile
        self.sourceLine = sourceLine
        self.firstLoaded = firstLoaded
        self.inForce = inForce
    }

    /// The SHA-256, in lower-case hexadecimal, of what a directive and its notice say: equal for equal values, whatever
    /// their spelling in the file.
    public static func hash(_ directive: Directive, _ notice: Notice) -> String {
        SHA256.hash("\(JSON.text(directive))\0\(JSON.text(notice))").hexadecimal
    }
}
