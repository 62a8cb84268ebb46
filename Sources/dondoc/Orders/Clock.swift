import ArgumentParser
import ReminderService

struct Clock: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say that the machine's clock is right, however odd it looks.", subcommands: [Accept.self])

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take the clock as right and go on.")

        @OptionGroup var socket: SocketOptions

        func run() throws {
            try socket.order(.acceptClock)
        }
    }
}
