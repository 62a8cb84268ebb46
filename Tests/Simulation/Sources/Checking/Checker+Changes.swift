import Directives
import Rendering

/// What messages say of a change, held against what their readers were told before: design §4, Opening.
extension Checker {
    /// A reminder that speaks of an obligation to a unit.
    private struct Telling {
        let row: Int64
        let slot: String
        let version: Int
        /// When it ended without having reached anybody; nil where it reached somebody, or may have.
        let lost: Instant?
        /// When a gateway took it; nil where none did, or may not have.
        let taken: Instant?
    }

    /// The former due that a mail names is one that its reader may know, and a slot that is there to tell of a change
    /// does not go where the reader knows the due in force.
    func checkChanges() throws {
        let dues = dues
        let closed = Dictionary(
            tables.events.filter { $0.kind == "claimed" }.flatMap { event in
                (event.detail["closes"] ?? "").split(separator: "\n").map { (String($0), event.row) }
            }, uniquingKeysWith: min)
        var tellings: [String: [Telling]] = [:]
        let ends = ends
        for event in tables.events where event.kind == "claimed" {
            guard let message = event.message.flatMap(tables.message), message.isReminder,
                let origin = origin(of: message)
            else { continue }
            let slots = Set((event.detail["slots"] ?? "").split(separator: "\n").map(String.init))
            let said = origin.deliveries.filter { slots.isEmpty || slots.contains($0.slot) }
            let former = message.channel == "email" ? try text(of: message)?.formerDues ?? [] : []
            for named in former {
                let isKnown = said.contains { delivery in
                    delivery.item == named.item
                        && known(delivery, tellings, dues).contains { $0?.dueDate.dayMonthYear == named.date }
                }
                expect(
                    isKnown, "\(message.id) names \(named.date) as the former due of item \(named.item), unknown before"
                )
            }
            for delivery in said where delivery.step == "changed" && message.replaces == nil {
                let known = known(delivery, tellings, dues)
                let due = dues[delivery.obligation]?[delivery.version] ?? nil
                expect(
                    known.isEmpty || known.contains { !Self.areAlike($0, due) }
                        || closed[delivery.obligation].map { $0 < event.row } ?? false,
                    "\(message.id) tells of a change, \(delivery.key), to one who knows the due already")
            }
            for delivery in said {
                let isUnsure = message.attempts.contains { $0.meaning == "unknown" }
                let end = ends[message.id]
                let telling = Telling(
                    row: event.row, slot: delivery.slot, version: delivery.version,
                    lost: message.state == "accepted" || isUnsure ? nil : end,
                    taken: message.state == "accepted" ? message.attempts.last?.endedAt : nil)
                tellings["\(delivery.obligation) \(delivery.unit)", default: []].append(telling)
            }
        }
    }

    /// The dues that a unit may know when a slot of it is claimed: of the last version that certainly reached it, and of
    /// later ones that may have.
    private func known(
        _ delivery: LedgerTables.Delivery, _ tellings: [String: [Telling]], _ dues: [String: [Int: Due?]]
    ) -> [Due?] {
        // It is planned some seconds before its instant.
        let planned = delivery.at.adding(seconds: -15)
        let others = (tellings["\(delivery.obligation) \(delivery.unit)"] ?? []).filter { $0.slot != delivery.slot }
        let sure = others.filter { $0.taken.map { $0 < planned } ?? false }.map(\.version).max() ?? 0
        let versions = Set(others.filter { $0.lost.map { $0 >= planned } ?? true }.map(\.version))
        return versions.filter { $0 >= sure }.map { dues[delivery.obligation]?[$0] ?? nil }
    }

    private static func areAlike(_ one: Due?, _ other: Due?) -> Bool {
        one?.due == other?.due && one?.aim == other?.aim
    }

    /// The due of each version of each obligation, by its key.
    private var dues: [String: [Int: Due?]] {
        var seen: Set<Int> = []
        var dues: [String: [Int: Due?]] = [:]
        for image in record.epochs.lazy.flatMap(\.obligations) where seen.insert(image.serial).inserted {
            dues[image.obligation.key, default: [:]][image.obligation.version] = image.obligation.due
        }
        return dues
    }

    /// When each message ended unsent.
    private var ends: [String: Instant] {
        let ends = tables.events.filter { ["dead", "expired", "cancelled"].contains($0.kind) }
        return Dictionary(ends.compactMap { event in event.message.map { ($0, event.at) } }, uniquingKeysWith: { $1 })
    }
}

extension LedgerTables.Delivery {
    private var parts: [Substring] { key.dropFirst(obligation.count + 1).split(separator: "|", maxSplits: 5) }

    fileprivate var version: Int { Int(parts.first ?? "") ?? 0 }
    fileprivate var step: String { parts.count > 2 ? String(parts[2]) : "" }
    fileprivate var unit: String { parts.count > 3 ? String(parts[3]) : "" }
}
