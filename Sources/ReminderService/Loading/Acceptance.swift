import Directives
import Ledger

/// Works out what an accepted configuration changes, before it is written in one transaction.
struct Acceptance {
    private let ledger: Ledger
    private let now: Instant
    private let old: Settings?
    private let oldPlanner: Planner?
    private let new: Configuration
    private let planner: Planner
    private let opening: Opening
    private let reconciliation: Reconciliation
    private let notices: [String: Notice]
    private var update: ConfigurationUpdate
    private var transaction: LedgerTransaction
    private var watchedFrom: Instant?
    private let horizon: Instant
    private(set) var summary = LoadSummary()
    /// How many files of templates are others than before.
    var changedTemplates: Int {
        get { summary.changedTemplates }
        set { summary.changedTemplates = newValue }
    }
    /// What it ends at once.
    private(set) var ended: [ReminderEngine.Ended] = []

    init(
        of configuration: Configuration, files: [SourceFile], replacing old: Settings?, in ledger: Ledger,
        at now: Instant, horizon: Instant = .distantPast
    ) {
        self.horizon = horizon
        self.ledger = ledger
        self.now = now
        self.old = old
        oldPlanner = old.map(Planner.init(settings:))
        new = configuration
        planner = Planner(settings: configuration.settings)
        opening = Opening(configuration.settings.time)
        reconciliation = Reconciliation(at: now)
        notices = Dictionary(configuration.notices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        update = ConfigurationUpdate(files: files, settings: configuration.settings)
        transaction = LedgerTransaction(at: now)
    }

    /// What is to be written; reads the ledger, writes nothing.
    ///
    /// - Parameters:
    ///   - hashes: of the new directives.
    ///   - watchedFrom: slots before it are not looked at: a rehearsal that begins later than its load.
    ///   - source: where a directive stands.
    mutating func prepare(
        hashes current: [DirectiveID: String], watchedFrom: Instant?, source: (DirectiveID) -> (file: String, line: Int)
    ) throws -> LedgerTransaction {
        self.watchedFrom = watchedFrom
        var hashes = try ledger.directiveHashes()
        let settingsChanged = old != new.settings
        for directive in new.directives {
            guard let notice = notices[directive.id.notice] else { continue }
            let hash = current[directive.id]
            let known = hashes.removeValue(forKey: directive.id.description)
            if known == hash && !settingsChanged {
                if directive.recurs { try openComing(directive, notice) }
                continue
            }
            if known != hash {
                let place = source(directive.id)
                update.upserted.append(
                    StoredDirective(
                        directive: directive, notice: notice, hash: hash, sourceFile: place.file,
                        sourceLine: place.line, firstLoaded: now))
                if known == nil { summary.added.append(directive.id) } else { summary.changed.append(directive.id) }
            }
            try takeOver(directive, notice)
        }
        update.removed = hashes.keys.compactMap { DirectiveID($0) }.sorted()
        summary.removed = update.removed
        update.summary = summary.description
        transaction.install(update)
        return transaction
    }

    /// Opens what is new of a directive and reconciles what is running.
    private mutating func takeOver(_ directive: Directive, _ notice: Notice) throws {
        let rows = try ledger.obligations(of: directive.id)
        let stored = rows.isEmpty ? nil : try ledger.directive(directive.id)
        let fresh = try opening.obligations(of: directive, in: notice, facts: facts(directive, rows, loaded: now))
        let replaced = replaceable(rows, by: fresh)
        if let stored, let oldPlanner {
            let before = Reconciliation.Side(planner: oldPlanner, directive: stored.directive, notice: stored.notice)
            let after = Reconciliation.Side(planner: planner, directive: directive, notice: notice)
            for row in rows where !replaced.contains(row.obligation.id) { try reconcile(row, stored, before, after) }
        }
        let running = Dictionary(rows.map { ($0.obligation.id, $0) }, uniquingKeysWith: { first, _ in first })
        for var obligation in fresh {
            obligation.openUntilItsEnd(at: now)
            switch running[obligation.id]?.obligation.state {
            case nil: open(obligation, directive)
            case .open where replaced.contains(obligation.id):
                replace(running[obligation.id], by: obligation, directive)
            case .withdrawn where try obligation.state == .open && !isWithdrawnByOrder(obligation.id):
                reopen(running[obligation.id]?.obligation, as: obligation, directive)
            default: break
            }
        }
    }

    /// Lays down the periods of an unchanged directive that have come within the horizon since it was laid down last.
    private mutating func openComing(_ directive: Directive, _ notice: Notice) throws {
        guard let stored = try ledger.directive(directive.id) else { return }
        for obligation in try comingPeriods(of: stored, in: notice) { open(obligation, directive) }
    }

    /// The obligations of a recurring directive in force that the ledger does not have yet.
    ///
    /// They count as loaded when the directive was: a period that began while nobody looked is late, not unknown.
    func comingPeriods(of stored: StoredDirective, in notice: Notice) throws -> [Obligation] {
        let rows = try ledger.obligations(of: stored.directive.id)
        let known = Set(rows.map(\.obligation.id))
        let last = rows.compactMap { $0.obligation.period == nil ? nil : $0.obligation.opened }.max()
        return try opening.obligations(
            of: stored.directive, in: notice, facts: facts(stored.directive, rows, loaded: stored.firstLoaded)
        ).filter { $0.period != nil && !known.contains($0.id) && $0.opened > last ?? .distantPast }
    }

    /// The ids of periods to come that the directive still has: nobody has heard of them, so they are simply planned anew.
    private func replaceable(_ rows: [ObligationRow], by fresh: [Obligation]) -> Set<String> {
        let open = Set(fresh.filter { $0.state == .open && $0.ended == nil }.map(\.id))
        return Set(
            rows.map(\.obligation).filter {
                $0.isToCome(at: now) && $0.version == 1 && $0.state == .open && open.contains($0.id)
            }.map(\.id))
    }

    private mutating func replace(_ row: ObligationRow?, by obligation: Obligation, _ directive: Directive) {
        let replacement = planner.row(
            of: obligation, in: directive, settled: max(obligation.opened, watchedFrom ?? .distantPast))
        guard let row, row.obligation != obligation || row.wake != replacement.wake else { return }
        transaction.replan(replacement)
        summary.replanned += 1
    }

    /// What has been recorded so far and bears on the obligations of a directive.
    private func facts(_ directive: Directive, _ rows: [ObligationRow], loaded: Instant) throws -> Facts {
        var facts = Facts(loaded: loaded)
        facts.horizon = max(now.adding(seconds: Facts.usualHorizonDays * 86_400), horizon)
        if !directive.awaitedEvents.isEmpty {
            facts.events[directive.id] = try ledger.occurrences(of: directive.id)
        }
        switch directive.opens {
        case .failure(let other):
            facts.failures[other] = try ledger.obligations(of: other).first { $0.obligation.state == .failed }?
                .obligation.ended
        case .completion(let other):
            let others = try ledger.obligations(of: other)
            if !others.isEmpty, others.allSatisfy({ $0.obligation.state == .done }) {
                facts.completions[other] = others.compactMap(\.obligation.ended).max()
            }
        case .event, nil: break
        }
        return facts
    }

    private mutating func open(_ obligation: Obligation, _ directive: Directive) {
        let zone = new.settings.time.zone
        transaction.open(
            planner.row(of: obligation, in: directive, settled: max(obligation.opened, watchedFrom ?? .distantPast)),
            due: obligation.due.map { .init($0, in: zone) },
            opens: obligation.isToCome(at: now) ? zone.iso8601(obligation.opened) : nil)
        summary.opened += 1
    }

    /// Whether a person withdrew it: the files, which never said so, do not take that back.
    private func isWithdrawnByOrder(_ id: String) throws -> Bool {
        try ledger.events(EventFilter(kinds: [.withdrawn], obligation: id), limit: 1, newestFirst: true)
            .contains { $0.author != nil }
    }

    private mutating func reopen(_ ended: Obligation?, as obligation: Obligation, _ directive: Directive) {
        guard var reopened = ended else { return }
        (reopened.state, reopened.ended, reopened.track) = (.open, nil, obligation.track)
        reopened.version += 1
        reopened.versionSince = now
        let due = reopened.due
        reopened.past?.previousDue = ended?.due == due ? nil : ended?.due
        version(reopened, from: ended?.due, directive)
    }

    private mutating func reconcile(
        _ row: ObligationRow, _ stored: StoredDirective, _ before: Reconciliation.Side, _ after: Reconciliation.Side
    ) throws {
        let unclaimed = try ledger.unclaimedSlots(of: row, before, before: now)
        // The limits may be others now: what the fuse holds is looked at.
        let held = row.held && !unclaimed.isEmpty
        switch try reconciliation.change(of: row.obligation, from: before, to: after, unclaimed: unclaimed) {
        case .same:
            // Nothing else would ever look at it again, and now it ends with its unit.
            let isLeft =
                row.wake == nil && row.obligation.state == .open && planner.lastDay(of: row.obligation.unit) != nil
            if held || isLeft { transaction.replan(continuing(row.obligation, row, after, unclaimed)) }
        case .replanned(let obligation):
            transaction.replan(continuing(obligation, row, after, unclaimed))
            summary.replanned += 1
        case .versioned(let obligation, let from, let dropped):
            transaction.skip(dropped, as: .noLongerTrue)
            version(obligation, from: from, after.directive)
        case .ended(let obligation, let reason, let dropped):
            transaction.skip(dropped, as: .noLongerTrue)
            transaction.end(
                obligation.state == .open
                    ? continuing(obligation, row, after, unclaimed)
                    : planner.row(of: obligation, in: after.directive, settled: now), as: .withdrawn, reason: reason)
            summary.ended.append(obligation.id)
            if obligation.state != .open {
                ended.append(
                    .init(
                        obligation: obligation, directive: after.directive, notice: after.notice, reason: reason))
            }
        }
    }

    private mutating func version(_ obligation: Obligation, from: Due?, _ directive: Directive) {
        let due = obligation.due.map { Event.RecordedDue($0, in: new.settings.time.zone) }
        transaction.version(
            planner.row(of: obligation, in: directive, settled: now), .init(from: from?.dueDate, due: due))
        summary.moved.append(.init(obligation: obligation.id, from: from?.dueDate, to: obligation.due?.dueDate))
    }

    /// An obligation that goes on with what has passed unclaimed; what the fuse held stays held until it is looked at.
    private func continuing(
        _ obligation: Obligation, _ before: ObligationRow, _ side: Reconciliation.Side, _ unclaimed: [Slot]
    ) -> ObligationRow {
        var row = planner.row(
            of: obligation, in: side.directive, settled: unclaimed.isEmpty ? now : before.settled)
        if before.held, !unclaimed.isEmpty { (row.held, row.wake) = (true, now) }
        return row
    }

    /// The periods that the ledger does not have yet; reads the ledger, writes nothing.
    mutating func comingPeriods() throws -> LedgerTransaction {
        var recurring: [StoredDirective] = []
        try ledger.forEachDirective(recurringOnly: true) { recurring.append($0) }
        for stored in recurring {
            for obligation in try comingPeriods(of: stored, in: stored.notice) { open(obligation, stored.directive) }
        }
        return transaction
    }
}
