import ArgumentParser
import Directives
import Glibc
import ReminderService
import Reporting

struct CalendarPropose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Propose a year of Vietnam's calendar while its official list is missing.",
        discussion: """
            Prints a year block for calendars/*.yaml: what the law fixes, and what is yet to be decided as comments. The \
            block is marked 'proposed': the days count, and what rests on them stays provisional.
            """)

    @Argument(help: "A year, 2021 to 2100.")
    var year: Int

    @OptionGroup private var language: LanguageOptions

    func run() throws {
        guard let proposal = StatutoryYear(year) else {
            Output.error("dondoc: the rules are known for the years 2021 to 2100, not for \(year)")
            throw ExitCode(EX_USAGE)
        }
        Output.lines(ProposedYear(proposal, language: language.chosen ?? .vietnamese).lines)
    }
}
