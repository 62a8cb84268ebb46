import Basics
import Glibc

/// A line of the kernel's process table: `/proc/PID/stat`, see proc(5).
struct ProcessEntry: Hashable {
    /// Identifies a process for ever; the id alone may be used again.
    struct Identity: Hashable {
        let id: pid_t
        /// Clock ticks from boot to its start.
        let start: UInt64
    }

    let identity: Identity
    let parent: pid_t
    let session: pid_t
    /// It has ended, and its exit status has not been taken yet.
    let isZombie: Bool

    var id: pid_t { identity.id }

    /// Nil when there is no such process.
    init?(_ id: pid_t) {
        guard let text = Self.read("/proc/\(id)/stat") else { return nil }
        self.init(stat: text)
    }

    init?(stat: [UInt8]) {
        // The name in parentheses may contain anything, also `)`: the fields begin after the last one.
        guard let end = stat.lastIndex(of: UInt8(ascii: ")")),
            let id = Self.number(stat.prefix { $0 != UInt8(ascii: " ") })
        else { return nil }
        let fields = stat[(end + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 20)
        guard fields.count > 19, let parent = Self.number(fields[1]), let session = Self.number(fields[3]),
            let start = Self.number(fields[19])
        else { return nil }
        identity = Identity(id: pid_t(id), start: UInt64(start))
        self.parent = pid_t(parent)
        self.session = pid_t(session)
        isZombie = fields[0].first == UInt8(ascii: "Z") || fields[0].first == UInt8(ascii: "X")
    }

    /// Whether the environment that it was started with has all these entries; false where it may not be read.
    func environmentContains(_ entries: [String]) -> Bool {
        guard let environment = Self.read("/proc/\(id)/environ") else { return false }
        let present = Set(environment.split(separator: 0).map { Array($0) })
        return entries.allSatisfy { present.contains(Array($0.utf8)) }
    }

    /// All visible processes that were started at that tick or later.
    static func all(since start: UInt64) -> [ProcessEntry] {
        guard let directory = opendir("/proc") else { return [] }
        defer { closedir(directory) }
        var entries: [ProcessEntry] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
            guard let id = pid_t(String(decoding: name, as: UTF8.self)), let process = ProcessEntry(id) else {
                continue
            }
            if process.identity.start >= start { entries.append(process) }
        }
        return entries
    }

    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard digits.count < 19, digits.allSatisfy(\.isDigit) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        while true {
            let piece = [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
                count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { return bytes.isEmpty ? nil : bytes }
            bytes += piece
        }
    }
}
