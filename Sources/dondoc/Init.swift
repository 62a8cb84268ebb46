import ArgumentParser
import Basics
import DirectiveFiles
import Directives
import Glibc
import Reporting

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a small configuration, for an office to begin with.",
        discussion: """
            It has one unit, one task that is due within a fortnight, and a gateway that writes each message to a file; a \
            comment at each key says what to put there. The first reminder goes on the next office morning.
            """)

    @Argument(help: "The folder to make; it must not exist yet, or be empty.", completion: .directory)
    var folder: String

    @Option(help: "The name of the office.")
    var name: String?

    @Option(help: ArgumentHelp("The office's time zone.", valueName: "zone"))
    var timezone = "Asia/Ho_Chi_Minh"

    @Option(help: "The language of messages.")
    var language = Language.vietnamese

    @Option(
        name: .customLong("on"),
        help: ArgumentHelp("The day on which the task is assigned. Default: today.", valueName: "date"))
    var date: CivilDate?

    func run() throws {
        guard let zone = Zone(identifier: timezone) else {
            throw CommandFailure(
                EX_USAGE,
                "'\(timezone)' is not a time zone such as Asia/Ho_Chi_Minh"
                    + Suggestion.hint(for: timezone, among: Zone.identifiers))
        }
        let date = date ?? zone.date(at: Machine.now)
        let office = NewOffice(name: name, zone: zone, language: language, on: date)
        try NewFolder(office.files).make(at: Machine.absolute(folder)) { written throws(CommandFailure) in
            let findings = ConfigurationFolder(path: written).load().diagnostics
            guard let mistake = findings.first(where: { $0.severity == .error }) else { return }
            throw CommandFailure(EX_USAGE, mistake.message)
        }
        Output.lines([
            "made \(folder): \(office.files.map(\.path).joined(separator: ", "))",
            "next:",
            "  put your own names and addresses into these files; each key has a comment",
            "  dondoc check --config \(folder)",
            "  dondoc rehearse --config \(folder) --from \(date) --to \(office.due)",
            "  as a service, which reads /etc/dondoc: systemctl enable --now dondoc.socket dondoc.service",
        ])
    }
}
