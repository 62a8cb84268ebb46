import Directives
import Foundation

@testable import Ledger

/// Small values for the tests: one notice, directives with one obligation each, messages with one delivery each.
enum Fixture {
    static let noon = Instant(milliseconds: 1_638_248_400_000)

    static let notice = Notice(
        id: "tb-1", symbol: "TB-UBND", number: "12", title: "Thông báo kết luận", issuer: "UBND thành phố",
        issued: CivilDate(dayNumber: 18_961))

    static func directive(_ item: Int, task: String = "Báo cáo tiến độ") -> StoredDirective {
        StoredDirective(
            directive: Directive(
                id: DirectiveID(notice: notice.id, item: "\(item)"), task: task, lead: ["phong-tnmt"],
                deadlines: [.init(.on(CivilDate(dayNumber: 18_961)))]),
            notice: notice, sourceFile: "directives/tb-1.yaml", sourceLine: item + 3, firstLoaded: noon)
    }

    static func obligation(_ item: Int, wake: Instant? = noon) -> ObligationRow {
        let date = CivilDate(dayNumber: 18_961)
        let obligation = Obligation(
            directive: DirectiveID(notice: notice.id, item: "\(item)"), unit: "phong-tnmt", opened: noon,
            track: .dated(Due(aim: noon, due: noon, aimDate: date, dueDate: date)))
        return ObligationRow(obligation: obligation, settled: .distantPast, wake: wake)
    }

    static let settings = Settings(
        office: .init(name: "Văn phòng"),
        time: OfficeTime(
            zone: Zone(identifier: "Asia/Ho_Chi_Minh")!,
            calendar: WorkingCalendar(name: "vn", weekend: [.saturday, .sunday], years: [:], namedDays: [:]),
            hours: OfficeHours(spans: [:])),
        operatorAddresses: [.email: ["quan-tri@ubnd.example"]], gateways: [], policies: [:], units: [:])

    static func installation(_ count: Int) -> LedgerTransaction {
        var transaction = LedgerTransaction(at: noon)
        transaction.install(
            ConfigurationUpdate(
                files: [
                    SourceFile(
                        path: "dondoc.yaml", size: 12, modified: 34, inode: .max,
                        sha256: String(repeating: "a", count: 64))
                ],
                settings: settings, upserted: (0..<count).map { directive($0) }, summary: "+\(count)"))
        for item in 0..<count {
            let row = obligation(item)
            transaction.open(row, due: row.obligation.due.map { .init($0) })
        }
        return transaction
    }

    /// An update of the configuration that changes directives alone.
    static func update(_ upserted: [StoredDirective] = [], removed: [DirectiveID] = []) -> ConfigurationUpdate {
        ConfigurationUpdate(files: [], settings: settings, upserted: upserted, removed: removed)
    }

    static func key(_ item: Int, step: SlotStep = .onTheDay, version: Int = 1) -> Slot.Key {
        Slot.Key(
            obligation: obligation(item).obligation.id, version: version, role: .lead, step: step, unit: "phong-tnmt")
    }

    static func delivery(_ item: Int, step: SlotStep = .onTheDay, address: String = "tnmt@ubnd.example") -> Delivery {
        Delivery(
            slot: Slot(key: key(item, step: step), at: noon, via: [.email]), gateway: "email", channel: .email,
            address: address, language: .vietnamese)
    }

    static func message(
        _ item: Int, step: SlotStep = .onTheDay, starts: Bool = true, bytes: [UInt8] = Array("Kính gửi".utf8)
    ) -> ClaimedMessage {
        let id = "m\(item)-\(step)"
        return ClaimedMessage(
            id: id, kind: .reminder, at: noon, gateway: "email", channel: .email, address: "tnmt@ubnd.example",
            language: .vietnamese, bytes: bytes, subject: "Đôn đốc", deliveries: [delivery(item, step: step)],
            expiresAt: noon.adding(seconds: 3_600),
            firstAttempt: starts ? AttemptStart(message: id, number: 1, at: noon) : nil)
    }

    /// A ledger in memory with so many directives and obligations.
    static func ledger(_ count: Int = 3) throws -> Ledger {
        let ledger = try Ledger.temporary(clock: .virtual)
        try ledger.commit(installation(count))
        return ledger
    }

    /// Runs a body with a new directory, which goes with it.
    static func withDirectory<Value>(_ body: (String) throws -> Value) throws -> Value {
        let directory = FileManager.default.temporaryDirectory.path + "/dondoc-ledger-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        return try body(directory)
    }
}

extension Ledger {
    /// Commits one transaction.
    func commit(
        at instant: Instant = Fixture.noon, _ fill: (inout LedgerTransaction) -> Void
    ) throws(LedgerError) {
        var transaction = LedgerTransaction(at: instant)
        fill(&transaction)
        try commit(transaction)
    }

    func claim(
        _ messages: [ClaimedMessage], skips: [SkippedSlot] = [], at instant: Instant = Fixture.noon
    ) throws(LedgerError) {
        try commit(at: instant) { transaction in
            for message in messages { transaction.claim(message) }
            for skip in skips { transaction.skip(skip) }
        }
    }

    func finish(_ outcomes: [AttemptOutcome]) throws(LedgerError) {
        try commit { transaction in for outcome in outcomes { transaction.finish(outcome) } }
    }

    func append(_ events: [Event]) throws(LedgerError) {
        try commit { $0.events = events }
    }
}
