package import Basics
import Glibc

/// The message that a program of ours gets on standard input.
package enum StandardInput {
    /// All of it.
    package static func read() throws(CommandFailure) -> [UInt8] {
        do throws(SystemCallError) {
            return try Descriptor.readAll(STDIN_FILENO)
        } catch {
            throw CommandFailure(EX_IOERR, "cannot read the message: \(String(cString: strerror(error.errno)))")
        }
    }

    /// Replaces it by other bytes, for a program that this process is about to become with `execv`.
    package static func replace(with bytes: [UInt8]) throws(CommandFailure) {
        do throws(SystemCallError) {
            let file = try MessageFile(bytes)
            let reading = try file.openForReading()
            guard dup2(reading, STDIN_FILENO) == STDIN_FILENO else { throw .last("dup2") }
            close(reading)
        } catch {
            throw CommandFailure(EX_OSERR, "\(error)")
        }
    }
}
