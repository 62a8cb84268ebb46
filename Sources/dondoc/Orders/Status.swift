import ArgumentParser
import ReminderService

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the state of the daemon and what comes next.")

    @OptionGroup var socket: SocketOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        try socket.order(StatusOrder(), json: json)
    }
}
