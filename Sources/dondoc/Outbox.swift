import ArgumentParser
import ReminderService

struct Outbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show messages and what became of them; send, hold, drop or release them.",
        discussion:
            "States: claimed, deferred, accepted, dead, expired, cancelled. 'accepted' means: the gateway took it.",
        subcommands: [OutboxShow.self, Retry.self, Held.self, Drop.self, Release.self],
        defaultSubcommand: OutboxShow.self)

    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a message again that is dead, expired or cancelled: a new one with the same bytes.")

        @Argument(help: "The message's id, or its beginning.")
        var message: String

        @OptionGroup var socket: SocketOptions

        func run() throws {
            try socket.order(.retryMessage(message))
        }
    }

    struct Drop: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give up a message that waits for a retry.")

        @Argument(help: "The message's id, or its beginning.")
        var message: String

        @OptionGroup var socket: SocketOptions

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String?

        func run() throws {
            try socket.order(.dropMessage(message, reason: reason))
        }
    }

    struct Held: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hold",
            abstract: "Keep a message that no gateway has accepted until it is released, dropped or expires.")

        @Argument(help: "The message's id, or its beginning.")
        var message: String

        @OptionGroup var socket: SocketOptions

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String?

        func run() throws {
            try socket.order(.holdMessage(message, reason: reason))
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let go a message that is held, or else what the limits hold; they count anew from now.")

        @Argument(help: "The message's id, or its beginning; without one, what the limits hold.")
        var message: String?

        @OptionGroup var socket: SocketOptions

        func run() throws {
            try socket.order(message.map { .releaseMessage($0) } ?? .release)
        }
    }
}
