import ArgumentParser

struct Clock: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Confirm that the machine's clock is right, although it seems wrong.", subcommands: [ClockAccept.self]
    )
}
