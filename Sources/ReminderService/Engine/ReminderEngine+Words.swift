import Directives
import Gateways
import Ledger
import Rendering

/// What messages say: written ahead of their instant where there is time, else with their claim.
///
/// What is written ahead lies in the round beside the obligations that it speaks of, and is forgotten with them
/// (`forgetRound`): it never says other than what would be said with the claim.
extension ReminderEngine {
    /// How many messages are written ahead before the engine looks whether there is something else to do.
    static let writingSlice = 32

    /// Writes some messages of a round ahead while its instant is still to come; returns whether there are more.
    func writeAhead(at now: Instant) -> Bool {
        guard var current = round, current.opens > now else { return false }
        // Out of its place while it changes: held twice, all of it would be copied.
        round = nil
        defer {
            if current.hasWrittenMuch { hasWrittenMuch = true }
            round = current
        }
        return current.write(Self.writingSlice) { message, items in
            guard let gateway = settings.gateways.first(where: { $0.name == message.gateway }),
                // What has been said before may still change.
                !message.items.contains(where: { $0.delivery.slot.key.role.receivesHistory })
            else { return nil }
            return items.first.map { words(of: message, items, $0, gateway, written: message.at) }
        }
    }

    /// Writes what a message says.
    func words(
        of message: Round.Message, _ items: [ReminderContent.Item], _ first: ReminderContent.Item, _ gateway: Gateway,
        written: Instant
    ) -> Round.Words {
        let id = MessageID.make(of: first.delivery)
        let recipient = recipient(of: message.address, by: gateway)
        let rendered = renderer.render(
            ReminderContent(
                id: id, at: message.at, written: written, gateway: gateway, address: message.address,
                recipient: recipient, language: message.language, items: items))
        let zone = settings.time.zone
        var made: GatewayCommand?
        if gateway.credential == nil, let recipient {
            made = try? command(
                gateway, id: id, recipient: recipient, attempt: 1, directive: first.directive.id.description,
                due: first.obligation.due?.due, segments: rendered.segments)
        }
        return Round.Words(
            id: id, rendered: rendered,
            end: min(written.adding(milliseconds: Self.watchGap), zone.end(of: zone.date(at: written))),
            command: made)
    }

    /// Where what is for an address really goes; nil where everything is redirected and that channel has no address.
    func recipient(of address: String, by gateway: Gateway) -> String? {
        settings.redirect.map { $0[gateway.channel]?.first } ?? address
    }
}
