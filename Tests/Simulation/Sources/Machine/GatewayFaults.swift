import Directives
import Gateways
import TestSupport

/// How the gateways of one seed fail: for a while, at single messages, at some addresses.
struct GatewayFaults: Sendable {
    /// How a run ends.
    struct Answer: Sendable {
        let ending: GatewayResult.Ending
        let milliseconds: Int64
        /// Whether the message reached its reader, whatever the gateway says.
        let isDelivered: Bool
        /// Whether it is a fault of the simulation.
        let isFault: Bool
    }

    enum Kind: CaseIterable, Sendable {
        case down, refusing, misconfigured, killed, hanging, flaky, mute, slow, unstartable
    }

    private struct Period: Sendable {
        let from: Int64
        let to: Int64
        let kind: Kind
    }

    private let seed: UInt64
    private let periods: [String: [Period]]
    private let failing: Int
    /// When the outages of a morning begin, in real time, in order.
    let outages: [Int64]

    /// - Parameters:
    ///   - faultsEnd: from then on no gateway fails, in real time.
    ///   - zone: in which some mornings have an outage.
    init(_ random: inout SplitMix64, gateways: [String], from: Int64, faultsEnd: Int64, zone: Zone) {
        seed = random.next()
        failing = [0, 40, 15, 6].randomElement(using: &random) ?? 0
        var periods: [String: [Period]] = [:]
        for gateway in gateways {
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                let start = Int64.random(in: from..<faultsEnd, using: &random)
                let minutes: Int64 = [2, 20, 90, 400, 1_500, 6_000].randomElement(using: &random) ?? 20
                let kind = Kind.allCases.randomElement(using: &random) ?? .down
                periods[gateway, default: []].append(
                    Period(from: start, to: min(faultsEnd, start + minutes * 60_000), kind: kind))
            }
        }
        // What comes due later on such a day waits behind what failed first, until the outage is over or the day is.
        var own = SplitMix64(seed: seed &+ 1)
        var outages: [Int64] = []
        var day = zone.date(at: Instant(milliseconds: from))
        while let gateway = gateways.randomElement(using: &own) {
            day = day.adding(days: Int.random(in: 1...40, using: &own))
            let start = zone.instant(day, TimeOfDay(hour: 8, minute: 0)!).milliseconds
            guard start < faultsEnd else { break }
            outages.append(start)
            let minutes: Int64 = [140, 190, 600].randomElement(using: &own) ?? 140
            periods[gateway, default: []].append(
                Period(from: start, to: min(faultsEnd, start + minutes * 60_000), kind: .down))
        }
        self.periods = periods
        self.outages = outages
    }

    /// One kind of fault of some gateways, and no other fault.
    init(_ kind: Kind, over gateways: [String], from: Int64, to: Int64) {
        (seed, failing, outages) = (0, 0, [])
        periods = Dictionary(
            uniqueKeysWithValues: gateways.map { ($0, [Period(from: from, to: to, kind: kind)]) })
    }

    /// Whether a gateway has no fault at a moment of real time.
    func isFaultFree(_ gateway: String, at real: Int64) -> Bool {
        !(periods[gateway] ?? []).contains { $0.from <= real && real < $0.to }
    }

    func answer(
        _ gateway: String, message: String, attempt: Int, to: String, at real: Int64, isFaultFree: Bool
    ) -> Answer {
        var random = SplitMix64(seed: seed ^ Self.hash("\(message)|\(attempt)"))
        let kind = (periods[gateway] ?? []).last { $0.from <= real && real < $0.to }?.kind
        let usual = Int64.random(in: 20...4_000, using: &random)
        func fault(_ ending: GatewayResult.Ending, _ milliseconds: Int64, delivered: Bool = false) -> Answer {
            Answer(ending: ending, milliseconds: milliseconds, isDelivered: delivered, isFault: true)
        }
        // Some addresses do not exist any more.
        if Self.hash(to) % 17 == 3, !isFaultFree { return fault(.exited(random.one(in: 2) ? 65 : 67), usual) }
        switch kind {
        case .down: return fault(.exited(random.one(in: 3) ? 69 : 75), usual)
        case .refusing where random.one(in: 4): return fault(.exited(67), usual)
        case .misconfigured: return fault(.exited([78, 64, 77, 126, 127].randomElement(using: &random) ?? 78), 5)
        case .killed: return fault(.signaled(random.one(in: 5) ? 6 : 9), usual, delivered: random.one(in: 2))
        case .hanging: return fault(.exited(0), 40 * 86_400_000, delivered: random.one(in: 2))
        case .flaky where !random.one(in: 3):
            return fault(.exited([75, 74, 76, 1, 69].randomElement(using: &random) ?? 75), usual)
        case .mute: return fault(.exited(76), usual, delivered: true)
        case .slow:
            return Answer(
                ending: .exited(0), milliseconds: Int64.random(in: 30_000...900_000, using: &random), isDelivered: true,
                isFault: true)
        case .unstartable: return fault(.notStarted(errno: random.one(in: 2) ? 8 : 2), 0)
        default: break
        }
        if failing > 0, !isFaultFree, random.one(in: failing) {
            return fault(.exited([75, 76, 69, 1, 74, 65].randomElement(using: &random) ?? 75), usual)
        }
        return Answer(ending: .exited(0), milliseconds: usual, isDelivered: true, isFault: false)
    }

    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
