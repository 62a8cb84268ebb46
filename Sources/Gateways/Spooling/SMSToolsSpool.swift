package import Basics
import Glibc

/// The folder in which smsd of smstools looks for messages to send.
package struct SMSToolsSpool: Sendable {
    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// Stores a message, whole or not at all: it is written under a name that begins with a dot, which smsd ignores, and
    /// then renamed.
    ///
    /// The name is made of the message's id: a repeat replaces the first copy as long as smsd has not taken it. smsd runs
    /// as another user and has to read, change and remove the file, so its group may: in the spool of Debian that is
    /// `smsd`.
    ///
    /// - Returns: the file's name.
    package func write(_ message: SMSToolsMessage, id: String) throws(CommandFailure) -> String {
        let name = "dondoc-\(String(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(100)))"
        let temporary = "\(folder)/.\(name).\(getpid())"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .systemCall(EX_CANTCREAT, "cannot create a file in \(folder)") }
        do throws(SystemCallError) {
            defer { close(file) }
            try Descriptor.writeAll(message.bytes, to: file)
            guard fsync(file) == 0 else { throw .last("fsync") }
            guard fchmod(file, 0o660) == 0 else { throw .last("fchmod") }
        } catch {
            unlink(temporary)
            throw CommandFailure(EX_IOERR, "cannot write to \(folder): \(String(cString: strerror(error.errno)))")
        }
        guard rename(temporary, "\(folder)/\(name)") == 0 else {
            let failure = CommandFailure.systemCall(EX_CANTCREAT, "cannot name the file in \(folder)")
            unlink(temporary)
            throw failure
        }
        // Once we report it as accepted, nobody sends it again, so the new name must survive a power cut, too.
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return name }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw .systemCall(EX_IOERR, "cannot write to \(folder)") }
        return name
    }
}
