import ArgumentParser

struct Outbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show messages and their states; send, hold, drop or release them.",
        discussion:
            "States: claimed, deferred, accepted, dead, expired, cancelled. 'accepted' means: the gateway took it.",
        subcommands: [
            OutboxListCommand.self, OutboxRetry.self, OutboxHold.self, OutboxDrop.self, OutboxRelease.self,
        ],
        defaultSubcommand: OutboxListCommand.self)
}

/// The message that an order is about.
struct MessageOptions: ParsableArguments {
    @Argument(help: "The message's id, or its beginning.")
    var message: String

    @OptionGroup var socket: SocketOptions
}
