import Directives
import Glibc
import Ledger
import Reporting

/// What an order sees of the daemon, and what it wants written.
package struct OrderContext {
    /// For reading.
    let ledger: Ledger
    let settings: Settings
    let planner: Planner
    /// Who gives it.
    let author: String
    /// Whether an earlier order holds everything.
    let isHeld: Bool
    /// Whether the gateway of a message, by id, runs at this moment.
    let isRunning: (String) -> Bool
    let status: () throws -> StatusReport
    /// Puts the files in force, in a transaction of its own.
    let load: () throws -> LoadSummary
    /// Adds the messages that tell of the ends of obligations.
    let addClosings: ([ReminderEngine.Ended], inout LedgerTransaction) throws -> Void

    var transaction: LedgerTransaction

    var now: Instant { transaction.at }
    var zone: Zone { settings.time.zone }

    /// That nothing bears a name, with the nearest directive where there are not too many to be compared.
    func unknown(_ name: String) throws -> OrderRefusal {
        let known = try ledger.directiveHashes().keys
        let hint = known.count <= 5_000 ? Suggestion.hint(for: name, among: known) : ""
        return OrderRefusal(EX_DATAERR, "there is no directive '\(name)'\(hint)")
    }

    /// A directive and its notice as they are in force.
    func side(of directive: DirectiveID) throws -> Reconciliation.Side {
        guard let stored = try ledger.directive(directive) else {
            throw try unknown("\(directive)")
        }
        return Reconciliation.Side(planner: planner, directive: stored.directive, notice: stored.notice)
    }

    /// The row with the instant at which it is to be looked at next.
    func rewoken(_ row: ObligationRow, _ directive: Directive) -> ObligationRow {
        var row = row
        row.wake = planner.row(of: row.obligation, in: directive, settled: row.settled).wake
        return row
    }
}
