import ArgumentParser
import ReminderService

struct OutboxRelease: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Release a held message, or else the reminders that the limits hold; the limits count anew from now.")

    @Argument(help: "The message's id, or its beginning; without one, what the limits hold.")
    var message: String?

    @OptionGroup var socket: SocketOptions

    func run() throws {
        try socket.order(message.map { ReleaseMessageOrder($0) as any Order } ?? ReleaseOrder())
    }
}
