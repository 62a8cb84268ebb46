import ArgumentParser
import Directives
import Foundation
import Glibc
import Ledger
import ReminderService
import Reporting

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a message word for word with its attempts, or who was told what of a directive.")

    @Argument(help: "A message's id or its beginning, a directive such as tb-2021-11-30/8.1, or one obligation of it.")
    var what: String

    @OptionGroup var state: StateOptions

    @Flag(help: "The very bytes of the message, and nothing else.")
    var raw = false

    @Flag(help: "One JSON object a line: the message, or each obligation.")
    var json = false

    func run() throws {
        let ledger = try state.open()
        defer { ledger.close() }
        do {
            let zone = try ledger.configurationInForce()?.settings.time.zone ?? Zone.utc
            if let message = try message(in: ledger) { return try show(message, ledger, zone) }
            var rows = try ledger.obligation(what).map { [$0] } ?? []
            if rows.isEmpty, let directive = DirectiveID(what) { rows = try ledger.obligations(of: directive) }
            guard !rows.isEmpty else { throw missing() }
            guard !raw else { throw ValidationError("--raw goes with a message") }
            for (index, row) in rows.enumerated() {
                let history = try ObligationHistory(row, in: ledger, zone: zone)
                if json {
                    Output.line(try JSONLine.text(history.record))
                } else {
                    Output.lines((index == 0 ? [] : [""]) + history.lines)
                }
            }
        } catch let error as LedgerError {
            Output.error("dondoc: \(error.message)")
            throw ExitCode(error.exitCode)
        }
    }

    private func message(in ledger: Ledger) throws -> StoredMessage? {
        if let message = try ledger.message(what) { return message }
        guard what.count >= 6, !what.contains("/") else { return nil }
        let fitting = try ledger.messageIDs(prefix: what)
        guard fitting.count < 2 else {
            Output.error("dondoc: '\(what)' fits \(fitting.count) messages or more; give more of the id")
            throw ExitCode(EX_USAGE)
        }
        return try fitting.first.flatMap { try ledger.message($0) }
    }

    private func show(_ message: StoredMessage, _ ledger: Ledger, _ zone: Zone) throws {
        if raw {
            guard let bytes = message.bytes else {
                let day = message.bytesDeletedAt.map { "\(zone.date(at: $0))" } ?? "an unknown day"
                Output.error("dondoc: bytes deleted by retention on \(day); SHA-256 \(message.sha256)")
                throw ExitCode(EX_NOINPUT)
            }
            return FileHandle.standardOutput.write(Data(bytes))
        }
        let report = try MessageReport(message, in: ledger, zone: zone)
        if json { Output.line(try JSONLine.text(report.record)) } else { Output.lines(report.lines) }
    }

    private func missing() -> ExitCode {
        Output.error(
            "dondoc: there is no message, directive or obligation '\(what)'; see dondoc list, dondoc outbox --all")
        return ExitCode(EX_USAGE)
    }
}
