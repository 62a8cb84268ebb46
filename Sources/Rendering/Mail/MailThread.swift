import Directives

/// The thread that a message belongs to in the reader's mail client.
///
/// Every message refers to an id that no message has, but that all of one obligation share; clients gather by it, and
/// no message has to be known for another to be written. A digest threads by unit and month.
struct MailThread: Hashable {
    /// The left side of the id, lower-case hexadecimal.
    let id: String
    /// Whether it is the first message of its thread, and so a reply to nothing.
    let isFirst: Bool

    /// Nil where nothing gathers it with another.
    init?(of content: ReminderContent, in zone: Zone) {
        guard let first = content.items.first else { return nil }
        let isAlone = content.items.count == 1
        id =
            isAlone
            ? ObligationHash.thread(of: first.obligation.key)
            : Self.month(of: content.at, for: first.delivery.slot.key.unit, in: zone)
        isFirst = isAlone && first.delivery.slot.key.step == .onAssignment
    }

    /// Nil where nothing gathers it with another.
    init?(of content: ClosingContent, in zone: Zone) {
        guard let first = content.items.first else { return nil }
        id =
            content.items.count == 1
            ? ObligationHash.thread(of: first.obligation.key)
            : Self.month(of: content.written, for: first.unit, in: zone)
        isFirst = false
    }

    private static func month(of instant: Instant, for unit: UnitID, in zone: Zone) -> String {
        let (year, month, _) = zone.date(at: instant).components
        return ObligationHash.hexadecimal("unit|\(unit)|\(year)-\(month)")
    }
}
