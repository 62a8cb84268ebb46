internal import CLinux
public import DirectiveFiles
package import Directives
import Dispatch
import Glibc
import Ledger
import Logging
package import Rendering
import Systemd

extension ReminderEngine {
    /// Reads the files again where they have changed, and puts them in force.
    ///
    /// While the clock cannot be right, the load counts as made at the time of the newest entry of the ledger.
    ///
    /// - Throws: `ConfigurationRefusal` with every mistake; what was in force stays. `ClockRefusal` where nothing is in
    ///   force and the clock shows a day after 2100: everything would be recorded as loaded on that day.
    public func load(_ folder: ConfigurationFolder) throws -> LoadSummary {
        let stored = try ledger.filesInForce()
        let folder = folder.followingLinks(of: stored ?? [])
        // The modes are checked although no byte has changed: chmod changes neither a size nor a time.
        if let stored, folder.trustFindings(of: settings.gateways).isEmpty,
            folder.isUnchanged(since: stored)
        {
            try checkClock()
            try openComingPeriods()
            return LoadSummary()
        }
        // Returns the memory of the files to the system, after it has been freed at the end of this scope.
        defer { executorQueue.async { _ = malloc_trim(0) } }
        let (credentials, now) = (credentials, likelyNow)
        var review = background.perform {
            ConfigurationReview(of: folder, for: .service, credentials: credentials, at: { _ in now })
        }
        if let result = review.result { review.add(try removedWithOpenObligations(from: result, review.hashes)) }
        return try putInForce(review)
    }

    /// Puts a reviewed configuration in force.
    ///
    /// - Throws: as `load`.
    package func putInForce(_ review: ConfigurationReview) throws -> LoadSummary {
        let now = try checkClock()
        let stored = try ledger.filesInForce()
        let configuration: Configuration
        do throws(ConfigurationRefusal) {
            configuration = try review.accepted()
        } catch {
            // At a first start there is no configuration to keep, and the operator's address is not known yet.
            if stored != nil { try refuse(error.diagnostics, at: now) }
            throw error
        }
        let (files, locations) = (review.result?.files ?? [], review.result?.locations)
        let changed = stored.map { Self.changedTemplates(from: $0, to: files) } ?? 0
        return try accept(
            configuration, hashes: review.hashes, files: files, at: now, templates: review.templates,
            changed: changed
        ) { id in
            let place = locations?.directives[id]
            return (place?.file ?? "", place?.line ?? 1)
        }
    }

    /// The instant that a load counts from.
    @discardableResult
    private func checkClock() throws(ClockRefusal) -> Instant {
        let now = likelyNow
        if clockFault() != nil, now >= ClockSanity.end { throw ClockRefusal() }
        return now
    }

    /// How many files of templates have changed.
    private static func changedTemplates(from old: [SourceFile], to new: [SourceFile]) -> Int {
        func hashes(_ files: [SourceFile]) -> [String: String] {
            let templates = files.filter { $0.path.hasPrefix("templates/") }
            return Dictionary(templates.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (hashes(old), hashes(new))
        return Set(before.keys).union(after.keys).count { before[$0] != after[$0] }
    }

    /// Puts a configuration and its templates in force.
    package func accept(
        _ configuration: Configuration, hashes: [DirectiveID: String], files: [SourceFile], at now: Instant,
        watchedFrom: Instant? = nil, horizon: Instant = .distantPast, templates: TemplateLibrary? = nil,
        changed: Int = 0,
        source: @Sendable (DirectiveID) -> (file: String, line: Int)
    ) throws -> LoadSummary {
        let (ledger, old) = (ledger, try ledger.configurationInForce()?.settings)
        let diff = try background.perform { () throws -> ConfigurationDiff in
            var diff = ConfigurationDiff(
                of: configuration, files: files, replacing: old, in: ledger, at: now, watchedFrom: watchedFrom,
                horizon: horizon)
            try diff.compare(hashes: hashes, changedTemplates: changed, source: source)
            return diff
        }
        let (oldSettings, oldTemplates) = (settings, outgoing.templates)
        use(configuration.settings, templates)
        do {
            try commit(diff.transaction)
        } catch {
            use(oldSettings, oldTemplates)
            throw error
        }
        outgoing.templatesAccepted()
        logger.info("\(diff.summary)", metadata: ["event": "reloaded"])
        queuePass()
        return diff.summary
    }

    /// Opens the periods of recurring directives that have come within the horizon.
    ///
    /// Done at each load and start; a daemon that runs for longer than the horizon must repeat it.
    ///
    /// - Parameter horizon: used where it is later than the usual one.
    func openComingPeriods(until horizon: Instant = .distantPast) throws {
        let (ledger, settings, now) = (ledger, settings, likelyNow)
        let diff = try background.perform { () throws -> ConfigurationDiff in
            var diff = ConfigurationDiff(
                of: Configuration(settings: settings, notices: [], directives: []), files: [], replacing: settings,
                in: ledger, at: now, horizon: horizon)
            try diff.openComingPeriods()
            return diff
        }
        guard !diff.transaction.isEmpty else { return }
        try commit(diff.transaction)
        queuePass()
    }

    private func refuse(_ diagnostics: [Diagnostic], at now: Instant) throws {
        logger.error(
            "the configuration is refused: \(diagnostics.count) mistakes", metadata: ["event": "reload-refused"])
        for diagnostic in diagnostics.prefix(50) {
            logger.error("\(diagnostic)", metadata: ["event": "reload-refused"])
        }
        var transaction = LedgerTransaction(at: now)
        transaction.refuseConfiguration(
            mistakes: diagnostics.count, first: diagnostics.first?.description ?? "")
        try alarm(.configurationRefused(diagnostics), &transaction, at: now)
        try commit(transaction)
        queuePass()
    }

    /// Directives and leads that are gone from the files though obligations are open.
    private func removedWithOpenObligations(
        from result: LoadResult, _ hashes: [DirectiveID: String]
    ) throws -> [Diagnostic] {
        guard try ledger.filesInForce() != nil else { return [] }
        var known: [KnownDirective] = []
        for (id, hash) in try ledger.directiveHashes() {
            guard let id = DirectiveID(id), hashes[id] != hash, let stored = try ledger.directive(id) else { continue }
            known.append(
                KnownDirective(
                    id: id, location: .init(file: stored.sourceFile, line: stored.sourceLine, column: 1),
                    openLeads: try ledger.obligations(of: id).map(\.obligation).filter {
                        // What has not begun may pass to another unit, but may not vanish with its directive.
                        $0.state == .open && (hashes[id] == nil || !$0.isToCome(at: clock.now))
                    }.map(\.unit)
                ))
        }
        return DirectiveFiles.removedWithOpenObligations(known: known.sorted { $0.id < $1.id }, in: result)
    }

    /// A changed hash shows that a directive is not the accepted one any more.
    package static func hashes(of configuration: Configuration) -> [DirectiveID: String] {
        let notices = Dictionary(configuration.notices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return configuration.directives.reduce(into: [:]) { hashes, directive in
            guard let notice = notices[directive.id.notice] else { return }
            hashes[directive.id] = StoredDirective.hash(directive, notice)
        }
    }
}
