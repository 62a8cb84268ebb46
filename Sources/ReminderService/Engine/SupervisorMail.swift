import Directives
import Ledger
import Rendering
import Reporting

/// The day's reports to supervising units: each working day the messages that were not sent and what is overdue, once a
/// week everything.
///
/// A pure function of the ledger: it writes nothing.
struct SupervisorMail: Sendable {
    /// A report and the one address that it goes to.
    struct Report: Sendable {
        let address: String
        let language: Language
        let content: OfficeReport
    }

    let ledger: Ledger
    let settings: Settings
    let now: Instant

    /// The reports that have something to say, one at most to an address; nil on a day without one.
    func reports(withSummary isSummary: Bool) throws(LedgerError) -> [Report]? {
        guard settings.reports.exceptions || isSummary else { return nil }
        let work = try SupervisedWork(ledger, settings: settings, since: unreportedSince(), at: now)
        let all = isSummary ? try SupervisedWork.year(of: now, in: ledger, settings: settings) : []
        let head = try ledger.head().map { "\($0.row):\($0.hash)" }
        return readers(of: work.units.union(all.flatMap(\.supervising))).compactMap { reader, units in
            let theirs = Set(units)
            let (overdue, unsent, held) = work.of(theirs)
            let report = OfficeReport(
                isSummary ? .summary : .exceptions, to: units, written: now, language: reader.language, unsent: unsent,
                held: held, overdue: overdue,
                all: all.filter { $0.supervising.contains(where: theirs.contains) }, head: head)
            return report.isEmpty
                ? nil : Report(address: reader.address, language: reader.language, content: report)
        }
    }

    /// Whether the day of the week has come since the last summary; on a day off it moves to the next working day.
    func isSummaryDue() throws(LedgerError) -> Bool {
        guard let weekday = settings.reports.summary else { return false }
        let zone = settings.time.zone
        let today = zone.date(at: now)
        let day = today.adding(days: -((today.weekday.rawValue - weekday.rawValue + 7) % 7))
        let reports = try ledger.state.reports()
        if let last = reports.lastSummary { return zone.date(at: last) < day }
        return day == today || reports.first.map { zone.date(at: $0) < day } ?? false
    }

    /// From which instant on unsent messages were not reported yet.
    ///
    /// A day without a report, or with everything held, does not
    /// count as reported.
    private func unreportedSince() throws(LedgerError) -> Instant {
        let reports = try ledger.state.reports()
        if let told = reports.told, let row = reports.toldRow {
            // If the clock was set back since, later entries can bear earlier times: begin at the earliest.
            return try ledger.earliestEntry(after: row).map { min($0, told) } ?? told
        }
        // No report was sent yet: begin at the first recorded day, or `catchUpDays` ago if that is earlier. Nobody would act
        // on older messages.
        return min(reports.first ?? now, now.adding(seconds: -settings.catchUpDays * 86_400))
    }

    private struct Reader: Hashable {
        let address: String
        let language: Language
    }

    /// The addresses of units by e-mail, in order, each with the units that it serves: no address has two reports.
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
}
