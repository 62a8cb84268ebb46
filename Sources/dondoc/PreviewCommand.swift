import ArgumentParser
import Basics
import DirectiveFiles
import Directives
import Glibc
import ReminderService
import Rendering
import Reporting

struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show a reminder exactly as it will be sent; sends nothing.",
        discussion: """
            Shown is the next message of the plan about the directive, with everything else that goes to the same address \
            at the same instant. --step takes the policy's words: "on assignment", "3 working days before", "on the day", \
            "1 working day after", escalation, review. What a message to supervising units says about earlier reminders is \
            taken from the ledger as it is now; without a ledger it is left out.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var facts: FactOptions
    @OptionGroup var language: LanguageOptions

    @Option(help: ArgumentHelp("Only what goes to this unit.", valueName: "unit"))
    var unit: String?

    @Option(help: ArgumentHelp("Only this step. Default: any.", valueName: "step"))
    var step: SlotStep?

    @Option(help: ArgumentHelp("Only this channel. Default: both.", valueName: "channel"))
    var channel: Channel?

    @Option(
        help: ArgumentHelp(
            "The first message at or after this day or instant, such as 2021-11-29T07:59. Default: now, or the last "
                + "message where all have passed.", valueName: "instant"))
    var at: WrittenInstant?

    @Option(
        help: ArgumentHelp("Write the HTML of the first e-mail to this file.", valueName: "file"),
        completion: .file())
    var html: String?

    @Flag(help: "Print the bytes that the gateway gets, of the first message only.")
    var raw = false

    @Flag(help: "Print one JSON object per message, one per line.")
    var json = false

    @Argument(help: "A directive, such as tb-2021-11-30/8.1.")
    var directive: DirectiveID

    func validate() throws {
        if raw, json { throw ValidationError("--raw and --json do not go together") }
    }

    func run() throws {
        let review = source.files.path == nil ? nil : source.files.review()
        let overview = try source.overview(of: review)
        let zone = overview.settings.time.zone
        let id = try overview.directive(named: "\(directive)").id
        if let unit { try overview.settings.require(unit) }
        let loaded = facts.loaded?.instant(in: zone) ?? overview.assigned(id) ?? Machine.now
        let obligations = try facts.obligations(of: overview, loaded: loaded)
        let preview = Preview(
            overview, obligations, templates: review?.templates ?? templates(),
            histories: try source.histories(of: obligations))
        let query = Preview.Query(
            directive: id, unit: unit, step: step, channel: channel, language: language.chosen)
        let messages = try preview.messages(
            of: query, from: at?.instant(in: zone) ?? source.now(overview, loaded: loaded), orLast: at == nil)
        if let html {
            guard let document = messages.lazy.compactMap(\.html).first else {
                throw CommandFailure(EX_USAGE, "--html: there is no e-mail among the messages")
            }
            try Output.write(document.utf8, to: html)
        }
        if raw {
            Output.bytes(messages.first?.rendered.bytes ?? [])
        } else if json {
            try Output.json(each: messages.map { PreviewRecord($0, in: zone) })
        } else {
            for message in messages { Output.lines(message.lines(in: zone)) }
        }
    }

    /// The templates of the standard folder; a broken one is replaced by the built-in one, as the daemon does.
    private func templates() -> TemplateLibrary {
        let (library, findings) = TemplateLibrary.load(source.files.folder.templateFiles())
        for finding in findings { Output.error("\(finding)") }
        return library
    }
}
