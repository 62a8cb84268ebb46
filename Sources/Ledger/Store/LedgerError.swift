/// Why the ledger could not do what was asked, and what a person can do about it.
///
/// Whatever the code, nothing of the refused call was kept: each call is one transaction.
public struct LedgerError: Error, Hashable, Sendable {
    /// What a caller decides by.
    public enum Code: Hashable, Sendable {
        /// The disk is full. Stay, claim nothing, look again (design §5).
        case full
        /// The storage failed. End the process; never try the same write again in it.
        case io
        /// What is stored is not what was written, or not a ledger's.
        case corrupt
        /// Another process has the ledger, a daemon or whoever holds the database; its id where it is known.
        case locked(by: Int32?)
        /// A later Dondoc wrote it.
        case newerVersion
        /// An earlier Dondoc wrote it, and a reader does not migrate.
        case olderVersion
        /// A database, but none of ours.
        case foreign
        /// It was written under the other kind of clock.
        case wrongClock
        /// The directory or a file belongs to another user, or others may write it.
        case wrongOwner
        case notFound
        /// A file that is to be made is there already, or has no folder.
        case exists
        /// The ledger's own rules forbid it: a delivery claimed twice, an illegal transition, an unknown id.
        case refused
        case other
    }

    public let code: Code
    /// What is wrong, and the remedy, in words for an administrator.
    public let message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    package var isLocked: Bool { if case .locked = code { true } else { false } }

    /// Whether nothing may be read or written any more: the storage failed, or has lost what it had.
    var isFinal: Bool { code == .io || code == .corrupt }
}

extension LedgerError: CustomStringConvertible {
    public var description: String { message }
}
