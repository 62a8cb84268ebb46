internal import Basics
internal import Glibc
public import Logging

/// Writes each log event as one line to standard error, where there is no journal.
///
/// Colour only on a terminal and without `NO_COLOR` (no-color.org).
public struct TerminalLogHandler: LogHandler {
    public var logLevel = Logger.Level.info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let isColoured: Bool
    private let descriptor: Int32

    /// - Parameters:
    ///   - environment: the source of `NO_COLOR`; an empty value counts as none.
    ///   - descriptor: an open file: standard error, another one in tests.
    public init(environment: Environment = .process, descriptor: Int32 = 2) {
        self.descriptor = descriptor
        isColoured = isatty(descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let line = TerminalLine(
            event: event, metadata: metadata.with(metadataProvider), time: Self.now(), isColoured: isColoured)
        // One write for each line, so that lines of several threads do not mix. A failure could be logged nowhere.
        var text = "\(line.text)\n"
        text.withUTF8 { bytes in _ = write(descriptor, bytes.baseAddress, bytes.count) }
    }

    private static func now() -> String {
        var (seconds, local) = (time(nil), tm())
        localtime_r(&seconds, &local)
        return [local.tm_hour, local.tm_min, local.tm_sec].map { Int($0).padded(to: 2) }.joined(separator: ":")
    }
}
