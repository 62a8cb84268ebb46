import DirectiveFiles
import Directives
import Foundation
import GRDB
import ReminderService
import TestSupport

/// Orders, edits of the files and reloads.
extension Machine {
    /// Gives an order of any kind.
    ///
    /// - Parameter isAboutDigest: about what a digest says that waits for another attempt, if there is one, and mostly an
    ///   extension: an order would seldom meet one by chance.
    func order(isAboutDigest: Bool = false) throws {
        guard let process else { return }
        let rows = try process.image.obligations().map(\.obligation)
        let open = rows.filter { $0.state == .open && !$0.isToCome(at: now) }
        guard var target = (open.isEmpty ? rows : open).randomElement(using: &random) else { return }
        var kind = Int.random(in: 0..<15, using: &random)
        let waiting = isAboutDigest ? try obligationsOfWaitingDigests() : []
        if let late = open.filter({ waiting.contains($0.key) }).randomElement(using: &added) {
            target = late
            if !added.one(in: 4) { kind = 6 }
        }
        let today = zone.date(at: now)
        let one = Target(id: target.id)
        switch kind {
        case 0, 1, 2: try order(EndOrder(one, failed: false, reason: nil))
        case 3: try order(EndOrder(one, failed: true, reason: "không kịp"))
        case 4, 5: try order(AcknowledgeOrder(one, unit: random.one(in: 3) ? office.leads.first : nil))
        case 6, 7:
            let to = max(today, target.due?.dueDate ?? today).adding(days: Int.random(in: 1...30, using: &random))
            try order(ExtendOrder(one, to: "\(to)", by: "Chủ tịch", reason: "xin thêm"))
        case 8, 9:
            guard let waiting = office.directives.filter({ !$0.awaitedEvents.isEmpty }).randomElement(using: &random)
            else { return }
            let date = today.adding(days: -Int.random(in: 0...4, using: &random))
            try order(
                OccurOrder(
                    directive: "\(waiting.id)", event: nil, date: "\(date)", time: "00:30",
                    occasion: random.one(in: 2) ? nil : "ho-so-\(Int.random(in: 1...4, using: &random))"))
        case 10: try order(WithdrawOrder(one, reason: "thôi"))
        case 11: try order(HoldOrder(random.one(in: 3), reason: "thử"))
        case 12: try order(ReleaseOrder())
        default:
            let messages = try process.image.rows("SELECT id, state FROM message ORDER BY row DESC LIMIT 12")
            guard let message = messages.randomElement(using: &random) else { return }
            let id: String = message[0]
            let retries = random.one(in: 2)
            if added.one(in: 3) {
                try order(added.one(in: 4) ? ReleaseMessageOrder(id) : HoldMessageOrder(id))
            } else {
                try order(retries ? RetryMessageOrder(id) : DropMessageOrder(id))
            }
        }
    }

    /// The keys of the obligations of digests that wait for another attempt.
    private func obligationsOfWaitingDigests() throws -> Set<String> {
        let rows = try process?.image.rows(
            """
            SELECT obligation FROM delivery JOIN message ON message = message.row WHERE state = 'deferred'
              AND (SELECT count(*) FROM delivery AS other WHERE other.message = message.row) > 1
            """)
        return Set((rows ?? []).map { $0[0] })
    }

    /// Gives an order; what its reply says must never be lost.
    func order(_ order: any Order) throws {
        guard process != nil else { return }
        let folder = ConfigurationFolder(path: broken)
        let before = gateways.count
        let answer = try onEngine { engine in
            Result { try engine.follow(order, author: "simulator", folder: folder) }
        }
        let isAlive = death == nil
        settle()
        noteRuns(from: before)
        switch answer {
        case .success(let reply):
            log("order \(Self.words(order)): \(reply.lines.joined(separator: "; "))")
            if isAlive, death == nil { try promise(Self.words(order)) }
        case .failure(let error): log("order \(Self.words(order)) refused: \(error)".prefix(300) + "")
        }
        if death != nil { return try revive() }
        try snapshot()
    }

    private static func words(_ order: any Order) -> String {
        String("\(order)".replacing("ReminderService.", with: "").prefix(140))
    }

    /// Changes the files, and reloads them or leaves them for the next start.
    func editFiles(tells: Bool) throws {
        let number = record.configurations.count
        let before = office.directives
        var names: [String] = []
        for _ in 0..<(random.one(in: 3) ? 2 : 1) {
            names.append(office.edit(&random, on: zone.date(at: now), number: number))
        }
        if added.one(in: 12) {
            office.hold.toggle()
            names.append("hold \(office.hold)")
        }
        inFiles = record.add(office.configuration)
        log("files: \(names.joined(separator: ", "))")
        filesAreBroken = false
        guard tells else { return }
        try reload()
        guard names.contains(where: { $0.hasPrefix("deadline of") }), added.one(in: 3) else { return }
        office.directives = office.directives.map { directive in
            directive.with(deadlines: before.first { $0.id == directive.id }?.deadlines)
        }
        inFiles = record.add(office.configuration)
        log("files: the deadline was a mistake, and is put right")
        try reload()
    }

    /// Makes the daemon load the files.
    func reload() throws {
        guard process != nil else { return }
        let before = gateways.count
        do {
            try accept(inFiles)
            if death == nil {
                try promise("reload")
            }
        } catch {
            log("reload refused: \(error)")
            if death == nil { record.disturbed.append((time.real, time.real)) }
        }
        settle()
        noteRuns(from: before)
        if death != nil { return try revive() }
        try noteInForce()
        try snapshot()
    }

    /// Makes the daemon load files with mistakes, which it must refuse.
    func refuseBrokenFiles() {
        try? FileManager.default.createDirectory(atPath: broken, withIntermediateDirectories: true)
        try? Data("gateways: {email: {chanel: email}\n".utf8).write(to: URL(filePath: broken + "/dondoc.yaml"))
        let folder = ConfigurationFolder(path: broken)
        let isRefused = (try? onEngine { engine in (try? engine.load(folder)) == nil }) ?? true
        if !isRefused { record.violation("a broken configuration was accepted") }
    }
}
