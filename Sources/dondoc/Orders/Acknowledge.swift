import ArgumentParser
import ReminderService

struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: "Record that a unit has acknowledged a task: no reminders before the due date for five working days.")

    @OptionGroup var target: TargetOptions
    @OptionGroup var socket: SocketOptions

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The unit that acknowledges. Default: the lead.", valueName: "unit"))
    var actor: String?

    func run() throws {
        try socket.order(AcknowledgeOrder(target.target, unit: actor))
    }
}
