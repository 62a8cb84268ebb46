import Basics
import Directives
import Dispatch
import Glibc
import ReminderService

/// What the commands need of the machine they run on.
enum Machine {
    /// The time now, as the default of what a person did not give.
    static var now: Instant {
        WallClock(queue: .main).now
    }

    /// The start of today.
    static func today(in zone: Zone) -> Instant {
        zone.instant(zone.date(at: now))
    }

    /// The path of this program, for the built-in spool.
    static var program: String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        return length > 0
            ? String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            : CommandLine.arguments[0]
    }

    /// The path from the root: a gateway's working directory is `/`, where a relative path would name another file.
    static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let current = getcwd(nil, 0) else { return path }
        defer { free(current) }
        return "\(String(cString: current))/\(path)"
    }

    /// A new folder of its own under the temporary folder.
    ///
    /// - Parameter option: with which a person can name a folder instead.
    static func temporaryFolder(_ name: String, or option: String) throws(CommandFailure) -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(EX_CANTCREAT, "cannot make a temporary folder; name one with \(option)")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
