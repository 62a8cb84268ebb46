import Basics

/// Why an order is not followed; nothing has changed.
package struct OrderRefusal: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The exit status of the command, one of `sysexits.h`.
    package let exitCode: Int32
    package let description: String

    init(_ exitCode: Int32, _ description: String) {
        self.exitCode = exitCode
        self.description = description
    }

    /// What an error that an order met on its way means to the person who gave it.
    init(_ error: any Error) {
        let failure = CommandFailure(error)
        let lines = failure.findings + [failure.message].compactMap(\.self)
        self.init(failure.exitStatus, lines.joined(separator: "\n"))
    }
}
