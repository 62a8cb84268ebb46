import Directives
import Ledger
import Rendering
import Reporting

/// Reports to those who supervise: what did not go and what is late each working day, everything once a week.
extension ReminderEngine {
    /// When the supervising units were told last; nil before the first time of the ledger.
    func lastReport() throws(LedgerError) -> Instant? {
        try ledger.reports(limit: 1).first?.at
    }

    /// Adds the day's reports to a transaction, one letter at most to an address.
    ///
    /// The day is recorded, so that a restart neither repeats nor leaves out any.
    func report(into transaction: inout LedgerTransaction, at now: Instant) throws(LedgerError) {
        let isSummary = try isSummaryDue(at: now)
        let letters = try isHeld || settings.hold ? nil : postReports(withSummary: isSummary, &transaction, at: now)
        transaction.noteReport(.init(letters: letters ?? 0, isTold: letters != nil, isSummary: isSummary))
    }

    /// Since when what did not go is still to be told: on days of no report, and while everything is held, nobody hears
    /// of it.
    private func untoldSince(_ now: Instant) throws(LedgerError) -> Instant {
        let reports = try ledger.reports(limit: 90)
        if let told = reports.first(where: \.report.isTold) {
            // The clock may have been set back since: what came after it in the record is told, whatever its day.
            return try ledger.earliestEntry(after: told.row).map { min($0, told.at) } ?? told.at
        }
        // Before the first report nobody has been told of anything; what is older than this nobody would mend.
        return min(reports.last?.at ?? now, now.adding(seconds: -settings.catchUpDays * 86_400))
    }

    /// Gives how many letters there are; nil on a day of no report, and where the day comes again and a letter of it has
    /// gone: the next report tells what this one could not.
    private func postReports(
        withSummary isSummary: Bool, _ transaction: inout LedgerTransaction, at now: Instant
    ) throws(LedgerError) -> Int? {
        guard settings.reports.exceptions || isSummary, let gateway = settings.gateway(for: .email) else { return nil }
        let work = try SupervisedWork(ledger, settings: settings, since: untoldSince(now), at: now)
        let all = isSummary ? try SupervisedWork.year(of: now, in: ledger, settings: settings) : []
        let head = try ledger.head().map { "\($0.row):\($0.hash)" }
        let midnight = settings.time.zone.instant(settings.time.zone.date(at: now))
        var (letters, isRepeated) = (0, false)
        for (reader, units) in readers(of: work.units.union(all.flatMap(\.supervising))) {
            let theirs = Set(units)
            let (overdue, unsent, held) = work.of(theirs)
            let report = OfficeReport(
                isSummary ? .summary : .exceptions, to: units, written: now, language: reader.language, unsent: unsent,
                held: held, overdue: overdue,
                all: all.filter { $0.supervising.contains(where: theirs.contains) }, head: head)
            if report.isEmpty { continue }
            let id = MessageID.make(ofLetter: "report", to: reader.address, at: midnight)
            let draft = Draft(
                id: id, kind: .report, gateway: gateway, address: reader.address, language: reader.language, goes: now)
            let posted = try post(draft, &transaction, at: now) { recipient in
                renderer.render(
                    report.letter(
                        id: id, settings: settings, gateway: gateway, address: reader.address, recipient: recipient))
            }
            if posted { letters += 1 } else { isRepeated = true }
        }
        return isRepeated ? nil : letters
    }

    private struct Reader: Hashable {
        let address: String
        let language: Language
    }

    /// The addresses of units by e-mail, in order, each with the units that it serves: no address has two letters.
    private func readers(of units: Set<UnitID>) -> [(Reader, [UnitID])] {
        var readers: [String: (Reader, [UnitID])] = [:]
        for id in units.sorted() {
            let unit = settings.units[id]
            let addresses = id == Unit.operatorID ? settings.operatorAddresses : unit?.addresses ?? [:]
            for address in addresses[.email] ?? [] {
                let reader = Reader(address: address, language: unit?.language ?? settings.language)
                readers[address, default: (reader, [])].1.append(id)
            }
        }
        return readers.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Whether the day of the week has come since the last summary; a day off puts it off to the next routine.
    private func isSummaryDue(at now: Instant) throws(LedgerError) -> Bool {
        guard let weekday = settings.reports.summary else { return false }
        let zone = settings.time.zone
        let today = zone.date(at: now)
        let day = today.adding(days: -((today.weekday.rawValue - weekday.rawValue + 7) % 7))
        // Two working weeks and more: a summary that is older than all of these is due in any case.
        let reports = try ledger.reports(limit: 15)
        if let last = reports.first(where: \.report.isSummary) {
            return zone.date(at: last.at) < day
        }
        return day == today || reports.last.map { zone.date(at: $0.at) < day } ?? false
    }
}
