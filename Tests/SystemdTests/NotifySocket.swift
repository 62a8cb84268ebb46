import Glibc
import Systemd

/// A service manager's end of `NOTIFY_SOCKET`: a datagram socket in a directory of its own.
final class NotifySocket {
    struct Failure: Error {
        let call: String
        let code = errno
    }

    let path: String
    private let directory: String
    private let descriptor: Int32

    init() throws {
        var template = Array("/tmp/dondoc-notify-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Failure(call: "mkdtemp") }
        directory = String(cString: made)
        path = "\(directory)/notify"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw Failure(call: "bind") }
    }

    deinit {
        close(descriptor)
        unlink(path)
        rmdir(directory)
    }

    var manager: ServiceManager {
        ServiceManager(environment: Environment(["NOTIFY_SOCKET": path]))
    }

    /// The next datagram, or nil when none is waiting.
    func next() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }
}
