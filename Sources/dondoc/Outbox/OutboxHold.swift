import ArgumentParser
import ReminderService

struct OutboxHold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Keep a message that no gateway has accepted until it is released, dropped or expires.")

    @OptionGroup var options: MessageOptions

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String?

    func run() throws {
        try options.socket.order(HoldMessageOrder(options.message, reason: reason))
    }
}
