import Directives
import GRDB
import GRDBSQLite
import Synchronization
import Testing

@testable import Ledger

/// The promises that the tables keep by themselves, whatever the Swift code does.
@Suite struct SchemaTests {
    /// All 36 pairs, those of a state with itself among them: a message that has ended is not even touched.
    @Test func aMessageTakesTheLegalTransitionsAndNoOther() throws {
        for from in MessageState.allCases {
            for to in MessageState.allCases {
                let ledger = try Fixture.ledger(1)
                try ledger.claim([Fixture.message(0)])
                let isLegal: Bool = try ledger.queue.write { database in
                    func set(_ state: MessageState) throws {
                        try database.execute(
                            sql: "UPDATE message SET state = ?, next_attempt = ?",
                            arguments: [state.rawValue, state == .deferred ? 1 : nil])
                    }
                    if from != .claimed { try set(from) }
                    do {
                        try set(to)
                        return true
                    } catch DatabaseError.SQLITE_CONSTRAINT {
                        return false
                    }
                }
                #expect(isLegal == from.successors.contains(to), "\(from) → \(to)")
            }
        }
    }

    @Test(arguments: [
        "UPDATE event SET author = 'x'", "DELETE FROM event", "DELETE FROM message", "DELETE FROM delivery",
        "UPDATE delivery SET at = 1", "UPDATE message SET address = 'x'", "UPDATE message SET sha256 = sha256",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE row = 1",
        "INSERT INTO event SELECT row + 7, at, kind, NULL, NULL, NULL, NULL, NULL, detail, hash FROM event LIMIT 1",
        "INSERT INTO message SELECT 9, 'x', kind, at, gateway, channel, address, recipient, language, subject, "
            + "segments, sha256, claimed_at, expires_at, replaces, origin, 'accepted', NULL, NULL, NULL, address_key, mark, state_mark FROM message",
        "INSERT OR REPLACE INTO message SELECT * FROM message", "UPDATE message_bytes SET bytes = x'00'",
        "INSERT OR REPLACE INTO delivery SELECT * FROM delivery", "INSERT INTO delivery SELECT * FROM delivery",
        "UPDATE message_bytes SET bytes = NULL, deleted_at = 1", "DELETE FROM message_bytes",
        "INSERT OR REPLACE INTO message_bytes VALUES (1, x'00', NULL)", "DELETE FROM attempt",
        "UPDATE attempt SET number = 2", "UPDATE attempt SET started_at = 2", "UPDATE skip SET reason = 'done'",
        "DELETE FROM skip", "INSERT OR REPLACE INTO skip SELECT * FROM skip",
        "UPDATE attempt SET ended_at = 1, meaning = 'deferred'; UPDATE attempt SET meaning = 'accepted'",
        "UPDATE attempt SET ended_at = 1, meaning = 'deferred'; INSERT INTO attempt VALUES (1, 3, 2, 1, 1, '', 'unknown', "
            + "NULL, NULL, 0)",
        "UPDATE attempt SET ended_at = 1, meaning = 'accepted'; UPDATE message SET state = 'accepted'; "
            + "INSERT INTO attempt (message, number, previous, started_at) VALUES (1, 2, 1, 1)",
        "UPDATE message SET state = 'dead'; UPDATE message SET reason = 'x'",
        "UPDATE message SET state = 'dead'; UPDATE message SET hold = 'x'", "UPDATE message SET expires_at = 1",
        "UPDATE message SET address_key = 'x'", "UPDATE message SET subject = 'x'", "UPDATE message SET subject = NULL",
        "UPDATE message SET state = 'asleep'", "UPDATE skip SET mark = 1", "UPDATE delivery SET mark = 1",
        "INSERT INTO event SELECT row + 1, at, 'x', NULL, NULL, NULL, NULL, NULL, detail, hash FROM event "
            + "ORDER BY row DESC LIMIT 1",
        "DELETE FROM event_kinds WHERE name = 'claimed'", "DELETE FROM message_kinds",
        "UPDATE message_states SET name = 'x'",
        "UPDATE obligation SET key = 'x'", "UPDATE obligation SET unit = 'x'", "DELETE FROM obligation",
        "UPDATE obligation SET id = 'x'; DELETE FROM former_id",
        "UPDATE obligation SET id = 'x'; UPDATE former_id SET id = 'y'",
        "INSERT INTO obligation SELECT 'x', directive, unit, state, settled, wake, due, held, mark, value, sum, id, form "
            + "FROM obligation",
        "DELETE FROM state", "UPDATE letter SET key = 'x'", "DELETE FROM letter",
        "INSERT INTO letter (key, at, message, mark) VALUES ('x', 1, 'none', 0)",
        "UPDATE obligation SET state = 'asleep'", "UPDATE obligation SET held = 2",
        "UPDATE obligation SET settled = 'x'",
        "UPDATE ledger SET clock = 'sundial'", "INSERT INTO ledger (one, clock) VALUES (2, 'wall')",
        "INSERT INTO attempt (message, number, started_at) VALUES (404, 1, 1)",
        "INSERT INTO attempt (message, number, started_at) VALUES (1, 1, 1)",
        "INSERT INTO attempt (message, number, previous, started_at) VALUES (1, 2, 1, 1)",
    ])
    func theSchemaRefuses(_ sql: String) throws {
        let ledger = try Fixture.ledger(1)
        let skip = SkippedSlot(
            key: Fixture.key(0, step: .review), at: Fixture.noon, reason: .tooOld)
        try ledger.commit { transaction in
            transaction.claim(Fixture.message(0))
            transaction.skip(skip)
            transaction.noteOperatorLetter(.init(key: "clock", subject: ""), message: Fixture.message(0).id)
        }
        #expect(throws: DatabaseError.self) { try ledger.queue.write { try $0.execute(sql: sql) } }
        #expect(try ledger.verifyChain() == .intact(try ledger.head()))
    }

