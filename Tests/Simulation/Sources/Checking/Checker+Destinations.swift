import Directives

/// P13: at most one message at a time to each address of a gateway, in the order of their instants.
extension Checker {
    func checkDestinations() {
        // A message held by the limits may be overtaken.
        let held = Set(tables.events.lazy.filter { $0.kind == "held" }.compactMap { $0.detail["slot"] })
        for (destination, ofDestination) in Dictionary(grouping: runs, by: { "\($0.gateway) \($0.to)" }).sorted(by: {
            $0.key < $1.key
        }) {
            var latest: (at: Instant, id: String, real: Int64, process: Int)?
            for (index, run) in ofDestination.enumerated() {
                if index > 0, ofDestination[index - 1].process == run.process {
                    expect(
                        ofDestination[index - 1].endsAt <= run.real,
                        "\(destination): \(run.message) began while \(ofDestination[index - 1].message) ran")
                }
                guard run.attempt == 1, let message = tables.message(run.message), message.isReminder,
                    message.replaces == nil, message.origin == nil,
                    !message.deliveries.contains(where: { held.contains($0.slot) })
                else { continue }
                if let latest, latest.process == run.process, !isSteppedBack(from: latest.real, to: run.real) {
                    expect(
                        latest.at <= message.at,
                        "\(destination): \(run.message) of \(words(message.at)) came after \(latest.id) of \(words(latest.at))"
                    )
                }
                latest = (message.at, message.id, run.real, run.process)
            }
        }
        checkPlaces()
    }

    private func isSteppedBack(from: Int64, to: Int64) -> Bool {
        record.steps.contains { $0.by < 0 && from <= $0.real && $0.real <= to }
            || record.insane.contains { from <= $0.to && $0.from <= to }
    }

    /// A gateway never has more programs running than its concurrency.
    private func checkPlaces() {
        for (gateway, ofGateway) in Dictionary(grouping: runs, by: \.gateway).sorted(by: { $0.key < $1.key }) {
            let places =
                record.configurations.flatMap(\.settings.gateways).filter { $0.name == gateway }.map(\.concurrency)
                .max() ?? 0
            var underway: [SimulatedGateways.Run] = []
            for run in ofGateway {
                underway.removeAll { $0.endsAt <= run.real || $0.process != run.process }
                underway.append(run)
                expect(underway.count <= places, "\(gateway) ran \(underway.count) at a time and has \(places) places")
            }
        }
    }
}
