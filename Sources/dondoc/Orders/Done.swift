import ArgumentParser
import ReminderService

struct Done: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that a task is done, or has failed; its reminders end.")

    @OptionGroup var target: TargetOptions
    @OptionGroup var socket: SocketOptions

    @Flag(help: "It has failed and will not be done.")
    var failed = false

    @Option(help: ArgumentHelp("Why, or by which document.", valueName: "text"))
    var reason: String?

    func validate() throws {
        if failed, reason == nil { throw ValidationError("--failed needs --reason") }
    }

    func run() throws {
        try socket.order(EndOrder(target.target, failed: failed, reason: reason))
    }
}
