import ArgumentParser
import ReminderService

struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that a directive was withdrawn; its reminders end.")

    @OptionGroup var target: TargetOptions
    @OptionGroup var socket: SocketOptions

    @Option(help: ArgumentHelp("Why, or by which document.", valueName: "text"))
    var reason: String

    func run() throws {
        try socket.order(WithdrawOrder(target.target, reason: reason))
    }
}
