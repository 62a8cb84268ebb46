internal import Glibc

/// The address of a Unix socket as systemd writes it: an absolute path, or `@` and a name in the abstract namespace.
struct SocketAddress {
    private var address = sockaddr_un()
    private let length: socklen_t

    /// Nil for anything else (`vsock:` of newer systemd), and for what does not fit.
    init?(path: String) {
        guard let first = path.utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@") else { return nil }
        let isAbstract = first == UInt8(ascii: "@")
        let bytes = isAbstract ? [0] + path.utf8.dropFirst() : Array(path.utf8)
        // A path ends with a NUL that has to fit too; an abstract name is as long as it is.
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count <= (isAbstract ? capacity : capacity - 1) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? MemoryLayout<sa_family_t>.size
        length = socklen_t(start + bytes.count + (isAbstract ? 0 : 1))
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
