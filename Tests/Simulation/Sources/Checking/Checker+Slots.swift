import Directives

/// P1, P9: every slot of the plan is in a message or has a skip reason; no message contains what was not planned.
extension Checker {
    private struct Planned {
        let slot: Slot
        let configuration: Int
    }

    /// - Returns: how many slots there were.
    func checkSlots() -> Int {
        let planners = record.configurations.map { Planner(settings: $0.settings) }
        var ladders: [String: [Slot]] = [:]
        func ladder(_ image: ObligationImage, _ configuration: Int) -> [Slot] {
            let key = "\(image.serial)|\(configuration)"
            if let known = ladders[key] { return known }
            let directive = record.configurations[configuration].directives.first {
                $0.id == image.obligation.directive
            }
            let slots = directive.map { planners[configuration].slots(of: image.obligation, in: $0) } ?? []
            ladders[key] = slots
            return slots
        }

        let bound = bound
        var planned: [String: [Planned]] = [:]
        var later: [String: Set<Int>] = [:]
        var last = Instant.distantPast
        for stretch in record.stretches {
            // After a step back, a slot that is in the future again is expected where it passes again.
            if stretch.from < last {
                planned = planned.compactMapValues { chances in
                    let passed = chances.filter { $0.slot.at < stretch.from }
                    return passed.isEmpty ? nil : passed
                }
            }
            last = stretch.to
            let epoch = record.epochs[stretch.epoch]
            for image in epoch.obligations where image.obligation.state == .open {
                for slot in ladder(image, epoch.configuration)
                where slot.at >= stretch.from && slot.at < stretch.to.adding(milliseconds: 100) {
                    let key = slot.key.description
                    // A slot just after the end may be claimed ahead: allowed, not expected.
                    if slot.at < stretch.to {
                        planned[key, default: []].append(Planned(slot: slot, configuration: epoch.configuration))
                    }
                    later[key, default: []].insert(epoch.configuration)
                }
            }
        }

        var carried: [String: String] = [:]
        for message in tables.messages {
            for delivery in message.deliveries {
                if let other = carried.updateValue(message.id, forKey: delivery.key) {
                    violations.append("\(delivery.key) is in \(other) and in \(message.id)")
                }
                // The `handed over` of a unit whose end was loaded late lies before that load.
                expect(
                    later[delivery.slot] != nil || delivery.slot.contains("|handed over|"),
                    "\(message.id) carries \(delivery.key) of \(words(delivery.at)), which nobody planned")
            }
        }
        for (key, chances) in planned.sorted(by: { $0.key < $1.key }) {
            guard chances.contains(where: { $0.slot.at < bound }), tables.skips[key] == nil else { continue }
            let isSent = chances.contains { chance in
                // A late claim goes to the addresses of that moment; after a step back, to those of the first time.
                planners.indices.contains { configuration in
                    let deliveries = planners[configuration].deliveries(of: chance.slot)
                    return deliveries.allSatisfy { carried[$0.key] != nil }
                }
            }
            expect(isSent, "\(key) of \(words(chances[0].slot.at)) is lost")
        }
        if bound > .distantPast { checkSkips() }
        checkLateness()
        return planned.count
    }

    /// Whether a step back repeated more than an hour.
    private var isSetFarBack: Bool {
        zip(record.stretches, record.stretches.dropFirst()).contains { $0.to > $1.from.adding(seconds: 3_600) }
    }

    private func checkSkips() {
        let closed: Set<String> = ["superseded", "too-old", "done", "acknowledged", "no-longer-true"]
        var latest: [String: Instant] = [:]
        func note(_ obligation: String, _ unit: String, _ at: Instant) {
            let key = "\(obligation) \(unit)"
            latest[key] = max(latest[key] ?? .distantPast, at)
        }
        for message in tables.messages {
            for delivery in message.deliveries {
                let parts = delivery.key.split(separator: "|", omittingEmptySubsequences: false)
                note(delivery.obligation, String(parts[4]), delivery.at)
            }
        }
        for skip in tables.skips.values { note(skip.obligation, skip.unit, skip.at) }
        for skip in tables.skips.values.sorted(by: { $0.key < $1.key }) {
            expect(closed.contains(skip.reason), "\(skip.key) is skipped for '\(skip.reason)'")
            // After a step back the later slot may be in the future again.
            guard skip.reason == "superseded", !isSetFarBack else { continue }
            let other = latest["\(skip.obligation) \(skip.unit)"] ?? .distantPast
            // One that is to follow within two hours does not come where the obligation changes or ends before it.
            let span = skip.recordedAt...skip.recordedAt.adding(seconds: 7_200)
            let isOver = tables.events.contains { event in
                event.obligation == skip.obligation && span.contains(event.at)
                    && ["done", "failed", "withdrawn", "ended", "versioned", "acknowledged"].contains(event.kind)
            }
            expect(isOver || other > skip.at, "\(skip.key) is superseded, and nothing came after it")
        }
    }

    /// How often the clock had been set back by an hour or more when each message was claimed, by the order of events.
    private var turns: [String: Int] {
        var turns: [String: Int] = [:]
        var (turn, last) = (0, Instant.distantPast)
        for event in tables.events {
            if event.at < last.adding(seconds: -3_600) { turn += 1 }
            last = event.at
            if event.kind == "claimed", let id = event.message { turns[id] = turn }
        }
        return turns
    }

    /// A late message goes within the catch-up window, and in office hours unless a due is near.
    private func checkLateness() {
        var late: [String: String] = [:]
        let catchUp = Int64(record.configurations.map(\.settings.catchUpDays).max() ?? 7) * 86_400_000
        let times = record.configurations.map(\.settings.time)
        let turns = turns
        for message in tables.messages where message.isReminder {
            let isLate = message.deliveries.contains { $0.at < message.at }
            if isLate, let start = message.attempts.first?.startedAt {
                expect(
                    times.contains { $0.isOpen(at: start) } || isNear(message.id, start),
                    "\(message.id) goes late, and out of hours, at \(words(start))")
            }
            for delivery in message.deliveries where delivery.at < message.at {
                let unit = delivery.slot.split(separator: "|", omittingEmptySubsequences: false)[4]
                // After a step back each pass of a day counts by itself.
                let turn = turns[message.id, default: 0]
                let key = "\(delivery.obligation) \(unit) \(message.at.milliseconds) \(turn)"
                let other = late.updateValue(delivery.slot, forKey: key) ?? delivery.slot
                expect(other == delivery.slot, "\(delivery.slot) and \(other) go late together")
                expect(
                    message.at.milliseconds(since: delivery.at) <= catchUp + 1_000,
                    "\(message.id) carries \(delivery.key), \(message.at.milliseconds(since: delivery.at) / 3_600_000) hours late"
                )
            }
        }
    }
}
