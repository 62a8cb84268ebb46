import ArgumentParser
import Glibc
import ReminderService

/// Where the running daemon listens.
struct SocketOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The state directory of a daemon that systemd did not start. Default: the socket /run/dondoc/control.sock.",
            valueName: "dir"), completion: .directory)
    var state: String?

    private var path: String {
        if let state { return ControlClient.path(inState: state) }
        if access(ControlClient.standardPath, F_OK) == 0 { return ControlClient.standardPath }
        let fallback = ControlClient.path(inState: "/var/lib/dondoc")
        return access(fallback, F_OK) == 0 ? fallback : ControlClient.standardPath
    }

    /// Sends an order and prints the reply.
    func order(_ order: any Order, json: Bool = false) throws(OrderRefusal) {
        let reply = try ControlClient(path: path).send(order)
        if json, let text = reply.json { Output.asItStands(text) } else { Output.lines(reply.lines) }
    }
}
