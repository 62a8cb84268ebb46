package import Directives

/// Why a clock cannot be right.
package enum ClockFault: Hashable, Sendable {
    case beforeBuild
    case after2100
    /// More than 48 hours behind the newest entry of the ledger.
    case behindLedger(Instant)
    /// More than 48 hours ahead of the time that has gone by since the start.
    case ahead(hours: Int64)
}

extension ClockFault: CustomStringConvertible {
    /// As the journal and `status` print it.
    package var description: String {
        switch self {
        case .beforeBuild: "the clock shows a day before this program was made"
        case .after2100: "the clock shows a day after 2100"
        case .behindLedger: "the clock is more than 48 hours behind the newest entry of the ledger"
        case .ahead(let hours): "the clock was set \(hours) hours ahead"
        }
    }
}
