import Glibc

/// The message that a program of ours gets on standard input.
public enum StandardInput {
    /// All of it.
    public static func read() throws(SpoolError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw SpoolError(exitCode: EX_IOERR, description: "cannot read the message")
            }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    /// Puts other bytes in its place, for a program that takes this one's place.
    public static func replace(with bytes: [UInt8]) throws(SpoolError) {
        do throws(SystemCallError) {
            let file = try MessageFile(bytes)
            let reading = try file.openForReading()
            guard dup2(reading, STDIN_FILENO) == STDIN_FILENO else { throw .last("dup2") }
            close(reading)
        } catch {
            throw SpoolError(exitCode: EX_OSERR, description: "\(error)")
        }
    }
}
