/// The encoded words of RFC 2047, by which a header that is ASCII on the wire carries other letters.
///
/// Each word has at most 75 characters, holds whole characters only (section 5), and its line has at most 76.
enum EncodedWord {
    private static let opening = Array("=?utf-8?B?".utf8)
    private static let closing = Array("?=".utf8)
    private static let longest = 75

    /// Appends a text as encoded words, one a line but for the first, which goes on in the line begun.
    ///
    /// - Parameter column: How many characters the line begun has.
    /// - Returns: How many characters the last line has.
    @discardableResult
    static func append(_ text: String, to bytes: inout [UInt8], column: Int) -> Int {
        var column = column
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let encoded = UTF8.encode(scalar)
            let width = UTF8.width(scalar)
            let room = min(longest, 76 - column) - opening.count - closing.count
            if word.count + width > room / 4 * 3 {
                if !word.isEmpty { column = append(word: word, to: &bytes, column: column) }
                word.removeAll(keepingCapacity: true)
                bytes.append(UInt8(ascii: "\n"))
                bytes.append(UInt8(ascii: " "))
                column = 1
            }
            if let encoded { word.append(contentsOf: encoded) }
        }
        return append(word: word, to: &bytes, column: column)
    }

    private static func append(word: [UInt8], to bytes: inout [UInt8], column: Int) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: opening)
        Base64.append(word[...], to: &bytes)
        bytes.append(contentsOf: closing)
        return column + bytes.count - start
    }

    /// The bytes of one encoded word; nil where the word is none of ours.
    static func decode(_ word: Substring) -> [UInt8]? {
        let bytes = Array(word.utf8)
        guard bytes.count >= opening.count + closing.count, bytes.starts(with: opening),
            bytes.suffix(closing.count).elementsEqual(closing)
        else { return nil }
        return Base64.decode(bytes[opening.count..<bytes.count - closing.count])
    }
}
