import Directives

/// One row of state: its name, and its form.
protocol StateRow: VersionedForm {
    static var rowName: String { get }
    /// Before anything was recorded.
    static var initial: Self { get }
}

extension StateRow {
    static var formName: String { rowName }
}

extension LedgerState {
    static func read<Value: StateRow>(_ database: Database, _ type: Value.Type = Value.self) throws -> Value {
        // Each row is there from the first day, so that one that is missing is damage.
        guard let row = try database.row("SELECT value, form, sum FROM state WHERE name = $1", [Value.rowName]) else {
            throw LedgerError.damaged("row of state")
        }
        let text: String = try row[0]
        guard try row[2] == sum(Value.rowName, text) else { throw LedgerError.damaged("row of state") }
        return try Value(text: text, form: row[1], sum: Checksum.of(text))
    }

    static func write<Value: StateRow>(_ value: Value, _ database: Database) throws {
        let text = JSON.text(value)
        try database.run(
            """
            INSERT INTO state (name, form, value, sum) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET form = excluded.form, value = excluded.value, sum = excluded.sum
            """, [Value.rowName, Value.formVersion, text, sum(Value.rowName, text)])
    }

    private static func sum(_ name: String, _ text: String) -> Int64 { Checksum.mark([name, text]) }

    /// Writes the rows of a new ledger.
    static func begin(_ database: Database) throws {
        try write(Hold.initial, database)
        try write(Reports.initial, database)
        try write(Clock.initial, database)
        try write(PlannerMark.initial, database)
    }

    /// Brings the rows up to date with an event that has just been appended.
    static func note(_ event: Event, row: Int64, _ database: Database) throws {
        switch event.fact {
        case .holdSet(let isOn, _): try write(Hold(isOn: isOn, at: event.at, author: event.author), database)
        case .reported(let report):
            var reports = try read(database, Reports.self)
            reports.note(report, at: event.at, row: row)
            try write(reports, database)
        case .operatorNotified(let letter):
            guard let message = event.message else { return }
            try database.run(
                "INSERT INTO letter (key, at, message, mark) VALUES ($1, $2, $3, $4)",
                [
                    letter.key, event.at.milliseconds, message,
                    Checksum.mark([letter.key, event.at.milliseconds, message]),
                ])
        case .clockAccepted: try write(Clock(acceptedRow: row), database)
        default: break
        }
    }
}

extension LedgerState.Hold: StateRow {
    static var rowName: String { "hold" }
    static var initial: Self { Self() }

    init(_ stored: Stored) throws {
        self.init(isOn: try stored["on"], at: try stored["at"], author: try stored["author"])
    }

    var stored: Stored { ["at": at, "author": author, "on": isOn] }
}

extension LedgerState.Reports: StateRow {
    mutating func note(_ report: Event.Report, at instant: Instant, row: Int64) {
        first = first ?? instant
        last = instant
        if report.isTold { (told, toldRow) = (instant, row) }
        if report.isSummary { lastSummary = instant }
    }

    static var rowName: String { "reports" }
    static var initial: Self { Self() }

    init(_ stored: Stored) throws {
        self.init(
            first: try stored["first"], last: try stored["last"], told: try stored["told"],
            toldRow: try stored["toldRow"], lastSummary: try stored["lastSummary"])
    }

    var stored: Stored {
        ["first": first, "last": last, "lastSummary": lastSummary, "told": told, "toldRow": toldRow]
    }
}

extension LedgerState.Clock: StateRow {
    static var rowName: String { "clock" }
    static var initial: Self { Self() }

    init(_ stored: Stored) throws { self.init(acceptedRow: try stored["acceptedRow"]) }
    var stored: Stored { ["acceptedRow": acceptedRow] }
}

extension LedgerState.PlannerMark: StateRow {
    static var rowName: String { "planner" }
    /// What was planned before there was a row of it was planned by the first revision.
    static var initial: Self { Self(revision: 1) }

    init(_ stored: Stored) throws { self.init(revision: try stored["revision"]) }
    var stored: Stored { ["revision": revision] }
}
