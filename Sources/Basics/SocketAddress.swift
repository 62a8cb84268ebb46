package import Glibc

/// The address of a Unix socket.
package struct SocketAddress: Sendable {
    private var address = sockaddr_un()
    private let length: socklen_t

    /// The address of a path; nil where it is empty or too long.
    package init?(path: String) {
        guard !path.isEmpty else { return nil }
        // A path ends with a NUL that has to fit too.
        self.init(Array(path.utf8) + [0])
    }

    /// The address as systemd writes it: an absolute path, or `@` and a name in the abstract namespace.
    ///
    /// Nil for anything else (`vsock:` of newer systemd), and for what does not fit.
    package init?(systemd text: String) {
        switch text.utf8.first {
        case UInt8(ascii: "/"): self.init(path: text)
        // An abstract name begins with a NUL, and ends with its last byte.
        case UInt8(ascii: "@"): self.init([0] + text.utf8.dropFirst())
        default: return nil
        }
    }

    private init?(_ bytes: [UInt8]) {
        guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? MemoryLayout<sa_family_t>.size
        length = socklen_t(start + bytes.count)
    }

    /// Calls the body with the pointer and length that `bind`, `connect` and `sendto` take.
    package func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