    @Test func theClosedListsOfTheSchemaAreThoseOfTheCore() throws {
        let ledger = try Fixture.ledger(1)
        try ledger.append(EventKind.allCases.map { Event(at: Fixture.noon, .other(kind: $0.rawValue, detail: [:])) })
        for reason in SkipReason.allCases {
            let key = Fixture.key(0, version: SkipReason.allCases.firstIndex(of: reason)! + 1)
            try ledger.claim([], skips: [SkippedSlot(key: key, at: Fixture.noon, reason: reason)])
        }
        for state in Obligation.State.allCases {
            var row = Fixture.obligation(0)
            row.obligation.state = state
            try ledger.commit { $0.replan(row) }
        }
        for (index, channel) in Channel.allCases.enumerated() {
            for (other, kind) in MessageKind.allCases.enumerated() {
                var message = Fixture.message(0, starts: false)
                message.id = "\(index)-\(other)"
                (message.channel, message.kind, message.deliveries) = (channel, kind, [])
                try ledger.claim([message])
                for (number, meaning) in ExitMeaning.allCases.enumerated() {
                    try ledger.commit {
                        $0.start(AttemptStart(message: message.id, number: number + 1, at: Fixture.noon))
                    }
                    try ledger.finish([
                        AttemptOutcome(
                            message: message.id, number: number + 1, endedAt: Fixture.noon, exit: "exit 0",
                            meaning: meaning, newState: .deferred, nextAttempt: Fixture.noon)
                    ])
                }
            }
        }
        #expect(try ledger.verifyChain() == .intact(try ledger.head()))
    }

    @Test func eachListOfNamesIsThatOfTheCore() throws {
        let lists: [(String, [String])] = [
            ("channels", Channel.allCases.map(\.rawValue)), ("message_kinds", MessageKind.allCases.map(\.rawValue)),
            ("message_states", MessageState.allCases.map(\.rawValue)),
            ("attempt_meanings", ExitMeaning.allCases.map(\.rawValue)),
            ("obligation_states", Obligation.State.allCases.map(\.rawValue)),
            ("skip_reasons", SkipReason.allCases.map(\.rawValue)), ("event_kinds", EventKind.allCases.map(\.rawValue)),
        ]
        let ledger = try Fixture.ledger(0)
        for (table, names) in lists {
            let stored = try ledger.queue.read { try String.fetchSet($0, sql: "SELECT name FROM \(table)") }
            #expect(stored == Set(names), "\(table)")
        }
    }

