import Glibc

/// The environment variables by which the service manager speaks to a service.
///
/// libsystemd reads the process's own and, asked to, removes them; here they are a value, so that a test brings its own
/// and nothing is ever set or unset in the process (which no thread-safe program may do).
public struct Environment: Sendable {
    /// The variables of this process, read when they are asked for.
    public static let process = Environment(values: nil)

    private let values: [String: String]?

    /// An environment of exactly these variables.
    public init(_ values: [String: String]) {
        self.init(values: values)
    }

    private init(values: [String: String]?) {
        self.values = values
    }

    /// The value of a variable, or nil where it is missing.
    public subscript(name: String) -> String? {
        guard let values else { return getenv(name).map { String(cString: $0) } }
        return values[name]
    }
}
