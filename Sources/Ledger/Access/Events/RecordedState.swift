import Basics
import Directives

/// What the events of the chain say of the state, of letters to the operator, of deleted bytes and of configurations.
struct RecordedState {
    private var hold = LedgerState.Hold.initial
    private var reports = LedgerState.Reports.initial
    private var clock = LedgerState.Clock.initial
    private var letters = 0
    private var deletions: [(at: Instant, messages: Int, rows: ClosedRange<Int64>)] = []
    private var configurations: [(at: Instant, settings: String?, files: String?)] = []

    mutating func note(_ entry: LedgerEvent) {
        switch entry.fact {
        case .holdSet(let isOn, _): hold = .init(isOn: isOn, at: entry.at, author: entry.event.author)
        case .reported(let report): reports.note(report, at: entry.at, row: entry.row)
        case .clockAccepted: clock = .init(acceptedRow: entry.row)
        case .operatorNotified where entry.event.message != nil: letters += 1
        case .bytesDeleted(let messages, let rows, _): deletions.append((entry.at, messages, rows))
        case .configurationAccepted(_, let settings, let files): configurations.append((entry.at, settings, files))
        default: break
        }
    }

    /// What the tables hold otherwise; nil where they hold it as the events say.
    func contradiction(_ database: Database) throws -> String? {
        let isSame =
            try LedgerState.read(database) == hold && LedgerState.read(database) == reports
            && LedgerState.read(database) == clock
        guard isSame else { return "the state is another one than the events say" }
        let count: Int? = try database.row("SELECT count(*) FROM letter")?[0]
        guard count == letters else { return "there are other letters to the operator than the events say" }
        if try areOtherDeletions(database) { return "other messages have lost their bytes than the events say" }
        return try areOtherConfigurations(database) ? "there are other configurations than the events say" : nil
    }

    private func areOtherDeletions(_ database: Database) throws -> Bool {
        for deletion in deletions {
            let count: Int? = try database.row(
                "SELECT count(*) FROM message_bytes WHERE message BETWEEN $1 AND $2 AND deleted_at = $3",
                [deletion.rows.lowerBound, deletion.rows.upperBound, deletion.at.milliseconds])?[0]
            if count != deletion.messages { return true }
        }
        let count: Int? = try database.row("SELECT count(*) FROM message_bytes WHERE deleted_at IS NOT NULL")?[0]
        return count != deletions.reduce(0) { $0 + $1.messages }
    }

    private func areOtherConfigurations(_ database: Database) throws -> Bool {
        let rows = try database.rows("SELECT id, accepted_at, settings FROM configuration ORDER BY id")
        guard rows.count == configurations.count else { return true }
        for (index, (row, event)) in zip(rows, configurations).enumerated() {
            let settings: String = try row[2]
            guard try row[0] == index + 1, try row.instant(1) == event.at,
                event.settings.map({ $0 == SHA256.hash(settings).hexadecimal }) ?? true
            else { return true }
        }
        guard let hash = configurations.last?.files else { return false }
        let files = try database.rows(
            "SELECT path, size, modified_ns, inode, sha256 FROM configuration_file ORDER BY path")
        return hash != Checksum.sha256(files.flatMap { $0.columns(0..<5) })
    }
}
