import ArgumentParser
import Directives
import ReminderService

/// The obligations that an order is about.
struct TargetOptions: ParsableArguments {
    @Argument(help: "A directive such as tb-2021-11-30/8.1, or one obligation of it.")
    var id: String

    @Option(help: ArgumentHelp("The obligation of this lead unit.", valueName: "unit"))
    var unit: String?

    @Option(
        name: .customLong("case"), help: ArgumentHelp("The obligation of this case or deadline.", valueName: "name"))
    var occasion: String?

    @Flag(help: "All open obligations of the directive.")
    var all = false

    var target: Target { Target(id: id, unit: unit, occasion: occasion, all: all) }
}