    /// What no CHECK says any more.
    @Test func aNewNameIsOneInsert() throws {
        let ledger = try Fixture.ledger(1)
        try ledger.queue.write { database in
            try database.execute(sql: "INSERT INTO event_kinds (name) VALUES ('replied')")
            try database.execute(sql: "INSERT INTO message_kinds (name) VALUES ('receipt')")
        }
        try ledger.append([Event(at: Fixture.noon, .other(kind: "replied", detail: ["a": "b"]))])
        #expect(try ledger.events(newestFirst: true).first?.detail == ["a": "b"])
        let error = #expect(throws: LedgerError.self) {
            try ledger.append([Event(at: Fixture.noon, .other(kind: "unheard-of", detail: [:]))])
        }
        #expect(error?.code == .refused)
    }

    @Test func everyTableIsStrict() throws {
        let ledger = try Fixture.ledger(0)
        let loose = try ledger.queue.read {
            try String.fetchAll($0, sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")
        }
        #expect(loose.allSatisfy { $0.hasPrefix("sqlite_") }, "\(loose)")
    }

    @Test func noCallOfTheEngineWalksATable() throws {
        let ledger = try Fixture.ledger(1)
        let statements = Mutex<[String]>([])
        ledger.queue.inDatabase { database in
            database.trace { event in
                guard case .statement(let statement) = event else { return }
                statements.withLock { $0.append(statement.sql) }
            }
        }
        let obligation = Fixture.obligation(0).obligation.id
        try ledger.claim([Fixture.message(0)])
        _ = try ledger.nextWake()
        _ = try ledger.wakingCount(through: Fixture.noon)
        _ = try ledger.waking(through: Fixture.noon, limit: 64)
        _ = try ledger.settledKeys(of: [obligation], since: Fixture.noon)
        _ = try ledger.deferredGateways()
        _ = try ledger.nextRetry(of: "email", except: ["x@ubnd.example"])
        _ = try ledger.retries(of: "email", through: Fixture.noon, limit: 9)
        _ = try ledger.nextExpiry()
        _ = try ledger.expired(by: Fixture.noon, limit: 9)
        _ = try ledger.deferredCount()
        _ = try ledger.unfinishedAttempts()
        _ = try ledger.unstarted(limit: 9)
        _ = try ledger.openMessages(obligation: obligation, address: "tnmt@ubnd.example")
        _ = try ledger.claimedCount(since: Fixture.noon, through: .distantFuture)
        _ = try ledger.claimedCounts(
            since: Fixture.noon, through: .distantFuture, addresses: ["tnmt@ubnd.example"])
        _ = try ledger.message("m0-on the day")
        _ = try ledger.obligations(of: Fixture.directive(0).directive.id)
        _ = try ledger.putOff(of: "email", after: Fixture.noon)
        _ = try ledger.earliestEntry(after: 1)
        _ = try ledger.newestEntry()
        _ = try ledger.state.hold()
        _ = try ledger.state.reports()
        _ = try ledger.state.plannerRevision()
        _ = try ledger.state.lastTold("sign-of-life")
        _ = try ledger.state.wasTold("clock", from: Fixture.noon, until: .distantFuture)
        _ = try ledger.state.letterKey(ofMessage: "m0-on the day")
        _ = try ledger.obligations(named: obligation)
        _ = try ledger.recordedSlots(of: [obligation])
        _ = try ledger.reminderHistories(of: [obligation], before: Fixture.noon)
        _ = try ledger.mailReaders(of: [obligation])
        _ = try ledger.unsent(from: Fixture.noon, until: .distantFuture)
        _ = try ledger.overdue(at: .distantFuture)
        _ = try ledger.obligations([obligation])
        _ = try ledger.events(EventFilter(obligation: obligation))
        _ = try ledger.events(EventFilter(message: "m0-on the day"))
        _ = try ledger.head()
        _ = try ledger.configurationInForce()
        ledger.queue.inDatabase { $0.trace(nil) }

        // What may be walked: an index of what is open only, which holds what is in flight however large the ledger is;
        // an index of which the first entry is enough; and the list of the files.
        let small = [
            "attempt USING COVERING INDEX attempt_running", "attempt USING INDEX attempt_running",
            "message USING INDEX message_claimed", "message USING INDEX message_expires",
            "event USING COVERING INDEX event_at", "configuration_file", "(subquery-1)",
            "configuration", "event",
        ]
        let queries = statements.withLock { $0 }.filter { $0.hasPrefix("SELECT") }
        #expect(queries.count >= 16)
        #expect(statements.withLock { $0 }.allSatisfy(numbersAscend))
        for sql in queries {
            let plan = try ledger.queue.read { database in
                try Self.plan(sql, database)
            }
            for line in plan where line.hasPrefix("SCAN") && !line.contains("VIRTUAL TABLE") {
                let isSmall = small.contains { line == "SCAN \($0)" || line.hasPrefix("SCAN \($0) ") }
                let isFirst = sql.contains("LIMIT 1") || sql.contains("max(at)")
                #expect(
                    isSmall && (isFirst || !line.hasPrefix("SCAN event")) || line == "SCAN CONSTANT ROW",
                    "\(line) in \(sql)")
            }
        }
        let wake = try ledger.queue.read { try Self.plan(Ledger.nextWakeStatement, $0) }
        #expect(wake.allSatisfy { $0.contains("COVERING INDEX obligation_wake") }, "\(wake)")
    }

    private static func plan(_ sql: String, _ database: GRDB.Database) throws -> [String] {
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
        statement.setUncheckedArguments(
            StatementArguments(
                [DatabaseValue](repeating: .null, count: Int(sqlite3_bind_parameter_count(statement.sqliteStatement)))))
        return try GRDB.Row.fetchAll(statement).map { $0["detail"] as String }
    }

    /// SQLite numbers named parameters in the order in which they appear: `$2` before `$1` would be bound to the first.
    private func numbersAscend(_ sql: String) -> Bool {
        var seen = 0
        for match in sql.matches(of: /\$([0-9]+)/) {
            guard let number = Int(match.1), number <= seen + 1 else { return false }
            seen = max(seen, number)
        }
        return true
    }

    /// How many statements something takes.
    private func questions(_ ledger: Ledger, _ body: () throws -> Void) throws -> Int {
        let statements = Mutex<[String: Int]>([:])
        ledger.queue.inDatabase { database in
            database.trace { event in
                guard case .statement(let statement) = event else { return }
                statements.withLock { $0[statement.sql, default: 0] += 1 }
            }
        }
        defer { ledger.queue.inDatabase { $0.trace(nil) } }
        try body()
        return statements.withLock { $0.values.reduce(0, +) }
    }

    @Test func aSickGatewaysDeferredMessagesAreNotWalkedForAHealthyOne() throws {
        let ledger = try Fixture.ledger(1)
        var healthy = Fixture.message(0, starts: false)
        (healthy.gateway, healthy.deliveries, healthy.expiresAt) = ("b", [], nil)
        var messages = [healthy]
        for index in 0..<300 {
            var message = Fixture.message(0, starts: false)
            (message.id, message.gateway, message.deliveries, message.expiresAt) = ("a\(index)", "a", [], nil)
            messages.append(message)
        }
        try ledger.commit { transaction in
            for message in messages { transaction.claim(message, due: Fixture.noon) }
        }
        let plans = try ledger.queue.read { database in
            let statements = [
                "SELECT next_attempt FROM message WHERE state = 'deferred' AND gateway = $1 AND hold IS NULL "
                    + "AND next_attempt >= $2 AND \(SQL.isNoMember("address", of: "$3")) "
                    + "ORDER BY next_attempt LIMIT 1",
                "SELECT gateway FROM message WHERE state = 'deferred' AND gateway > $1 ORDER BY gateway LIMIT 1",
            ]
            return try statements.map { try Self.plan($0, database)[0] }
        }
        #expect(
            plans == [
                "SEARCH message USING INDEX message_next_attempt (gateway=? AND hold=? AND next_attempt>?)",
                "SEARCH message USING INDEX message_lane (gateway>?)",
            ])
        // Questions asked do not grow with what waits: two gateways and the end, one retry and its absence.
        var gateways: [String] = []
        var retries: [String] = []
        let asked = try questions(ledger) {
            gateways = try ledger.deferredGateways()
            retries = try ledger.retries(of: "b", through: Fixture.noon, limit: 64).map(\.id)
        }
        #expect(gateways == ["a", "b"] && retries == [healthy.id])
        #expect(asked <= 8, "\(asked)")
    }
}
