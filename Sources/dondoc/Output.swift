import Basics
import Foundation
import Glibc
import Reporting

/// Standard output and standard error of the commands.
enum Output {
    static func line(_ text: String) {
        bytes(Array((text + "\n").utf8))
    }

    /// Many lines in one write.
    static func lines(_ lines: some Sequence<String>) {
        let text = lines.joined(separator: "\n")
        if !text.isEmpty { line(text) }
    }

    /// One JSON object on a line of its own.
    static func json(_ value: some Encodable) throws {
        line(try JSONLine.text(value))
    }

    /// One JSON object a line, in one write.
    static func json(each values: [some Encodable]) throws {
        var texts: [String] = []
        for value in values { texts.append(try JSONLine.text(value)) }
        lines(texts)
    }

    static func bytes(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
    }

    /// Writes a file that a person named.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(CommandFailure) {
        do {
            try Data(bytes).write(to: URL(filePath: Machine.absolute(path)))
        } catch {
            throw CommandFailure(EX_CANTCREAT, "cannot write \(path)")
        }
    }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
