import ArgumentParser
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
            "1 working day after", escalation, review. What a message to those who supervise tells of earlier reminders \
            is taken from the ledger as it is now; with files alone it is left out.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var facts: FactOptions
    @OptionGroup var language: LanguageOptions

    @Option(help: ArgumentHelp("Only what goes to this unit.", valueName: "unit"))
    var unit: String?

    @Option(help: ArgumentHelp("Only this step; any where left out.", valueName: "step"))
    var step: String?

    @Option(help: ArgumentHelp("email or sms; both where left out.", valueName: "channel"))
    var channel: String?

    @Option(help: ArgumentHelp("The first message from here on; from now where left out.", valueName: "instant"))
    var at: String?

    @Option(help: ArgumentHelp("Write the HTML of the first e-mail to this file.", valueName: "file"))
    var html: String?

    @Flag(help: "The bytes that the gateway gets, of the first message alone.")
    var raw = false

    @Flag(help: "One JSON object a line and a message.")
    var json = false

    @Argument(help: "A directive, such as tb-2021-11-30/8.1.")
    var directive: String

    func validate() throws {
        if raw, json { throw ValidationError("--raw and --json do not go together") }
    }

    func run() throws {
        // With --config and no ledger the plan is that of the files.
        let overview = try source.overview()
        let zone = overview.settings.time.zone
        let query = try query(overview)
        let assigned = overview.notices[query.directive.notice].map { zone.instant($0.assigned) }
        let loaded = try facts.loaded(in: zone) ?? assigned ?? Machine.now
        let obligations = try overview.obligationsOrExit(
            loaded: loaded, events: facts.supposedEvents(for: overview.directives, in: zone))
        let preview = Preview(
            overview, obligations, templates: try templates(), histories: try source.histories(of: obligations))
        let from =
            try at.map { try SpanOptions.instant($0, zone, "--at") }
            ?? (source.isLedger ? overview.asOf ?? Machine.now : loaded)
        let messages = preview.messages(of: query, from: from)
        guard let first = messages.first else {
            var any = query
            any.step = nil
            let steps = preview.steps(of: any).map { "'\($0)'" }.joined(separator: ", ")
            Output.error(
                "dondoc: the plan has no such message about '\(query.directive)'"
                    + (steps.isEmpty ? "" : "; it has the steps \(steps)"))
            throw ExitCode(EX_USAGE)
        }
        try writeHTML(of: messages)
        if raw {
            Output.bytes(first.rendered.bytes)
        } else if json {
            Output.lines(try messages.map { try JSONLine.text(PreviewRecord($0, in: zone)) })
        } else {
            for message in messages { Output.lines(lines(of: message, in: zone)) }
        }
    }

    private func query(_ overview: Overview) throws -> Preview.Query {
        guard let id = DirectiveID(directive), overview.directives.contains(where: { $0.id == id }) else {
            let known = overview.directives.map(\.id.description)
            Output.error(
                "dondoc: there is no directive '\(directive)'\(Suggestion.hint(for: directive, among: known))")
            throw ExitCode(EX_USAGE)
        }
        var query = Preview.Query(directive: id, language: language.chosen)
        if let unit {
            guard overview.settings.units[unit] != nil || unit == Unit.operatorID else {
                let hint = Suggestion.hint(for: unit, among: overview.settings.units.keys)
                throw ValidationError("--unit: there is no unit '\(unit)'\(hint)")
            }
            query.unit = unit
        }
        if let step {
            guard let step = SlotStep(step) else { throw ValidationError("--step: '\(step)' is no step of a policy") }
            query.step = step
        }
        if let channel {
            guard let channel = Channel(rawValue: channel) else {
                throw ValidationError("--channel: '\(channel)' is not email or sms")
            }
            query.channel = channel
        }
        return query
    }

    /// Those of the folder named, else of the standard one; a broken one gives way to the built-in one, as it would.
    private func templates() throws -> TemplateLibrary {
        let folder = ConfigurationFolder(path: source.files.path ?? ConfigurationOptions.standard)
        let (library, findings) = TemplateLibrary.load(folder.templateFiles())
        for finding in findings { Output.error("\(finding)") }
        return library
    }

    private func writeHTML(of messages: [Preview.Message]) throws {
        guard let html else { return }
        let document = messages.lazy.filter { $0.letter.gateway.channel == .email }
            .compactMap { ReadableMail($0.rendered.bytes).html }.first
        guard let document else { throw ValidationError("--html: there is no e-mail among the messages") }
        guard Output.write(document, to: html) else {
            Output.error("dondoc: cannot write \(html)")
            throw ExitCode(EX_CANTCREAT)
        }
    }

    private func lines(of message: Preview.Message, in zone: Zone) -> [String] {
        let letter = message.letter
        let steps = letter.items.map { "\($0.obligation.id) \($0.delivery.slot.key.step)" }.joined(separator: "; ")
        let head = ["\(zone.iso8601(letter.at))  \(letter.gateway.name) to \(letter.recipient)", "about     \(steps)"]
        guard letter.gateway.channel == .email else {
            let text = String(decoding: message.rendered.bytes, as: UTF8.self)
            return head + ["segments  \(message.rendered.segments ?? 0)", "", text, ""]
        }
        let mail = ReadableMail(message.rendered.bytes)
        let parts = ["text"] + (mail.html == nil ? [] : ["HTML"]) + (mail.calendar == nil ? [] : ["calendar"])
        return head + ["parts     \((parts + mail.attachments).joined(separator: ", "))", "", mail.text, ""]
    }
}
