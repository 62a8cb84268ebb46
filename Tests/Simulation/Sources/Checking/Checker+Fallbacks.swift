import Directives
import Ledger

/// Fallback messages: one for each address that the dead reminder did not reach otherwise.
extension Checker {
    /// A fallback message, and what its claim says.
    private struct FallbackMessage {
        let message: LedgerTables.Message
        let row: Int64
        let slots: Set<String>
    }

    func checkFallbacks() throws {
        // Two addresses of a unit that both fail are one message by the other way.
        var all: [FallbackMessage] = []
        var deaths: [String: Int64] = [:]
        // What an operator holds goes no other way either.
        var held: Set<String> = []
        var endedHeld: Set<String> = []
        for event in tables.events {
            guard let id = event.message, let message = tables.message(id) else { continue }
            switch event.kind {
            case "held": held.insert(id)
            case "released": held.remove(id)
            case "dead", "expired":
                deaths[id] = deaths[id] ?? event.row
                if held.contains(id) { endedHeld.insert(id) }
            case "claimed":
                guard message.isReminder, event.detail["cause"] == "fallback" else { continue }
                let slots = (event.detail["slots"] ?? "").split(separator: "\n").map(String.init)
                all.append(FallbackMessage(message: message, row: event.row, slots: Set(slots)))
            default: break
            }
        }
        for message in tables.messages
        where message.isReminder && message.isUnsent && !endedHeld.contains(message.id) {
            guard let row = deaths[message.id], let origin = origin(of: message) else { continue }
            try checkDeath(of: message, origin, at: row, all)
        }
        for fallback in all { try checkFallback(fallback, among: all, deaths) }
    }

    private func checkDeath(
        of dead: LedgerTables.Message, _ origin: LedgerTables.Message, at row: Int64, _ fallback: [FallbackMessage]
    ) throws {
        let (before, after) = epochs(around: row)
        let expected = try before.map { try self.expected(of: dead, origin, in: $0) } ?? [:]
        // Where something changed at that moment, either state may have been in force.
        guard let before, try after.map({ try self.expected(of: dead, origin, in: $0) == expected }) ?? true,
            let gateway = gateway(dead.gateway, in: before)?.fallback,
            after.map({ self.gateway(dead.gateway, in: $0)?.fallback == gateway }) ?? true
        else { return }
        for (address, slots) in expected.sorted(by: { $0.key < $1.key }) {
            let said = fallback.filter { $0.message.gateway == gateway && $0.message.address == address }
            fallbacks += 1
            expect(
                slots.isSubset(of: Set(said.flatMap(\.slots))),
                "\(dead.id) is \(dead.state) and does not go on to \(address) by \(gateway)")
        }
    }

    private func checkFallback(
        _ fallback: FallbackMessage, among all: [FallbackMessage], _ deaths: [String: Int64]
    ) throws {
        let message = fallback.message
        let name = "\(message.id) by the fallback \(message.gateway)"
        guard let dead = message.replaces.flatMap(tables.message), let origin = origin(of: message) else {
            violations.append("\(name) names no dead message")
            return
        }
        expect(dead.isUnsent, "\(name) names \(dead.id), which is \(dead.state)")
        expect(deaths[dead.id] != nil, "\(name) names \(dead.id), whose end has no event")
        let twin = all.first {
            $0.row < fallback.row && $0.message.gateway == message.gateway && $0.message.address == message.address
                && !$0.slots.isDisjoint(with: fallback.slots)
        }
        expect(twin == nil, "\(name) says to \(message.address) what \(twin?.message.id ?? "") says")

        let (before, after) = epochs(around: fallback.row)
        let near = [before, after].compactMap(\.self)
        expect(
            near.contains { gateway(dead.gateway, in: $0)?.fallback == message.gateway },
            "\(name) comes from \(dead.gateway), whose fallback it is not")
        let allowed = try near.map { try expected(of: dead, origin, in: $0)[message.address] ?? [] }
        expect(
            allowed.contains { fallback.slots.isSubset(of: $0) },
            "\(name) says to \(message.address) what that hears anyway or what is no longer true")

        expect(message.at >= message.claimedAt, "\(name) is to go before the death that causes it")
        expect(
            near.contains { settings(of: $0).time.isOpen(at: message.at) } || isNear(message.id, message.at)
                || near.contains { settings(of: $0).time.nextOfficeHour(from: message.claimedAt) == nil },
            "\(name) is to go out of hours, at \(words(message.at))")
        if let run = runs.first(where: { $0.message == message.id }), record.steps.isEmpty, record.insane.isEmpty {
            expect(run.wall >= message.at, "\(name) went before its time, at \(words(run.wall))")
        }
        checkCircle(fallback, all)
    }

