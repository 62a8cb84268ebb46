import Directives
import Gateways
import Ledger
import Rendering

/// What reminders say: written ahead of their instant where there is time, else with their claim.
///
/// What is written ahead is in the due queue with the obligations that it is about, and is gone with them when the plan
/// is made again: it never differs from what would be written with the claim.
extension ReminderEngine {
    /// How many messages are written ahead before the engine looks whether there is something else to do.
    static let writingSlice = 32

    /// Writes some messages of the due queue while its instant is still to come; gives whether there are more.
    func writeAhead(at now: Instant) -> Bool {
        guard var plan = claimer.take(planInputs) else { return false }
        defer { claimer.keep(plan) }
        guard plan.queue.opens > now else { return false }
        return plan.queue.write(Self.writingSlice) { message, items in
            guard let gateway = settings.gateways.first(where: { $0.name == message.gateway }),
                // What has been said before may still change.
                !message.items.contains(where: { $0.delivery.slot.key.role.receivesHistory })
            else { return nil }
            return items.first.map { words(of: message, items, $0, gateway, written: message.at) }
        }
    }

    /// What a message says.
    func words(
        of message: DueQueue.Message, _ items: [ReminderContent.Item], _ first: ReminderContent.Item,
        _ gateway: Gateway, written: Instant
    ) -> DueQueue.Words {
        let id =
            plantedBugs.claimsAgain
            ? MessageID.make(ofLetter: first.delivery.key, to: message.address, at: clock.now)
            : MessageID.make(of: first.delivery)
        let said = Array(items.prefix(plantedBugs.contains(.digestCut) ? 5 : .max))
        return outgoing.words(of: message, said, first, gateway, id: id, written: written)
    }
}
