import ArgumentParser
import Basics
import Directives
import Glibc
import Ledger
import Reporting

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a message word for word with its attempts, or what was sent to whom about a directive.")

    @Argument(help: "A message's id or its beginning, a directive such as tb-2021-11-30/8.1, or one obligation of it.")
    var what: String

    @OptionGroup var state: StateOptions

    @Flag(help: "The exact bytes of the message, and nothing else.")
    var raw = false

    @Flag(help: "Print one JSON object a line: the message, or each obligation.")
    var json = false

    func run() throws {
        try state.read { ledger in
            let zone = try ledger.configurationInForce()?.settings.time.zone ?? .utc
            switch try LedgerSearch(what, in: ledger) {
            case .message(let message) where raw:
                Output.bytes(try message.storedBytes(in: zone))
            case .message(let message):
                let report = try MessageReport(message, in: ledger, zone: zone)
                if json { try Output.json(report.record) } else { Output.lines(report.lines) }
            case .obligations(let rows):
                guard !raw else { throw CommandFailure(EX_USAGE, "--raw goes with a message") }
                let histories = try rows.map { try ObligationHistory($0, in: ledger, zone: zone) }
                if json {
                    try Output.json(each: histories.map(\.record))
                } else {
                    Output.lines(histories.map(\.lines).joined(separator: [""]))
                }
            }
        }
    }
}
