import ArgumentParser
import Directives
import Glibc
import Ledger
import ReminderService
import Reporting

/// Where a listing takes directives and obligations from: the files alone with `--config`, else the ledger.
struct SourceOptions: ParsableArguments {
    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var state: StateOptions

    /// Whether a ledger is read, with its own opinion of the time.
    var isLedger: Bool { files.path == nil || state.path != nil }

    func overview() throws -> Overview {
        if !isLedger { return Overview(try files.load()) }
        let ledger = try state.open()
        defer { ledger.close() }
        guard let overview = try Overview(ledger, files: files.path == nil ? nil : try files.load()) else {
            Output.error("dondoc: the ledger in \(state.directory) holds no configuration yet; name one with --config")
            throw ExitCode(EX_NOINPUT)
        }
        return overview
    }

    /// What the leads of obligations have heard so far; nil where no ledger is read.
    func histories(of obligations: [(Obligation, Directive)]) throws -> [String: ReminderHistory]? {
        guard isLedger else { return nil }
        let ledger = try state.open()
        defer { ledger.close() }
        return try ledger.reminderHistories(of: obligations.map(\.0.id), before: .distantFuture)
    }
}
