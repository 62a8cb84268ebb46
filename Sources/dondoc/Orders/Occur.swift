import ArgumentParser
import DeadlinePhrases
import Directives
import ReminderService

struct Occur: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that the event which a directive waits for has happened.",
        discussion: "Example: dondoc occur tb-2021-11-30/8.3 --on 2021-12-01 --case ho-so-12")

    @Argument(help: "The directive, such as tb-2021-11-30/8.3.")
    var directive: DirectiveID

    @OptionGroup var socket: SocketOptions

    @Option(
        help: ArgumentHelp(
            "The day on which it happened, such as 2021-12-01, or with its time, 2021-12-01T15:30, where hours are "
                + "counted. Counting starts from it.", valueName: "date"))
    var on: PhraseTrigger

    @Argument(help: "The time of day, such as 15:30, where --on has none.")
    var time: TimeOfDay?

    @Option(name: .customLong("case"), help: ArgumentHelp("A name for this case.", valueName: "name"))
    var occasion: String?

    @Option(help: ArgumentHelp("Which event, where the directive waits for several.", valueName: "name"))
    var event: String?

    @Flag(help: "A day of more than a year ago is meant.")
    var far = false

    mutating func validate() throws {
        if on.time != nil, time != nil { throw ValidationError("the time of day is given twice") }
    }

    func run() throws {
        try socket.order(
            OccurOrder(
                directive: "\(directive)", event: event, date: "\(on.date)", time: (time ?? on.time).map { "\($0)" },
                occasion: occasion, far: far))
    }
}
