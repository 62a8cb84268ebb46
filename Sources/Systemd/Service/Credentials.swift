internal import Basics
internal import Glibc

/// The secrets that the service manager provides for the daemon (`LoadCredential=`, systemd.exec(5)).
public struct Credentials: Sendable {
    /// Why a credential is not available.
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        /// The name cannot be that of a file in the credentials' directory.
        case name(String)
        /// systemd provided no credentials, or it does not run the daemon.
        case noDirectory
        case missing(String)

        public var description: String {
            switch self {
            case .name(let name): "'\(VisibleText.escaped(name))' cannot be the name of a credential"
            case .noDirectory: "there are no credentials here: the unit has no LoadCredential="
            case .missing(let name): "there is no credential '\(name)': the unit needs LoadCredential=\(name):PATH"
            }
        }
    }

    private let directory: String?

    /// - Parameter environment: the source of `CREDENTIALS_DIRECTORY`.
    public init(environment: Environment = .process) {
        directory = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    /// The credentials of the running service, for a command that root starts beside it.
    public static func ofService(_ unit: String = "dondoc.service", environment: Environment = .process) -> Credentials
    {
        let folder = "/run/credentials/\(unit)"
        guard environment["CREDENTIALS_DIRECTORY"] == nil, access(folder, R_OK | X_OK) == 0 else {
            return Credentials(environment: environment)
        }
        return Credentials(environment: Environment(["CREDENTIALS_DIRECTORY": folder]))
    }

    /// The path of a credential's file.
    ///
    /// A name is printable ASCII without `/` and `:`, not `.` or `..`, at most 255 long: what systemd accepts.
    public func path(of name: String) throws(Refusal) -> String {
        let isPrintable = name.utf8.allSatisfy {
            (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":")
        }
        guard isPrintable, !["", ".", ".."].contains(name), name.utf8.count <= 255 else { throw .name(name) }
        guard let directory else { throw .noDirectory }
        let path = "\(directory)/\(name)"
        guard access(path, R_OK) == 0 else { throw .missing(name) }
        return path
    }
}
