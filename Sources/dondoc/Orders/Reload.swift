import ArgumentParser
import ReminderService

struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the files again; returns when it is done, and shows what changed.",
        discussion: "With a mistake in a file nothing changes: every mistake is shown, and the exit status is 78.")

    @OptionGroup var socket: SocketOptions

    func run() throws {
        try socket.order(.reload)
    }
}
