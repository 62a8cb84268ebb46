/// One pass over the bytes of a file, which saves the same checks on every scalar.
struct ByteScan {
    /// The offset of the first character that YAML does not allow.
    private(set) var forbiddenOffset: Int?
    private(set) var mayNeedComposing = false
    private(set) var mayUseTagsOrAliases = false
    /// Whether a word may begin with `#`, which makes it and what follows a comment.
    private(set) var mayCutWords = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var previous = UInt8(ascii: "\n")
        for (index, byte) in bytes.enumerated() {
            if byte < 0x80 {
                switch byte {
                case 0x09, 0x0A, 0x0D: break
                case 0..<0x20, 0x7F: noteForbidden(index)
                case UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "*"):
                    if Self.mayStandBeforeNode(previous) { mayUseTagsOrAliases = true }
                case UInt8(ascii: "#"):
                    if index + 1 < bytes.count, bytes[index + 1] > 0x20, previous <= 0x20 { mayCutWords = true }
                default: break
                }
            } else if byte >= 0xC2 {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                let third = index + 2 < bytes.count ? bytes[index + 2] : 0
                switch byte {
                case 0xC2: if next < 0xA0, next != 0x85 { noteForbidden(index) }
                case 0xC3...0xCB: break
                // Vietnamese letters with marks, composed.
                case 0xE1 where (0xB8...0xBB).contains(next): break
                // Dashes, quotation marks, the ellipsis.
                case 0xE2 where next == 0x80 && third >= 0x90: break
                case 0xEF where next == 0xBB && third == 0xBF || next == 0xBF && third >= 0xBE: noteForbidden(index)
                default: mayNeedComposing = true
                }
            }
            previous = byte
        }
    }

    private mutating func noteForbidden(_ index: Int) {
        if forbiddenOffset == nil { forbiddenOffset = index }
    }

    private static func mayStandBeforeNode(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"): true
        // The last byte of U+0085, U+2028 or U+2029, which YAML 1.1 takes for ends of lines.
        case 0x85, 0xA8, 0xA9: true
        default: false
        }
    }

    /// The number of bytes before the first that is not UTF-8.
    static func validLength(of bytes: some Collection<UInt8>) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var count = 0
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { count += scalar.count }
        return count
    }
}
