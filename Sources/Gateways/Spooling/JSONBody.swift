package import Basics
import Foundation
import Glibc

/// A JSON object of texts, made of arguments as curl's `--data-urlencode` takes them.
package enum JSONBody {
    /// - Parameters:
    ///   - fields: In order, `NAME=VALUE`, or `NAME@-` for `text`.
    ///   - text: UTF-8.
    package static func make(_ fields: [String], text: [UInt8]) throws(CommandFailure) -> [UInt8] {
        guard let message = String(validating: text, as: UTF8.self) else {
            throw CommandFailure(EX_DATAERR, "the text is not UTF-8")
        }
        var members: [String] = []
        for field in fields {
            let name: Substring
            let value: String
            if let mark = field.firstIndex(of: "=") {
                (name, value) = (field[..<mark], String(field[field.index(after: mark)...]))
            } else {
                (name, value) = (field.hasSuffix("@-") ? field.dropLast(2) : "", message)
            }
            guard !name.isEmpty else {
                throw CommandFailure(EX_USAGE, "'\(field)' is neither NAME=VALUE nor NAME@-")
            }
            members.append(try quoted(String(name)) + ":" + quoted(value))
        }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }

    private static func quoted(_ text: String) throws(CommandFailure) -> String {
        guard let bytes = try? JSONEncoder().encode(text) else {
            throw CommandFailure(EX_DATAERR, "the text cannot be written as JSON")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
