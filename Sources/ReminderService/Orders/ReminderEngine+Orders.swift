package import DirectiveFiles
package import Directives
import Glibc
import Ledger
import Logging

extension ReminderEngine {
    /// Follows an order in one transaction, or refuses it with the reason; the journal tells who gave it.
    package func follow(
        _ order: any Order, author: String, folder: ConfigurationFolder
    ) throws(OrderRefusal) -> OrderReply {
        let metadata: Logger.Metadata = ["event": "command", "author": "\(author)"]
        do {
            try OrderTexts.check(author, of: "author")
            try OrderTexts.check(order, of: "order")
            if type(of: order).needsRightClock, let fault = clockFault() {
                throw OrderRefusal(EX_TEMPFAIL, "\(fault); set it right, or say that it is: dondoc clock accept")
            }
            let reply = try record(author: author, load: { try self.load(folder) }) { try order.carryOut(in: &$0) }
            if !type(of: order).isQuestion {
                logger.notice("\(author): \(reply.lines.first ?? "done")", metadata: metadata)
            }
            return reply
        } catch {
            let refusal = error as? OrderRefusal ?? OrderRefusal(error)
            logger.notice("refused for \(author): \(refusal)", metadata: metadata)
            throw refusal
        }
    }

    /// Records that what a directive waits for has happened; its obligations for that case open now.
    @discardableResult
    package func occur(
        _ directive: DirectiveID, _ event: Facts.RecordedEvent, author: String
    ) throws -> [Obligation] {
        try record(author: author) { try $0.occur(directive, event) }
    }

    /// Records that all open obligations of a directive are done or have failed, and opens what waited for that.
    ///
    /// - Returns: the obligations that opened.
    @discardableResult
    package func end(
        _ directive: DirectiveID, as state: Obligation.State, reason: String?, author: String
    ) throws -> [Obligation] {
        try record(author: author) { context in
            let rows = try context.ledger.obligations(of: directive).filter { $0.obligation.state == .open }
            return try context.end(rows, as: state, reason: reason)
        }
    }

    /// Writes what a body records.
    ///
    /// - Parameter load: puts the files in force; where there are none, as in a rehearsal, it does nothing.
    private func record<Value>(
        author: String, load: @escaping () throws -> LoadSummary = { LoadSummary() },
        _ body: (inout OrderContext) throws -> Value
    ) throws -> Value {
        let now = clock.now
        var context = OrderContext(
            ledger: ledger, settings: settings, planner: planner, author: author, isHeld: claimer.isHeld,
            isRunning: { self.attempts.has($0) }, status: { try self.statusReport() }, load: load,
            addClosings: { ended, transaction in
                if self.plantedBugs.contains(.closingAfterEnd) {
                    try self.commit(transaction)
                    transaction = LedgerTransaction(at: now)
                }
                try self.close(ended, &transaction, at: now)
            }, transaction: LedgerTransaction(at: now))
        let value = try body(&context)
        try commit(context.transaction)
        if !plantedBugs.contains(.orderWakesNobody) { queuePass() }
        return value
    }
}
