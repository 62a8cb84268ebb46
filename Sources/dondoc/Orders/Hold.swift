import ArgumentParser
import ReminderService

struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start no new reminder until the hold is lifted; messages that exist already are still sent.")

    @OptionGroup var socket: SocketOptions

    @Flag(help: "Lift the hold; reminders whose time has passed are sent late, by the rules of catch-up.")
    var off = false

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String?

    func run() throws {
        try socket.order(HoldOrder(!off, reason: reason))
    }
}
