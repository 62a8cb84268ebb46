package import Basics
import Directives
import Gateways
import Glibc
package import Ledger
import Systemd

extension CommandFailure {
    /// What an error means to whoever gave the command; an error that none of our modules declares is a fault of the
    /// program (EX_SOFTWARE).
    package init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as LedgerError: self.init(error.exitStatus, error.message)
        case let refusal as OrderRefusal: self.init(refusal.exitCode, refusal.description)
        case let refusal as ConfigurationRefusal: self.init(EX_CONFIG, findings: refusal.mistakes)
        case let refusal as ClockRefusal: self.init(EX_TEMPFAIL, refusal.description)
        case let error as DerivationError: self.init(EX_DATAERR, error.description)
        case let error as GatewayCommandError: self.init(EX_CONFIG, error.description)
        case let refusal as Credentials.Refusal: self.init(EX_CONFIG, refusal.description)
        case let error as SystemCallError: self.init(EX_OSERR, error.description)
        default: self.init(EX_SOFTWARE, "\(error)")
        }
    }
}

extension LedgerError {
    /// The exit status of `sysexits.h` that says what an administrator can do about it.
    package var exitStatus: Int32 {
        switch code {
        case .io, .corrupt: EX_IOERR
        case .full, .locked: EX_TEMPFAIL
        case .wrongOwner: EX_NOPERM
        case .newerVersion, .olderVersion, .foreign, .wrongClock: EX_CONFIG
        case .notFound: EX_NOINPUT
        case .exists: EX_CANTCREAT
        case .refused, .other: EX_SOFTWARE
        }
    }
}
