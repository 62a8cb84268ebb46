import ArgumentParser
import ReminderService

struct OutboxRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Send a dead, expired or cancelled message again: as a new message with the same bytes.")

    @OptionGroup var options: MessageOptions

    func run() throws {
        try options.socket.order(RetryMessageOrder(options.message))
    }
}
