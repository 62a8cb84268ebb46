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

    /// In the order of their bytes, so that those with which a text begins are found by binary search: a credential may
    /// have thousands of lines, and each byte of the output is looked up.
    private let pieces: [[UInt8]]
    private let longest: Int

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
        pieces = plain.union(coded).sorted { $0.lexicographicallyPrecedes($1) }
        longest = pieces.map(\.count).max() ?? 0
    }

    /// The output with `[secret]` in place of each of them.
    func removed(from output: [UInt8]) -> [UInt8] {
        guard longest > 0 else { return output }
        var kept: [UInt8] = []
        var index = output.startIndex
        while index < output.endIndex {
            if let length = length(at: output[index...]) {
                kept += Self.replacement
                index += length
            } else {
                kept.append(output[index])
                index += 1
            }
        }
        // Where output was cut, its end may be the beginning of a secret.
        return output.count < GatewayResult.outputLimit ? kept : kept.dropLast(longest)
    }

    /// The length of the longest piece with which a text begins; nil for none.
    private func length(at text: ArraySlice<UInt8>) -> Int? {
        var alike = pieces[...]
        var length: Int?
        for (depth, byte) in text.enumerated() {
            // Those that end here come first among those that have begun alike.
            let begin = alike.partition { $0.count > depth && $0[depth] >= byte }
            let end = alike.partition { $0.count > depth && $0[depth] > byte }
            alike = alike[begin..<end]
            guard let first = alike.first else { return length }
            if first.count == depth + 1 { length = depth + 1 }
        }
        return length
    }
}

extension ArraySlice {
    /// The index of the first element for which a condition holds that holds for all after it, too.
    fileprivate func partition(_ holds: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