    /// Within one configuration a chain of fallbacks contains no gateway twice.
    private func checkCircle(_ fallback: FallbackMessage, _ all: [FallbackMessage]) {
        let near = epochs(around: fallback.row)
        // A start may put another configuration in force before it resumes a message.
        guard let index = near.before?.configuration, near.after?.configuration ?? index == index else { return }
        var gateways = [fallback.message.gateway]
        var link = fallback
        while let dead = link.message.replaces.flatMap(tables.message) {
            expect(
                !gateways.contains(dead.gateway),
                "\(fallback.message.id) is in a circle: \(gateways), \(dead.gateway)")
            gateways.append(dead.gateway)
            guard let next = all.first(where: { $0.message.id == dead.id }),
                epochs(around: next.row).before?.configuration == index
            else { return }
            link = next
        }
    }

    /// The addresses that need a fallback message for a dead one, each with the slots that it must contain.
    private func expected(
        of dead: LedgerTables.Message, _ origin: LedgerTables.Message, in epoch: Record.Epoch
    ) throws -> [String: Set<String>] {
        guard let name = gateway(dead.gateway, in: epoch)?.fallback, let way = gateway(name, in: epoch) else {
            return [:]
        }
        let settings = settings(of: epoch)
        let planner = Planner(settings: settings)
        let own = Set(origin.deliveries.map(\.key))
        var expected: [String: Set<String>] = [:]
        for row in origin.deliveries {
            let delivery = try Ledger.delivery(storedAs: row.value)
            let key = delivery.slot.key
            guard
                let obligation = epoch.obligations.first(where: { $0.obligation.key == key.obligation })?.obligation,
                obligation.state == .open, obligation.version == key.version
            else { continue }
            let addresses: [String]
            if way.channel.rawValue == dead.channel {
                addresses = [dead.address]
            } else if way.channel == delivery.channel {
                addresses = [delivery.address]
            } else {
                let unit =
                    key.unit == Unit.operatorID ? settings.operatorAddresses : settings.units[key.unit]?.addresses
                addresses = unit?[way.channel] ?? []
            }
            let reached = Set(
                planner.deliveries(of: delivery.slot).filter { $0.channel == way.channel && !own.contains($0.key) }
                    .map(\.address))
            for address in addresses where !reached.contains(address) {
                expected[address, default: []].insert(key.description)
            }
        }
        return expected
    }

    func origin(of message: LedgerTables.Message) -> LedgerTables.Message? {
        guard let row = message.origin else { return message }
        return tables.messages.first { $0.row == row }
    }

    /// What was in force before an event, and what was found after it.
    func epochs(around row: Int64) -> (before: Record.Epoch?, after: Record.Epoch?) {
        (record.epochs.last { $0.row < row }, record.epochs.first { $0.row >= row })
    }

    func settings(of epoch: Record.Epoch) -> Settings { record.configurations[epoch.configuration].settings }

    private func gateway(_ name: String, in epoch: Record.Epoch) -> Gateway? {
        settings(of: epoch).gateways.first { $0.name == name }
    }
}

extension LedgerTables.Message {
    /// Whether it ended unsent, and no later message replaced it.
    var isUnsent: Bool { ["dead", "expired"].contains(state) && reason?.hasPrefix("said anew") != true }
}
