import ArgumentParser
import ReminderService

struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Claim no reminder until the hold is lifted; what was claimed before comes to its end.")

    @OptionGroup var socket: SocketOptions

    @Flag(help: "Lift the hold; what passed goes late, by the rules of catch-up.")
    var off = false

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String?

    func run() throws {
        try socket.order(.hold(!off, reason: reason))
    }
}
