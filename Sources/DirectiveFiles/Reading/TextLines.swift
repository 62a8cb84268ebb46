/// The lines of a text as libyaml counts them, for the rare case that a place is needed as an offset.
struct TextLines {
    let bytes: [UInt8]
    /// The offset at which each line begins.
    private let starts: [Int]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let length = Self.breakLength(bytes, index)
            index += max(length, 1)
            if length > 0 { starts.append(index) }
        }
        self.bytes = bytes
        self.starts = starts
    }

    /// How many bytes the end of a line has here; 0 where there is none (YAML 1.1, section 4.1.4).
    private static func breakLength(_ bytes: [UInt8], _ index: Int) -> Int {
        let rest = bytes[index...].prefix(3)
        if rest.starts(with: [0x0D, 0x0A]) || rest.starts(with: [0xC2, 0x85]) { return 2 }
        if bytes[index] == 0x0A || bytes[index] == 0x0D { return 1 }
        return rest.starts(with: [0xE2, 0x80, 0xA8]) || rest.starts(with: [0xE2, 0x80, 0xA9]) ? 3 : 0
    }

    /// The offset of a place; nil where there is no such place.
    func offset(of place: Place) -> Int? {
        guard starts.indices.contains(place.line - 1) else { return nil }
        var (offset, column) = (starts[place.line - 1], 1)
        while column < place.column, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        return offset < bytes.count ? offset : nil
    }

    /// The comment behind a plain scalar, where its `#` begins a word: `#5`, not `# 5`; nil where there is none.
    func word(cutFrom scalar: String, at place: Place) -> String? {
        guard var offset = offset(of: place) else { return nil }
        let blanks: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20]
        // An end of a line inside the scalar is a space of it.
        for byte in scalar.utf8 where !blanks.contains(byte) {
            while offset < bytes.count, blanks.contains(bytes[offset]) { offset += 1 }
            guard offset < bytes.count, bytes[offset] == byte else { return nil }
            offset += 1
        }
        let rest = bytes[offset...].drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.first == UInt8(ascii: "#"), rest.startIndex > offset, let next = rest.dropFirst().first, next > 0x20
        else { return nil }
        return String(decoding: rest.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }

    /// The place of an offset.
    func place(of offset: Int) -> (line: Int, column: Int) {
        let line = starts.lastIndex { $0 <= offset } ?? 0
        let scalars = bytes[starts[line]..<offset].count { $0 & 0xC0 != 0x80 }
        return (line + 1, scalars + 1)
    }

    /// The place just behind the text.
    var end: (line: Int, column: Int) { place(of: bytes.count) }
}
