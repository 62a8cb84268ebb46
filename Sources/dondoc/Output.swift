import Basics
import Foundation
import Glibc
import Reporting

/// Standard output and standard error of the commands.
enum Output {
    static func line(_ text: String) {
        lines([text])
    }

    /// Lines for people in one write: a control character from outside is shown, and begins no line of its own.
    ///
    /// - Parameter kept: control characters of ours.
    static func lines(_ lines: some Sequence<String>, keeping kept: Set<Unicode.Scalar> = []) {
        let text = lines.map { VisibleText.escaped($0, keeping: kept) }.joined(separator: "\n")
        if !text.isEmpty { asItStands(text) }
    }

    /// One JSON object on a line of its own.
    static func json(_ value: some Encodable) throws {
        asItStands(try JSONLine.text(value))
    }

    /// A text that needs no escapes, and the end of its line.
    static func asItStands(_ text: String) {
        bytes(Array((text + "\n").utf8))
    }

    /// One JSON object a line, in one write.
    static func json(each values: [some Encodable]) throws {
        var texts: [String] = []
        for value in values { texts.append(try JSONLine.text(value)) }
        if !texts.isEmpty { asItStands(texts.joined(separator: "\n")) }
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
        FileHandle.standardError.write(Data((VisibleText.escaped(text, keeping: ["\n"]) + "\n").utf8))
    }
}
