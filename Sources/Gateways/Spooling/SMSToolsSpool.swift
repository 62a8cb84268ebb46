import Basics
import Glibc

/// The folder in which smsd of smstools looks for what is to be sent.
public struct SMSToolsSpool: Sendable {
    private let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// Lays a message down, whole or not at all: it is written under a name with a dot, which smsd passes over, and then
    /// renamed.
    ///
    /// The name is made of the message's id: a message that comes again while smsd has not taken it takes the place of
    /// the first. smsd runs as another user and has to read, change and remove the file, so its group may: in the spool
    /// of Debian that is `smsd`.
    ///
    /// - Returns: the file's name.
    public func write(_ message: SMSToolsMessage, id: String) throws(SpoolError) -> String {
        let name = "dondoc-\(String(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(100)))"
        let temporary = "\(folder)/.\(name).\(getpid())"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .last(EX_CANTCREAT, "cannot create a file in \(folder)") }
        do throws(SpoolError) {
            defer { close(file) }
            var rest = message.bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                guard count > 0 else { throw .last(EX_IOERR, "cannot write to \(folder)") }
                rest = rest.dropFirst(count)
            }
            guard fsync(file) == 0, fchmod(file, 0o660) == 0 else { throw .last(EX_IOERR, "cannot write to \(folder)") }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, "\(folder)/\(name)") == 0 else {
            let error = SpoolError.last(EX_CANTCREAT, "cannot name the file in \(folder)")
            unlink(temporary)
            throw error
        }
        // Once we say that it is accepted, nobody sends it again: its name is to outlast a power cut, too.
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return name }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw .last(EX_IOERR, "cannot write to \(folder)") }
        return name
    }
}

extension SpoolError {
    fileprivate static func last(_ code: Int32, _ text: String) -> SpoolError {
        SpoolError(exitCode: code, description: "\(text): \(String(cString: strerror(errno)))")
    }
}
