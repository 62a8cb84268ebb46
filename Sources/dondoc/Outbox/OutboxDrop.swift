import ArgumentParser
import ReminderService

struct OutboxDrop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Cancel a message that waits for a retry.")

    @OptionGroup var options: MessageOptions

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String?

    func run() throws {
        try options.socket.order(DropMessageOrder(options.message, reason: reason))
    }
}
