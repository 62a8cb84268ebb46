import Directives
import Ledger

/// What an accepted configuration changes, to be written in one transaction.
///
/// A pure function of the configuration and a snapshot of the ledger: it writes nothing.
struct ConfigurationDiff: Sendable {
    let ledger: Ledger
    let now: Instant
    private let old: Settings?
    private let oldPlanner: Planner?
    let new: Configuration
    let planner: Planner
    private let opening: Opening
    let reconciliation: Reconciliation
    private let notices: [String: Notice]
    private var update: ConfigurationUpdate
    /// Slots before it are ignored.
    let watchedFrom: Instant
    private let horizon: Instant
    /// The changes to write.
    var transaction: LedgerTransaction
    var summary = LoadSummary()

    /// - Parameters:
    ///   - old: the settings in force.
    ///   - watchedFrom: of a rehearsal that begins later than its load.
    ///   - horizon: until when periods are opened, where that is beyond the usual one.
    init(
        of configuration: Configuration, files: [SourceFile], replacing old: Settings?, in ledger: Ledger,
        at now: Instant, watchedFrom: Instant? = nil, horizon: Instant = .distantPast
    ) {
        self.watchedFrom = watchedFrom ?? .distantPast
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

    /// Compares all directives with those of the ledger.
    ///
    /// - Parameters:
    ///   - hashes: of the new directives.
    ///   - changedTemplates: how many files of templates have changed.
    ///   - source: the place of a directive in the files.
    mutating func compare(
        hashes current: [DirectiveID: String], changedTemplates: Int,
        source: (DirectiveID) -> (file: String, line: Int)
    ) throws {
        summary.changedTemplates = changedTemplates
        summary.settings = old.map(new.settings.changes) ?? []
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
            try reconcile(directive, notice)
        }
        update.removed = hashes.keys.compactMap { DirectiveID($0) }.sorted()
        summary.removed = update.removed
        update.summary = summary.description
        transaction.install(update)
    }

    /// Opens what is new of a directive and reconciles what is running.
    private mutating func reconcile(_ directive: Directive, _ notice: Notice) throws {
        var rows = try ledger.obligations(of: directive.id)
        let stored = rows.isEmpty ? nil : try ledger.directive(directive.id)
        let fresh = try opening.obligations(of: directive, in: notice, facts: facts(directive, loaded: now))
        let replaced = replaceable(rows, by: fresh)
        if let stored, let oldPlanner {
            let before = Reconciliation.Side(planner: oldPlanner, directive: stored.directive, notice: stored.notice)
            let after = Reconciliation.Side(planner: planner, directive: directive, notice: notice)
            let obligations = rows.filter { !replaced.contains($0.obligation.id) }.map(\.obligation)
            let renamings = try reconciliation.renamings(obligations, fresh, from: before, to: after)
            for (index, row) in rows.enumerated() where !replaced.contains(row.obligation.id) {
                let renamed = renamings[row.obligation.key]
                try reconcile(row, renamed, stored, before, after)
                if let renamed { rows[index].obligation = row.obligation.renamed(as: renamed) }
            }
        }
        let running = Dictionary(rows.map { ($0.obligation.id, $0) }, uniquingKeysWith: { first, _ in first })
        let keys = Set(rows.map(\.obligation.key))
        for var obligation in fresh {
            obligation.openUntilItsEnd(at: now)
            switch running[obligation.id]?.obligation.state {
            case nil: open(obligation.keyed(apartFrom: keys), directive)
            case .open where replaced.contains(obligation.id):
                replace(running[obligation.id], by: obligation, directive)
            case .withdrawn
            where try obligation.state == .open && !isWithdrawnByOrder(running[obligation.id]?.obligation.key ?? ""):
                try reopen(running[obligation.id]?.obligation, as: obligation, directive)
            default: break
            }
        }
    }

    /// Opens the periods of an unchanged directive that have come within the horizon since they were opened last.
    private mutating func openComing(_ directive: Directive, _ notice: Notice) throws {
        guard let stored = try ledger.directive(directive.id) else { return }
        for obligation in try comingPeriods(of: stored, in: notice) { open(obligation, directive) }
    }

    /// The obligations of a recurring directive in force that the ledger does not have yet.
    ///
    /// They count as loaded when the directive was: a period that began while the daemon was stopped is late, not unknown.
    private func comingPeriods(of stored: StoredDirective, in notice: Notice) throws -> [Obligation] {
        let rows = try ledger.obligations(of: stored.directive.id)
        let known = Set(rows.map(\.obligation.id))
        let last = rows.compactMap { $0.obligation.period == nil ? nil : $0.obligation.opened }.max()
        return try opening.obligations(
            of: stored.directive, in: notice, facts: facts(stored.directive, loaded: stored.firstLoaded)
        ).filter { $0.period != nil && !known.contains($0.id) && $0.opened > last ?? .distantPast }
            .map { $0.keyed(apartFrom: Set(rows.map(\.obligation.key))) }
    }

    /// The ids of periods to come that the directive still has: no message was about them yet, so they are planned again.
    private func replaceable(_ rows: [ObligationRow], by fresh: [Obligation]) -> Set<String> {
        let open = Set(fresh.filter { $0.state == .open && $0.ended == nil }.map(\.id))
        return Set(
            rows.map(\.obligation).filter {
                $0.isToCome(at: now) && $0.version == 1 && $0.state == .open && open.contains($0.id)
            }.map(\.id))
    }

    private mutating func replace(_ row: ObligationRow?, by obligation: Obligation, _ directive: Directive) {
        let replacement = planner.row(
            of: row.map { obligation.keyed($0.obligation.key) } ?? obligation, in: directive,
            settled: max(obligation.opened, watchedFrom))
        guard let row, row.obligation != replacement.obligation || row.wake != replacement.wake else { return }
        if row.obligation == replacement.obligation {
            transaction.replan(replacement)
        } else {
            recordOpening(replacement)
        }
        summary.replanned += 1
    }

    /// The recorded facts that concern the obligations of a directive.
    private func facts(_ directive: Directive, loaded: Instant) throws -> Facts {
        var facts = try ledger.facts(of: directive, loaded: loaded)
        facts.horizon = max(now.adding(seconds: Facts.usualHorizonDays * 86_400), horizon)
        return facts
    }

    /// Opens the periods that the ledger does not have yet, of all recurring directives in force.
    mutating func openComingPeriods() throws {
        var recurring: [StoredDirective] = []
        try ledger.forEachDirective(recurringOnly: true) { recurring.append($0) }
        for stored in recurring {
            for obligation in try comingPeriods(of: stored, in: stored.notice) { open(obligation, stored.directive) }
        }
    }
}
