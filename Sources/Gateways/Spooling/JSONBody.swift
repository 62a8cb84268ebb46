import Foundation
import Glibc

/// A JSON object of texts, made of arguments as curl's `--data-urlencode` takes them.
public enum JSONBody {
    /// - Parameters:
    ///   - fields: In order, `NAME=VALUE`, or `NAME@-` for `text`.
    ///   - text: UTF-8.
    public static func make(_ fields: [String], text: [UInt8]) throws(SpoolError) -> [UInt8] {
        guard let message = String(validating: text, as: UTF8.self) else {
            throw SpoolError(exitCode: 65, description: "the text is not UTF-8")
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
                throw SpoolError(exitCode: EX_USAGE, description: "'\(field)' is neither NAME=VALUE nor NAME@-")
            }
            members.append(try quoted(String(name)) + ":" + quoted(value))
        }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }

    private static func quoted(_ text: String) throws(SpoolError) -> String {
        guard let bytes = try? JSONEncoder().encode(text) else {
            throw SpoolError(exitCode: 65, description: "the text cannot be written as JSON")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
