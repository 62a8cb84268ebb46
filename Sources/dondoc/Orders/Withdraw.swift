import ArgumentParser
import ReminderService

struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that a directive was taken back; reminders of it end.")

    @OptionGroup var target: TargetOptions
    @OptionGroup var socket: SocketOptions

    @Option(help: ArgumentHelp("Why, or by which paper.", valueName: "text"))
    var reason: String

    func run() throws {
        try socket.order(.withdraw(target.target, reason: reason))
    }
}
