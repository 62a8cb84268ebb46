import Directives

/// P13: one at a time to each address of a gateway, and in the order of their instants.
extension Checker {
    func checkLanes() {
        // What the limits held waits for room, whatever comes meanwhile.
        let held = Set(tables.events.lazy.filter { $0.kind == "held" }.compactMap { $0.detail["slot"] })
        for (lane, ofLane) in Dictionary(grouping: runs, by: { "\($0.gateway) \($0.to)" }).sorted(by: {
            $0.key < $1.key
        }) {
            var latest: (at: Instant, id: String, real: Int64, life: Int)?
            for (index, run) in ofLane.enumerated() {
                if index > 0, ofLane[index - 1].life == run.life {
                    expect(
                        ofLane[index - 1].endsAt <= run.real,
                        "\(lane): \(run.message) began while \(ofLane[index - 1].message) ran")
                }
                guard run.attempt == 1, let message = tables.message(run.message), message.isReminder,
                    message.replaces == nil, message.origin == nil,
                    !message.deliveries.contains(where: { held.contains($0.slot) })
                else { continue }
                if let latest, latest.life == run.life, !isSteppedBack(from: latest.real, to: run.real) {
                    expect(
                        latest.at <= message.at,
                        "\(lane): \(run.message) of \(words(message.at)) came after \(latest.id) of \(words(latest.at))"
                    )
                }
                latest = (message.at, message.id, run.real, run.life)
            }
        }
        checkPlaces()
    }

    private func isSteppedBack(from: Int64, to: Int64) -> Bool {
        record.steps.contains { $0.by < 0 && from <= $0.real && $0.real <= to }
            || record.insane.contains { from <= $0.to && $0.from <= to }
    }

    /// No more runs at a time than a gateway ever had places.
    private func checkPlaces() {
        for (gateway, ofGateway) in Dictionary(grouping: runs, by: \.gateway).sorted(by: { $0.key < $1.key }) {
            let places =
                record.configurations.flatMap(\.settings.gateways).filter { $0.name == gateway }.map(\.concurrency)
                .max() ?? 0
            var underway: [SimulatedGateways.Run] = []
            for run in ofGateway {
                underway.removeAll { $0.endsAt <= run.real || $0.life != run.life }
                underway.append(run)
                expect(underway.count <= places, "\(gateway) ran \(underway.count) at a time and has \(places) places")
            }
        }
    }
}
