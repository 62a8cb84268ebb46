import Foundation
import Glibc

/// What a gateway's credential holds, so that it can be kept out of what its program says.
public struct Secret: Sendable {
    /// Longer files are no credentials: systemd allows a megabyte.
    private static let sizeLimit = 1_048_576
    /// Shorter words (`user`, `url`) say nothing, and covering them would tear the output to pieces.
    private static let shortest = 6
    /// Between a name and its value.
    private static let separators = Array("=:".utf8)
    private static let cover = Array("[secret]".utf8)

    /// The longest first.
    private let pieces: [[UInt8]]

    /// Reads the credential's file.
    public init(path: String) throws(SystemCallError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .last("open") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .last("read") }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
            guard bytes.count <= Self.sizeLimit else { throw SystemCallError("read", errno: EFBIG) }
        }
        self.init(bytes)
    }

    /// The secret's whole lines, what stands in quotes in them, and their words; and each as Base64, the form in which
    /// HTTP's and SMTP's logins show a password.
    ///
    /// A word that ends with `:` or `=` is the name of a value and stays.
    init(_ bytes: [UInt8]) {
        var found: Set<[UInt8]> = []
        for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let pieces = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            let quoted = pieces.indices.filter { $0 % 2 == 1 }.map { pieces[$0] }
            found.insert(Array(line))
            // What stands outside the quotes of a file of options is their names.
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

    /// The output with `[secret]` wherever it says one of them.
    func covered(in output: [UInt8]) -> [UInt8] {
        guard let longest = pieces.first?.count else { return output }
        var kept: [UInt8] = []
        var index = output.startIndex
        while index < output.endIndex {
            let rest = output[index...]
            if let piece = pieces.first(where: { rest.starts(with: $0) }) {
                kept += Self.cover
                index += piece.count
            } else {
                kept.append(output[index])
                index += 1
            }
        }
        // Where output was thrown away, the beginning of a secret may be left at the end.
        return output.count < GatewayResult.outputLimit ? kept : kept.dropLast(longest)
    }
}
