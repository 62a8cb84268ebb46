import ArgumentParser
import Basics
import Directives
import Glibc
import Ledger
import ReminderService
import Reporting

/// Where a listing takes directives and obligations from: the files alone with `--config`, else the ledger.
struct SourceOptions: ParsableArguments {
    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var state: StateOptions

    /// Whether a ledger is read, which has its own time.
    var isLedger: Bool { files.path == nil || state.path != nil }

    func overview() throws -> Overview {
        try overview(of: files.path == nil ? nil : files.review())
    }

    /// - Parameter review: of the files; nil to take the configuration in force in the ledger.
    func overview(of review: ConfigurationReview?) throws -> Overview {
        let configuration = try review?.accepted()
        if let configuration, !isLedger { return Overview(configuration) }
        return try state.read { ledger in
            guard let overview = try Overview(ledger, files: configuration) else {
                throw CommandFailure(
                    EX_NOINPUT, "the ledger in \(state.directory) holds no configuration yet; name one with --config")
            }
            return overview
        }
    }

    /// The time that a listing is of: the ledger's or the machine's; without a ledger, that of the first load.
    func now(_ overview: Overview, loaded: Instant) -> Instant {
        isLedger ? overview.asOf ?? Machine.now : loaded
    }

    /// How the leads of obligations were reminded so far; nil where no ledger is read.
    func histories(of obligations: [(Obligation, Directive)]) throws -> [String: ReminderHistory]? {
        guard isLedger else { return nil }
        return try state.read { try $0.reminderHistories(of: obligations.map(\.0.key), before: .distantFuture) }
    }
}
