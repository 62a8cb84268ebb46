import Foundation

/// Standard output and standard error of the commands.
enum Output {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Many lines in one write.
    static func lines(_ lines: some Sequence<String>) {
        let text = lines.joined(separator: "\n")
        if !text.isEmpty { line(text) }
    }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
