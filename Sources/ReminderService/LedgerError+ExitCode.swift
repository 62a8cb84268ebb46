import Glibc
public import Ledger

extension LedgerError {
    /// The exit status of `sysexits.h` that says what an administrator can do about it.
    public var exitCode: Int32 {
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
