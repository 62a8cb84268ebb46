import Foundation
import Glibc

/// The secrets in a gateway's credential, which are replaced wherever its program prints them.
public struct Secret: Sendable {
    /// systemd allows credentials of at most a megabyte.
    private static let sizeLimit = 1_048_576
    /// Shorter words (`user`, `url`) are no secrets, and replacing them would make the output unreadable.
    private static let shortest = 6
    /// Between a name and its value.
    private static let separators = Array("=:".utf8)
    private static let replacement = Array("[secret]".utf8)

    /// The longest first.
    private let pieces: [[UInt8]]

    /// Reads the credential's file.
    public init(path: String) throws(SystemCallError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .last("open") }
        defer { close(file) }
        self.init(try Descriptor.readAll(file, limit: Self.sizeLimit))
    }

    /// The secret's whole lines, the texts in quotes in them, and their words; and each as Base64, the form of passwords in
    /// the logins of HTTP and SMTP.
    ///
    /// A word that ends with `:` or `=` is the name of a value and stays.
    init(_ bytes: [UInt8]) {
        var found: Set<[UInt8]> = []
        for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let pieces = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            let quoted = pieces.indices.filter { $0 % 2 == 1 }.map { pieces[$0] }
            found.insert(Array(line))
            // Outside of quotes, a file of options has their names.
            for text in quoted.isEmpty ? [line] : quoted {
                found.insert(Array(text))
                for word in text.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
                where !Self.separators.contains(word.last ?? 0) {
                    found.formUnion(([word] + word.split(whereSeparator: Self.separators.contains)).map(Array.init))
                }
            }
        }
        let plain = found.filter { $0.count >= Self.shortest }
        let coded = plain.map { Array(Data($0).base64EncodedString().utf8) }
        pieces = plain.union(coded).sorted { $0.count > $1.count }
    }

    /// The output with `[secret]` in place of each of them.
    func removed(from output: [UInt8]) -> [UInt8] {
        guard let longest = pieces.first?.count else { return output }
        var kept: [UInt8] = []
        var index = output.startIndex
        while index < output.endIndex {
            let rest = output[index...]
            if let piece = pieces.first(where: { rest.starts(with: $0) }) {
                kept += Self.replacement
                index += piece.count
            } else {
                kept.append(output[index])
                index += 1
            }
        }
        // Where output was cut, its end may be the beginning of a secret.
        return output.count < GatewayResult.outputLimit ? kept : kept.dropLast(longest)
    }
}
