import Directives
import Foundation
import GRDB
import Rendering

/// What stored mails say, by their bytes; nothing is asked of those whose bytes retention has deleted.
extension Checker {
    /// A digest names each of the tasks that count as said with it.
    func checkWords() throws {
        for event in tables.events where event.kind == "claimed" {
            guard let message = event.message.flatMap(tables.message), message.isReminder, message.channel == "email",
                let origin = origin(of: message)
            else { continue }
            let slots = Set((event.detail["slots"] ?? "").split(separator: "\n").map(String.init))
            let said = origin.deliveries.filter { slots.isEmpty || slots.contains($0.slot) }
            guard said.count > 1, let named = try text(of: message)?.items else { continue }
            for (item, deliveries) in Dictionary(grouping: said, by: \.item).sorted(by: { $0.key < $1.key }) {
                expect(
                    named[item, default: 0] >= deliveries.count,
                    "\(message.id) counts for item \(item) \(deliveries.count) times and names it \(named[item] ?? 0) times"
                )
            }
        }
    }

    /// A reminder that came to nothing stands in a report to those who supervise.
    func checkUnsent() throws {
        let settings = record.configurations.map(\.settings)
        // Without an address by e-mail nobody gets a report.
        guard bound > .distantPast,
            settings.allSatisfy({ settings in
                ["van-phong", "lanh-dao"].allSatisfy { settings.units[$0]?.addresses[.email] != nil }
            })
        else { return }
        // No lines where retention has deleted the bytes.
        var reports: [(row: Int64, lines: [Substring]?)] = []
        for event in tables.events where event.kind == "claimed" {
            guard let message = event.message.flatMap(tables.message), message.kind == "report" else { continue }
            reports.append((event.row, try text(of: message)?.lines.filter { $0.contains("(") }))
        }
        // The very first report goes no further back than the catch-up window: nobody would act on older ones.
        let catchUp = (settings.map(\.catchUpDays).min() ?? 7) * 86_400
        let first = tables.events.first { $0.kind == "claimed" && $0.message.flatMap(tables.message)?.kind == "report" }
        var ends: [String: LedgerTables.Event] = [:]
        for event in tables.events where ["dead", "expired"].contains(event.kind) {
            if let id = event.message { ends[id] = ends[id] ?? event }
        }
        for message in tables.messages where message.isReminder && message.isUnsent {
            let root = message.origin ?? message.row
            let isReplaced = tables.messages.contains {
                ($0.origin == root || $0.row == root) && ($0.state == "accepted" || $0.row > message.row)
            }
            guard !isReplaced, let end = ends[message.id], end.at < bound else { continue }
            if let first, end.row < first.row, end.at < first.at.adding(seconds: -catchUp) { continue }
            let moment = "\(machine.zone.time(at: message.at))"
            let day = machine.zone.date(at: message.at).dayMonthYear
            let isReported = reports.contains { report in
                guard report.row > end.row, let lines = report.lines else { return report.row > end.row }
                return lines.contains {
                    $0.contains("(\(message.address))") && $0.contains(moment) && $0.contains(day)
                }
            }
            expect(isReported, "\(message.id) to \(message.address) is \(message.state) and in no report")
        }
    }

    func text(of message: LedgerTables.Message) throws -> MailText? {
        let row = try machine.process?.image.rows("SELECT bytes FROM message_bytes WHERE message = ?", [message.row])
        return (row?.first?[0] as Data?).flatMap(MailText.init)
    }
}

extension LedgerTables.Delivery {
    /// The item of its directive in the notice: `8.1` of `tb/8.1@phong-1`.
    var item: String {
        String((obligation.split(separator: "@").first ?? "").drop { $0 != "/" }.dropFirst())
    }
}
