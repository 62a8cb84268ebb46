import ArgumentParser
import ReminderService

struct Occur: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that what a directive waits for has happened.",
        discussion: "Example: dondoc occur tb-2021-11-30/8.3 --on 2021-12-01 --case ho-so-12")

    @Argument(help: "The directive.")
    var directive: String

    @OptionGroup var socket: SocketOptions

    @Option(help: ArgumentHelp("When it happened; counting starts here.", valueName: "date"))
    var on: String

    @Argument(help: "The time of day, such as 15:30, where hours are counted.")
    var time: String?

    @Option(name: .customLong("case"), help: ArgumentHelp("A name for this case.", valueName: "name"))
    var occasion: String?

    @Option(help: ArgumentHelp("Which event, where the directive waits for several.", valueName: "name"))
    var event: String?

    func run() throws {
        try socket.order(.occur(directive: directive, event: event, date: on, time: time, occasion: occasion))
    }
}
