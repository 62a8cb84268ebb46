import ArgumentParser
import Glibc
import ReminderService

/// Where the running daemon listens.
struct SocketOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The state directory of a daemon without systemd's socket; else /run/dondoc/control.sock is asked.",
            valueName: "dir"))
    var state: String?

    private var path: String {
        if let state { return ControlClient.path(inState: state) }
        if access(ControlClient.standardPath, F_OK) == 0 { return ControlClient.standardPath }
        let fallback = ControlClient.path(inState: "/var/lib/dondoc")
        return access(fallback, F_OK) == 0 ? fallback : ControlClient.standardPath
    }

    /// Sends an order and prints what came of it, or exits with the reason.
    func order(_ command: Command, json: Bool = false) throws {
        do throws(CommandRefusal) {
            let reply = try ControlClient(path: path).send(command)
            if json, let text = reply.json { Output.line(text) } else { Output.lines(reply.lines) }
        } catch {
            Output.error("dondoc: \(error)")
            throw ExitCode(error.exitCode)
        }
    }
}
