import ArgumentParser
import ReminderService

struct Extend: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record a later due date that somebody granted; both dates are kept.")

    @OptionGroup var target: TargetOptions
    @OptionGroup var socket: SocketOptions

    @Option(help: ArgumentHelp("The new due date: 2021-12-10, \"2021-12-10 16:00\", 2021-12.", valueName: "date"))
    var to: String

    @Option(help: ArgumentHelp("Who granted it.", valueName: "who"))
    var by: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    func run() throws {
        try socket.order(ExtendOrder(target.target, to: to, by: by, reason: reason))
    }
}
