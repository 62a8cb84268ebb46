import Dispatch
import Glibc

/// The calls of the Unix stream socket that both ends need.
enum UnixSocket {
    /// A new stream socket that closes on exec.
    static func make() -> Int32 {
        socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }

    /// Writes all bytes; false where the peer has closed its end, or has not taken them by the deadline.
    static func send(_ bytes: [UInt8], to descriptor: Int32, until deadline: DispatchTime = .distantFuture) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 { offset += count } else if !mayGoOn(descriptor, POLLOUT, deadline) { return false }
        }
        return true
    }

    /// Reads what there is, or waits for it; 0 at the end of the stream and at the deadline.
    static func receive(
        _ buffer: inout [UInt8], from descriptor: Int32, until deadline: DispatchTime = .distantFuture
    ) -> Int {
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count >= 0 { return count }
            guard mayGoOn(descriptor, POLLIN, deadline) else { return 0 }
        }
    }

    /// Whether a call that failed may be made again: it was interrupted, or would have blocked, and does so no more.
    private static func mayGoOn(_ descriptor: Int32, _ event: Int32, _ deadline: DispatchTime) -> Bool {
        guard errno == EAGAIN || errno == EINTR else { return false }
        let (now, end) = (DispatchTime.now().uptimeNanoseconds, deadline.uptimeNanoseconds)
        guard now < end else { return false }
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        // Interrupted or at its time: the call itself says more.
        poll(&entry, 1, Int32(clamping: (end - now) / 1_000_000 + 1))
        return true
    }
}
