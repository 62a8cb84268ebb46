package import Directives

/// What the operator must know at once.
package enum Alarm: Hashable, Sendable {
    /// A limit holds reminders; the first address that it held one of.
    case limit(Fuse.Stop, address: String)
    case misconfigured(gateway: String, answer: String)
    case suspended(gateway: String, failures: Int, answer: String)
    case configurationRefused([Diagnostic])
    case clock(ClockFault)
    /// The machine, or a limit of the process, is short of descriptors, processes or memory; with the system's words.
    case shortage(_ reason: String)
    /// Another process held the database of the ledger; the error names it.
    case ledgerLocked(String, since: String)
    /// The ledger refused to record something, which is set aside.
    case refused(String)

    /// Whether what it tells of is over when it goes.
    package var isPast: Bool { if case .ledgerLocked = self { true } else { false } }

    /// What makes it the same alarm on one day.
    package var key: String {
        switch self {
        case .limit(let stop, _): "fuse \(stop.rawValue)"
        case .misconfigured(let gateway, _): "misconfigured \(gateway)"
        case .suspended(let gateway, _, _): "suspended \(gateway)"
        // Another file is another mistake, which nobody may know of yet.
        case .configurationRefused(let diagnostics): "configuration \(diagnostics.first?.location.file ?? "")"
        case .clock: "clock"
        case .shortage: "shortage"
        case .ledgerLocked: "ledger locked"
        case .refused: "refused"
        }
    }
}
