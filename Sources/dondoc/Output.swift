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

    static func bytes(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
    }

    /// Writes a text to a file; false where it cannot be made.
    static func write(_ text: String, to path: String) -> Bool {
        (try? Data(text.utf8).write(to: URL(filePath: path))) != nil
    }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
