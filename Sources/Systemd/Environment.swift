import Glibc

/// The environment variables by which the service manager passes information to a service.
///
/// libsystemd reads those of the process and can remove them. Here they are a value, so that a test gives its own, and
/// none is ever set or unset in the process, which is not safe with several threads.
public struct Environment: Sendable {
    /// The variables of this process, read at each access.
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
