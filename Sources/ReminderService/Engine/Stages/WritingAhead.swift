import Directives
import Gateways
import Ledger
import Rendering

/// What reminders say: written ahead of their instant where there is time, else with their claim.
///
/// What is written ahead lies in the due queue beside the obligations that it speaks of, and goes with them when the
/// plan is made anew: it never says other than what would be said with the claim.
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

    /// Writes what a message says.
    func words(
        of message: DueQueue.Message, _ items: [ReminderContent.Item], _ first: ReminderContent.Item,
        _ gateway: Gateway,
        written: Instant
    ) -> DueQueue.Words {
        let id =
            plantedBugs.claimsAgain
            ? MessageID.make(ofLetter: first.delivery.key, to: message.address, at: clock.now)
            : MessageID.make(of: first.delivery)
        let recipient = outgoing.recipient(of: message.address, by: gateway)
        let rendered = outgoing.renderer.render(
            ReminderContent(
                id: id, at: message.at, written: written, gateway: gateway, address: message.address,
                recipient: recipient, language: message.language, items: items))
        let zone = settings.time.zone
        var made: GatewayCommand?
        if gateway.credential == nil, let recipient {
            made = try? outgoing.command(
                gateway,
                .init(
                    id: id, recipient: recipient, attempt: 1, directive: first.directive.id.description,
                    due: first.obligation.due?.due, segments: rendered.segments))
        }
        return DueQueue.Words(
            id: id, rendered: rendered,
            end: min(written.adding(milliseconds: ClockAssessment.tolerance), zone.end(of: zone.date(at: written))),
            command: made)
    }
}
