import ArgumentParser
import ReminderService

struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: "Record that a unit has taken note; reminders before the day rest for five working days.")

    @OptionGroup var target: TargetOptions
    @OptionGroup var socket: SocketOptions

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The unit that took note; the lead where left out.", valueName: "unit"))
    var actor: String?

    func run() throws {
        try socket.order(.acknowledge(target.target, unit: actor))
    }
}
