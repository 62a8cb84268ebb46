public import Directives

extension LedgerTransaction {
    /// Puts an accepted configuration in force in place of the one before.
    public mutating func install(_ update: ConfigurationUpdate) {
        configuration = update
    }

    /// Opens an obligation.
    ///
    /// - Parameter opens: in ISO 8601, where its opening is still to come.
    public mutating func open(_ row: ObligationRow, due: Event.RecordedDue?, opens: String? = nil) {
        let obligation = row.obligation
        record(row, .opened(due: due, opens: opens, state: obligation.state, rowSHA256: obligation.rowSHA256))
    }

    /// Gives an obligation a new version.
    public mutating func version(_ row: ObligationRow, _ version: Event.Version, author: String? = nil) {
        var version = version
        version.rowSHA256 = row.obligation.rowSHA256
        record(row, .versioned(version), author: author)
    }

    /// Records that a unit has taken note of an obligation.
    public mutating func acknowledge(_ row: ObligationRow, unit: UnitID, author: String) {
        record(row, .acknowledged, unit: unit, author: author)
    }

    /// Records how an obligation ends, or that it will: a withdrawal whose day is still to come leaves it open until then.
    public mutating func end(
        _ row: ObligationRow, as state: Obligation.State, reason: String?, author: String? = nil
    ) {
        let obligation = row.obligation
        record(
            row, .ended(state, reason: reason, at: obligation.state == .open ? nil : obligation.ended), author: author)
    }

    /// Leaves the messages about the end of an obligation until its row is to be looked at, or nothing is held any more.
    public mutating func postpone(_ closing: PostponedClosing) {
        closings.append(closing)
    }

    /// The messages about the end of an obligation need not wait any longer: they are written, or it was opened again.
    public mutating func endPostponement(ofClosing obligation: String) {
        endedClosings.append(obligation)
    }

    /// Writes an obligation of which nothing changes but its plan: no event says so.
    public mutating func replan(_ row: ObligationRow) {
        obligations.append(row)
    }

    /// Records that what a directive waits for has happened.
    public mutating func occur(_ occurrence: Facts.RecordedEvent, of directive: DirectiveID, author: String?) {
        let fact = Event.Fact.occurred(
            event: occurrence.event, occasion: occurrence.occasion, date: occurrence.date, time: occurrence.time)
        events.append(Event(at: at, fact, directive: directive, author: author))
    }

    /// Records that slots will not be sent; one that was recorded before keeps its first reason.
    public mutating func skip(_ slots: [Slot], as reason: SkipReason) {
        skips += slots.map { SkippedSlot(key: $0.key, at: $0.at, reason: reason) }
    }

    public mutating func skip(_ slot: SkippedSlot) {
        skips.append(slot)
    }

    /// Records that a limit holds a slot back from an address.
    public mutating func hold(_ slot: Slot.Key, from address: String, limit: Fuse.Stop) {
        let fact = Event.Fact.slotHeld(slot: slot.description, address: address, limit: limit.rawValue)
        events.append(Event(at: at, fact, obligation: slot.obligation, unit: slot.unit))
    }

    /// Records that a slot goes that a limit held back.
    public mutating func release(_ slot: Slot.Key, to address: String) {
        let fact = Event.Fact.slotReleased(slot: slot.description, address: address)
        events.append(Event(at: at, fact, obligation: slot.obligation, unit: slot.unit))
    }

    private mutating func record(
        _ row: ObligationRow, _ fact: Event.Fact, unit: UnitID? = nil, author: String? = nil
    ) {
        obligations.append(row)
        events.append(Event(at: at, fact, of: row.obligation, unit: unit, author: author))
    }
}
