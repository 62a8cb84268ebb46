import ArgumentParser
import Basics
import Directives
import Glibc
import ReminderService

@main
struct Dondoc: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dondoc",
        abstract: "Reminds offices of their tasks before and after each deadline.",
        discussion: """
            Directives with deadlines are read from the files of a configuration folder; reminders are sent by e-mail and \
            SMS programs; what was sent is kept in a ledger as proof.

            Try it without sending anything:
              dondoc check --config config
              dondoc rehearse --config config --from 2021-11-26 --to 2021-12-10
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Look",
                subcommands: [
                    Check.self, PlanCommand.self, Rehearse.self, PreviewCommand.self, Explain.self,
                    CalendarCommand.self, List.self, Outbox.self, Show.self, Report.self, Log.self, Status.self,
                    Audit.self,
                ]),
            CommandGroup(
                name: "Record",
                subcommands: [Done.self, Acknowledge.self, Extend.self, Occur.self, Withdraw.self]),
            CommandGroup(
                name: "Run",
                subcommands: [
                    Init.self, Run.self, Reload.self, Hold.self, Clock.self, Backup.self, TestGateway.self, Spool.self,
                    SMSToolsSpoolCommand.self, JSONBodyCommand.self,
                ]),
        ])

    /// How a day, a period or a time is written that the parser refuses; it says only which value is wrong.
    static func spelling(of refusal: String) -> String? {
        let parts = refusal.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2, parts[0] == "The value " else { return nil }
        if let absence = WrittenForm.absence(of: parts[1]) { return absence }
        let written = Respelling.nearest(to: parts[1]) { text in
            WrittenInstant(text) != nil || TimeOfDay(text) != nil || Period(text) != nil
        }
        return written.map { "'\(parts[1])' is written \($0.replacing(" ", with: "T"))" }
    }

    @MainActor
    static func main() async {
        let command: any ParsableCommand
        do {
            command = try parseAsRoot()
        } catch {
            if let hint = spelling(of: message(for: error)) { Output.error(hint) }
            exit(withError: error)
        }
        do {
            if let daemon = command as? Run {
                // Through the protocol it would run on the shared pool of threads, and once that has been used, Dispatch
                // wakes the process each second for ever.
                try await daemon.run()
            } else if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
        } catch let error where exitCode(for: error) == .success {
            // Help that was asked for.
            exit(withError: error)
        } catch {
            let failure = CommandFailure(error)
            let text = failure.description
            if !text.isEmpty { Output.error(text) }
            Glibc.exit(failure.exitStatus)
        }
    }
}
