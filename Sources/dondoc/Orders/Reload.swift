import ArgumentParser
import ReminderService

struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the daemon read the files again; returns when that is done, and shows what changed.",
        discussion: "If a file has a mistake, nothing changes: every mistake is shown, and the exit status is 78.")

    @OptionGroup var socket: SocketOptions

    func run() throws {
        try socket.order(ReloadOrder())
    }
}
