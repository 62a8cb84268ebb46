import ArgumentParser
import ReminderService

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show how the daemon is and what comes next.")

    @OptionGroup var socket: SocketOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        try socket.order(.status, json: json)
    }
}
