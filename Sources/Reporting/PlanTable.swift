public import Directives
import Rendering

/// A plan as people read it: a heading a day, a line a delivery.
public struct PlanTable {
    public let lines: [String]

    public init(_ plan: Plan, settings: Settings) {
        let zone = settings.time.zone
        let texts = Language.english.texts
        var lines: [String] = []
        let days = Dictionary(grouping: plan.lines) { zone.date(at: $0.delivery.slot.at) }
        for (day, entries) in days.sorted(by: { $0.key < $1.key }) {
            lines.append("\(texts.shortDay(day)): \(entries.count) \(entries.count == 1 ? "delivery" : "deliveries")")
            lines += TextTable.lines(
                entries, indent: "  ", .init("at") { "\(zone.time(at: $0.delivery.slot.at))" },
                .init("obligation") { $0.obligation.id },
                .init("unit") { "\($0.delivery.slot.key.unit) (\($0.delivery.slot.key.role.rawValue))" },
                .init("step") { entry in
                    let slot = entry.delivery.slot
                    return slot.ordinal.map { "\(slot.key.step) (no. \($0))" } ?? "\(slot.key.step)"
                },
                .init("due") { $0.obligation.due.map { "\($0.dueDate)" } ?? "-" },
                .init("to") { "\($0.delivery.gateway) \($0.delivery.address)" })
            lines.append("")
        }
        let messages = Set(
            plan.lines.map { "\($0.delivery.slot.at.milliseconds) \($0.delivery.gateway) \($0.delivery.address)" })
        lines.append("\(plan.lines.count) deliveries in \(messages.count) messages")
        self.lines = lines
    }
}
