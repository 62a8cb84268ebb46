internal import Glibc

/// The sockets that the service manager opened and passed to the daemon (sd_listen_fds(3)).
public enum SocketActivation {
    /// The listening descriptors by their `FileDescriptorName=`; none where the variables are not for this process.
    ///
    /// Each gets the flag close-on-exec, so that no gateway inherits the control socket. Of two with the same name the
    /// first is returned. One without a name is called `unknown`, as by systemd.
    public static func sockets(environment: Environment = .process) -> [String: Int32] {
        sockets(environment: environment, first: 3)
    }

    /// - Parameter first: the number of the first descriptor: 3 by the protocol, another one in tests.
    static func sockets(environment: Environment, first: Int32) -> [String: Int32] {
        guard environment["LISTEN_PID"] == "\(getpid())",
            let count = environment["LISTEN_FDS"].flatMap(Int32.init), count > 0
        else { return [:] }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
        var sockets: [String: Int32] = [:]
        for index in 0..<min(count, Int32.max - first) {
            let descriptor = first + index
            // The number is not an open descriptor, so the rest of the list cannot be right either.
            let flags = fcntl(descriptor, F_GETFD)
            guard flags >= 0, fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) == 0 else { break }
            let name = Int(index) < names.count && !names[Int(index)].isEmpty ? String(names[Int(index)]) : "unknown"
            if sockets[name] == nil { sockets[name] = descriptor }
        }
        return sockets
    }
}
