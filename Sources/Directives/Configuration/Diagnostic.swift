/// A finding about a file, with its place.
public struct Diagnostic: Hashable, Sendable, Error {
    public enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// A place in a file.
    ///
    /// Lines and columns are counted from 1, columns in Unicode scalars.
    public struct Location: Hashable, Sendable {
        public let file: String
        public let line: Int
        public let column: Int

        public init(file: String, line: Int, column: Int) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    public let severity: Severity
    public let message: String
    public let location: Location

    public init(_ severity: Severity, _ message: String, at location: Location) {
        self.severity = severity
        self.message = message
        self.location = location
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: error: message`, the format of compilers, which editors can read.
    public var description: String {
        "\(location.file):\(location.line):\(location.column): \(severity.rawValue): \(message)"
    }
}

extension Diagnostic: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.location.file, lhs.location.line, lhs.location.column, lhs.message)
            < (rhs.location.file, rhs.location.line, rhs.location.column, rhs.message)
    }
}
