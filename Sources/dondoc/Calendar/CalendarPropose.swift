import ArgumentParser
import Basics
import Directives
import Glibc
import Rendering
import Reporting

struct CalendarPropose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Propose a year of Vietnam's calendar while its official list is missing.",
        discussion: """
            Prints the block of a year for calendars/*.yaml: what the law fixes, and as comments what is not decided yet. \
            The block is marked 'proposed': its days count, and every due that depends on them stays provisional.
            """)

    @Argument(help: "A year, 2021 to 2100.")
    var year: Int

    @OptionGroup private var language: LanguageOptions

    func run() throws {
        guard let proposal = StatutoryYear(year) else {
            throw CommandFailure(EX_USAGE, "the rules are known for the years 2021 to 2100, not for \(year)")
        }
        Output.lines(ProposedYear(proposal, texts: (language.chosen ?? .vietnamese).texts).lines)
    }
}
