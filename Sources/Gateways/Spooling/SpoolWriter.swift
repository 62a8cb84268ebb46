package import Basics
package import Directives
import Glibc

/// The built-in gateway of rehearsals: it writes each message to a file that a person can find.
package struct SpoolWriter: Sendable {
    private let folder: String

    /// - Parameter folder: made when it is missing.
    package init(folder: String) {
        self.folder = folder
    }

    /// Writes standard input, whole or not at all, to `ADDRESS-ID.eml` or `.sms`; a repeat gets a number.
    ///
    /// - Returns: the path.
    @discardableResult
    package func write(channel: Channel, to address: String, id: String) throws(CommandFailure) -> String {
        try write(
            try StandardInput.read(), as: "\(Self.safe(address))-\(Self.safe(id))",
            channel == .email ? "eml" : "sms")
    }

    /// Writes a text for people, whole or not at all, to `PREFIX-ADDRESS.txt`; a second one gets a number.
    ///
    /// - Returns: the path.
    @discardableResult
    package func write(text: String, to address: String, prefix: String) throws(CommandFailure) -> String {
        try write(Array(text.utf8), as: "\(Self.safe(prefix))-\(Self.safe(address))", "txt")
    }

    /// Writes to a file with a temporary name first, so that a final name always holds a whole message.
    private func write(_ bytes: [UInt8], as name: String, _ suffix: String) throws(CommandFailure) -> String {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .systemCall(EX_CANTCREAT, "cannot make \(folder)")
        }
        let temporary = "\(folder)/.\(name).\(getpid())"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .systemCall(EX_CANTCREAT, "cannot create \(temporary)") }
        defer { unlink(temporary) }
        do throws(SystemCallError) {
            defer { close(file) }
            try Descriptor.writeAll(bytes, to: file)
        } catch {
            throw CommandFailure(EX_IOERR, "cannot write the message: \(String(cString: strerror(error.errno)))")
        }
        for number in 1...9_999 {
            let path = "\(folder)/\(name)\(number == 1 ? "" : ".\(number)").\(suffix)"
            if link(temporary, path) == 0 { return path }
            guard errno == EEXIST else { throw .systemCall(EX_CANTCREAT, "cannot create \(path)") }
        }
        throw .systemCall(EX_CANTCREAT, "too many copies of \(name)")
    }

    /// A name that no file system and no shell mistakes for something else.
    private static func safe(_ text: String) -> String {
        let kept = text.utf8.prefix(100).map { byte -> Character in
            byte.isAlphanumeric || "@+-.".utf8.contains(byte) ? Character(UnicodeScalar(byte)) : "_"
        }
        let name = String(kept)
        return name.hasPrefix(".") || name.hasPrefix("-") ? "_\(name)" : name
    }
}
