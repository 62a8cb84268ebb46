import Directives
import Gateways

/// What waited for a suspended gateway is late, and says so.
extension Checker {
    /// A stretch of real time in which a gateway was suspended: it ends with the first run that shows that it answers.
    private struct Suspension {
        let process: Int
        let from: Int64
        let to: Int64
    }

    func checkSuspensions() {
        let deliveries = tables.messages.flatMap { message in message.deliveries.map { ($0.slot, message) } }
        let bySlot = Dictionary(grouping: deliveries, by: \.0).mapValues { $0.map(\.1) }
        for (gateway, ofGateway) in Dictionary(grouping: runs, by: \.gateway).sorted(by: { $0.key < $1.key }) {
            for suspension in suspensions(ofGateway) {
                for run in ofGateway
                where run.process == suspension.process && run.attempt == 1 && run.real >= suspension.to {
                    guard let message = tables.message(run.message), message.isReminder, message.replaces == nil else {
                        continue
                    }
                    // A minute late counts as on time.
                    let due = run.real - run.wall.milliseconds(since: message.at)
                    let claimed = run.real - run.wall.milliseconds(since: message.claimedAt)
                    guard due < suspension.to - 61_000, claimed >= suspension.to,
                        !isStepped(from: min(due, suspension.from), to: run.real),
                        !message.deliveries.contains(where: { $0.at < message.at })
                    else { continue }
                    // A slot that another gateway serves as well is not late as long as that has not claimed its part.
                    let answers = run.wall.adding(milliseconds: suspension.to - run.real)
                    let waitsElsewhere = message.deliveries.contains { delivery in
                        bySlot[delivery.slot, default: []].contains {
                            $0.gateway != gateway && $0.claimedAt >= answers
                        }
                    }
                    expect(
                        waitsElsewhere,
                        "\(message.id) of \(words(message.at)) goes as if on time, after \(gateway) was suspended until \(words(answers))"
                    )
                }
            }
        }
    }

    /// Five failures in a row suspend a gateway, unless all are of one address.
    private func suspensions(_ runs: [SimulatedGateways.Run]) -> [Suspension] {
        var suspensions: [Suspension] = []
        var failures: [SimulatedGateways.Run] = []
        for run in runs.sorted(by: { $0.endsAt < $1.endsAt }) where run.isReported {
            if failures.last?.process != run.process { failures = [] }
            if [.exited(0), .exited(65), .exited(67)].contains(run.ending) {
                if failures.count >= 5, Set(failures.map(\.to)).count >= 2, let first = failures.last {
                    suspensions.append(Suspension(process: run.process, from: first.endsAt, to: run.endsAt))
                }
                failures = []
            } else if failures.count < 5 || Set(failures.map(\.to)).count < 2 {
                failures.append(run)
            }
        }
        return suspensions
    }
}
