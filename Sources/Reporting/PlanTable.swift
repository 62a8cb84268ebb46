public import Directives

/// A plan as people read it: a heading a day, a line a delivery.
public struct PlanTable {
    public let lines: [String]

    public init(_ plan: Plan, settings: Settings) {
        let zone = settings.time.zone
        let words = DerivationWords(settings.time)
        var lines: [String] = []
        let days = Dictionary(grouping: plan.lines) { zone.date(at: $0.delivery.slot.at) }
        for (day, entries) in days.sorted(by: { $0.key < $1.key }) {
            lines.append("\(words.day(day)): \(entries.count) \(entries.count == 1 ? "delivery" : "deliveries")")
            var table = TextColumns("  at", "obligation", "unit", "step", "due", "to")
            for entry in entries {
                let slot = entry.delivery.slot
                let step = slot.ordinal.map { "\(slot.key.step) (no. \($0))" } ?? "\(slot.key.step)"
                table.add(
                    "  \(zone.time(at: slot.at))", entry.obligation.id,
                    "\(slot.key.unit) (\(slot.key.role.rawValue))", step,
                    entry.obligation.due.map { "\($0.dueDate)" } ?? "-",
                    "\(entry.delivery.gateway) \(entry.delivery.address)")
            }
            lines += table.lines + [""]
        }
        let messages = Set(
            plan.lines.map { "\($0.delivery.slot.at.milliseconds) \($0.delivery.gateway) \($0.delivery.address)" })
        lines.append("\(plan.lines.count) deliveries in \(messages.count) messages")
        self.lines = lines
    }
}
