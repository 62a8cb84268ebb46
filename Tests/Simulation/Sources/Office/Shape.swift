import Directives
import TestSupport

/// How large a seed is and in which zone its office lies.
///
/// Drawn from the seed apart from all else: a seed whose shape is the usual one tells the same story as before there were
/// shapes.
package struct Shape: Sendable {
    package enum Size: String, CaseIterable, Sendable {
        case usual
        /// 200 directives of 40 leads.
        case wide
        /// Three years, with the bytes of messages kept for one.
        case long
    }

    package let size: Size
    let zone: Zone
    let days: Int

    /// - Parameter days: of a usual seed. Shorter ones than 90 days are tests of something else, and usual.
    init(seed: UInt64, days: Int) {
        var random = SplitMix64(seed: seed &* 0x2545_F491 &+ 99)
        let isLarge = random.one(in: 100)
        let large: Size = random.one(in: 2) ? .wide : .long
        let zone = ["Europe/Berlin", "America/New_York"].randomElement(using: &random)
        let isElsewhere = random.one(in: 4)
        size = isLarge && days >= 90 ? large : .usual
        self.zone = isElsewhere && days >= 90 ? zone.flatMap(Zone.init(identifier:)) ?? Fixture.zone : Fixture.zone
        self.days = size == .long ? 3 * 365 : days
    }

    /// How many directives there are, and how many units lead; nil where the seed draws it.
    var directives: Int? { size == .wide ? 200 : nil }
    var leads: Int? { size == .wide ? 40 : nil }
    var retention: Retention { size == .long ? Retention(bytesMonths: 12) : Retention() }
}
