import ArgumentParser
import ReminderService

struct ClockAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Confirm that the clock is right; the daemon goes on with it.")

    @OptionGroup var socket: SocketOptions

    func run() throws {
        try socket.order(AcceptClockOrder())
    }
}
