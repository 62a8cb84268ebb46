import Glibc

/// Why a command ends without having done what was asked.
///
/// All errors become this one before they are printed, so that each has an exit status.
package struct CommandFailure: Error, Hashable, Sendable {
    /// One of `sysexits.h`, as the README lists them.
    package let exitStatus: Int32
    /// Nil where what was printed before says it all.
    package let message: String?
    /// Lines printed before the message, as they are: diagnostics with their places.
    package let findings: [String]

    package init(_ exitStatus: Int32, _ message: String? = nil, findings: [String] = []) {
        self.exitStatus = exitStatus
        self.message = message
        self.findings = findings
    }

    /// A system call that failed: what was attempted, with the reason that the thread's `errno` holds now.
    package static func systemCall(_ exitStatus: Int32, _ attempted: String) -> CommandFailure {
        CommandFailure(exitStatus, "\(attempted): \(String(cString: strerror(errno)))")
    }
}

extension CommandFailure: CustomStringConvertible {
    /// What goes to standard error: nothing, or whole lines.
    package var description: String {
        (findings + (message.map { ["dondoc: \($0)"] } ?? [])).joined(separator: "\n")
    }
}
