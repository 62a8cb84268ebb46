import Directives

/// What the events of the chain say of one obligation; an audit compares its row with it.
struct RecordedObligation {
    private var opening: (directive: DirectiveID?, unit: UnitID?, state: Obligation.State)?
    private var version = 1
    private var due: CivilDate?
    private var rowSHA256: String?
    private var acknowledgements: [Obligation.Acknowledgement] = []
    /// How many of them were given before it was last opened: a period that is planned anew loses them.
    private var beforeOpening = 0
    /// The last one, unless it was opened again.
    private var end: (state: Obligation.State, isFinal: Bool, at: Instant?)?

    init(_ key: String, _ database: Database) throws {
        for row in try database.rows("\(Ledger.eventColumns) WHERE obligation = $1 ORDER BY row", [key]) {
            let entry = try Ledger.event(row)
            switch entry.fact {
            case .opened(let due, _, let state, let hash):
                // The last one: a period that has not begun is planned anew, and an obligation may get another id.
                opening = (entry.directive, entry.unit, state)
                (self.due, rowSHA256, beforeOpening) = (due?.date, hash, acknowledgements.count)
            case .versioned(let version):
                self.version += 1
                (due, rowSHA256, end) = (version.due?.date, version.rowSHA256, nil)
            case .acknowledged:
                guard let unit = entry.unit else { continue }
                acknowledgements.append(.init(unit: unit, at: entry.at))
            case .ended(let state, _, let instant):
                end = (state, instant != nil || entry.event.author != nil, instant)
            default: break
            }
        }
    }

    /// What is another one in the row than in the events; nil where nothing is.
    func contradiction(_ obligation: Obligation) -> String? {
        guard let opening else { return "has no event of its opening" }
        if opening.directive != obligation.directive || opening.unit != obligation.unit || isOtherVersion(obligation) {
            return "is another one than its events say"
        }
        let known = [acknowledgements, Array(acknowledgements.dropFirst(beforeOpening))]
        if !mayBePlannedAnew(obligation), !known.contains(obligation.acknowledgements) {
            return "has other acknowledgements than its events say"
        }
        return isInRecordedState(obligation)
            ? nil
            : "is '\(obligation.state.rawValue)', and its events say '\((end?.state ?? opening.state).rawValue)'"
    }

    private func isOtherVersion(_ obligation: Obligation) -> Bool {
        if version != obligation.version { return true }
        if mayBePlannedAnew(obligation) { return false }
        return due != obligation.due?.dueDate || rowSHA256 ?? obligation.rowSHA256 != obligation.rowSHA256
    }

    /// Older programs planned a period that had not begun anew without an event.
    private func mayBePlannedAnew(_ obligation: Obligation) -> Bool {
        rowSHA256 == nil && version == 1 && obligation.period != nil
    }

    private func isInRecordedState(_ obligation: Obligation) -> Bool {
        guard let end else {
            // Events of older programs do not say whether it was withdrawn before it opened.
            return obligation.state == (version > 1 ? .open : opening?.state)
                || rowSHA256 == nil && version == 1 && obligation.state == .withdrawn
        }
        // A withdrawal by the files may be of a later day, and be taken back until then.
        guard end.isFinal else { return [end.state, .open].contains(obligation.state) }
        return obligation.state == end.state && (end.at == nil || end.at == obligation.ended)
    }
}

extension Obligation {
    /// The SHA-256, in hexadecimal, of all that stays the same until the next version.
    var rowSHA256: String {
        Checksum.sha256([
            key, directive.description, unit, deadline, occasion, period, eventDate?.description,
            eventTime?.description, opened.milliseconds, version, versionSince.milliseconds, due?.aim.milliseconds,
            due?.aimDate.description, due?.due.milliseconds, due?.dueDate.description, track == .atOnce,
        ])
    }
}
