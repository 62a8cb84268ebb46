import ArgumentParser
import Directives
import ReminderService

struct Occur: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that the event which a directive waits for has happened.",
        discussion: "Example: dondoc occur tb-2021-11-30/8.3 --on 2021-12-01 --case ho-so-12")

    @Argument(help: "The directive.")
    var directive: DirectiveID

    @OptionGroup var socket: SocketOptions

    @Option(
        help: ArgumentHelp(
            "The day on which it happened, such as 2021-12-01; counting starts from it.", valueName: "date"))
    var on: CivilDate

    @Argument(help: "The time of day, such as 15:30, where hours are counted.")
    var time: TimeOfDay?

    @Option(name: .customLong("case"), help: ArgumentHelp("A name for this case.", valueName: "name"))
    var occasion: String?

    @Option(help: ArgumentHelp("Which event, where the directive waits for several.", valueName: "name"))
    var event: String?

    @Flag(help: "A day of more than a year ago is meant.")
    var far = false

    func run() throws {
        try socket.order(
            OccurOrder(
                directive: "\(directive)", event: event, date: "\(on)", time: time.map { "\($0)" }, occasion: occasion,
                far: far))
    }
}
