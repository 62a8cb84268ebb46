import Glibc

/// Why the spool could not take a message.
public struct SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Of `sysexits.h`.
    public let exitCode: Int32
    public let description: String

    public init(exitCode: Int32, description: String) {
        self.exitCode = exitCode
        self.description = description
    }
}

/// The built-in gateway of rehearsals: each message becomes a file that a person finds.
public struct SpoolWriter: Sendable {
    private let folder: String

    /// - Parameter folder: made when it is missing.
    public init(folder: String) {
        self.folder = folder
    }

    /// Writes standard input, whole or not at all, to `ADDRESS-ID.eml` or `.sms`; a repeat gets a number.
    ///
    /// - Returns: the path.
    @discardableResult
    public func write(channel: String, to address: String, id: String) throws(SpoolError) -> String {
        try keep("\(Self.safe(address))-\(Self.safe(id))", channel == "email" ? "eml" : "sms") {
            file throws(SpoolError) in try copyInput(to: file)
        }
    }

    /// Writes a text for people, whole or not at all, to `PREFIX-ADDRESS.txt`; a second one gets a number.
    ///
    /// - Returns: the path.
    @discardableResult
    public func write(text: String, to address: String, prefix: String) throws(SpoolError) -> String {
        try keep("\(Self.safe(prefix))-\(Self.safe(address))", "txt") { file throws(SpoolError) in
            try write(Array(text.utf8)[...], to: file)
        }
    }

    private func keep(
        _ name: String, _ suffix: String, fill: (Int32) throws(SpoolError) -> Void
    ) throws(SpoolError) -> String {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(EX_CANTCREAT, "cannot make \(folder)") }
        let temporary = "\(folder)/.\(name).\(getpid())"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(EX_CANTCREAT, "cannot create \(temporary)") }
        defer { unlink(temporary) }
        do {
            defer { close(file) }
            try fill(file)
        }
        for number in 1...9_999 {
            let path = "\(folder)/\(name)\(number == 1 ? "" : ".\(number)").\(suffix)"
            if link(temporary, path) == 0 { return path }
            guard errno == EEXIST else { throw failure(EX_CANTCREAT, "cannot create \(path)") }
        }
        throw failure(EX_CANTCREAT, "too many copies of \(name)")
    }

    private func copyInput(to file: Int32) throws(SpoolError) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count == 0 { return }
            guard count > 0 else { throw failure(EX_IOERR, "cannot read the message") }
            try write(buffer[..<count], to: file)
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>, to file: Int32) throws(SpoolError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure(EX_IOERR, "cannot write the message") }
            rest = rest.dropFirst(count)
        }
    }

    /// A name that no file system and no shell mistakes for something else.
    private static func safe(_ text: String) -> String {
        let kept = text.utf8.prefix(100).map { byte -> Character in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                Character(UnicodeScalar(byte))
            case UInt8(ascii: "."): "."
            default: "_"
            }
        }
        let name = String(kept)
        return name.hasPrefix(".") || name.hasPrefix("-") ? "_\(name)" : name
    }

    private func failure(_ code: Int32, _ text: String) -> SpoolError {
        SpoolError(exitCode: code, description: "\(text): \(String(cString: strerror(errno)))")
    }
}
