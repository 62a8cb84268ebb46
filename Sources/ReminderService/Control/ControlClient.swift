import Basics
import Glibc

/// Sends orders to a running daemon.
public struct ControlClient: Sendable {
    /// Where the unit's socket is.
    public static let standardPath = "/run/dondoc/control.sock"

    private let path: String

    /// The socket of a state directory that a daemon runs in without systemd's socket.
    public static func path(inState directory: String) -> String {
        directory + "/control.sock"
    }

    public init(path: String) {
        self.path = path
    }

    /// Sends one order and waits for its reply.
    package func send(_ order: any Order) throws(OrderRefusal) -> OrderReply {
        let descriptor = UnixSocket.make()
        guard descriptor >= 0 else { throw OrderRefusal(EX_OSERR, "socket: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        guard SocketAddress(path: path)?.withPointer({ connect(descriptor, $0, $1) }) == 0 else { throw unreachable() }
        let call = ControlMessage.encode(
            ControlMessage.Call(method: ControlMessage.method, parameters: OrderEnvelope(order)))
        guard UnixSocket.send(call, to: descriptor) else { throw unreachable() }
        var reply: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !reply.contains(0) {
            let count = UnixSocket.receive(&buffer, from: descriptor)
            guard count > 0 else {
                throw OrderRefusal(
                    EX_TEMPFAIL,
                    "the daemon ended before it answered; whether it followed the order, `dondoc log` tells")
            }
            reply += buffer.prefix(count)
        }
        let text = reply.prefix { $0 != 0 }
        if let refusal = ControlMessage.decode(ControlMessage.Refusal.self, text) { throw refusal.parameters }
        guard let answer = ControlMessage.decode(ControlMessage.Reply.self, text) else {
            throw OrderRefusal(EX_SOFTWARE, "the daemon's answer cannot be read; is it of another version?")
        }
        return answer.parameters
    }

    private func unreachable() -> OrderRefusal {
        let reason = String(cString: strerror(errno))
        if errno == EACCES {
            return OrderRefusal(
                EX_NOPERM, "\(path): \(reason); orders are for root and for members of the group 'dondoc'")
        }
        return OrderRefusal(
            EX_UNAVAILABLE,
            "no daemon answers at \(path) (\(reason)); nothing was changed. Start it with: systemctl start dondoc")
    }
}
