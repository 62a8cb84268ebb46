import Foundation

/// Text that can stand in a header, a line of a mail or an SMS without being taken for anything else.
enum CleanText {
    /// One line in NFC: white space and line ends of every kind become single spaces, and what a reader cannot see but
    /// a mail client obeys (controls, bidirectional marks, invisible format characters) is dropped.
    static func oneLine(_ text: String) -> String {
        nfc(isPlain(text) ? text : rewritten(text))
    }

    /// A name that no file system takes for a folder, a hidden file or a device; at most 100 bytes, its ending kept.
    static func fileName(_ text: String) -> String {
        let name = String(oneLine(text).map { "/\\:*?\"<>|".contains($0) ? "_" : $0 }.drop { $0 == "." || $0 == " " })
        let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        guard name.utf8.count > 100, ending.utf8.count <= 12 else {
            return name.isEmpty ? "file" : name.shortened(toBytes: 100)
        }
        return String(name.dropLast(ending.count)).shortened(toBytes: 100 - ending.utf8.count) + ending
    }

    /// The text in NFC, looked at closely only where it holds something that could need it.
    static func nfc(_ text: String) -> String {
        isSurelyNFC(text) ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Whether nothing in a text needs a second look: the usual case, decided on its bytes.
    ///
    /// Plain are ASCII without controls, Latin from U+00C0 to U+02FF, Vietnamese, and the dashes and quotation marks
    /// around U+2010, with single spaces between words.
    private static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            var afterSpace = true
            while index < bytes.count {
                let byte = bytes[index]
                switch byte {
                case 0x20:
                    if afterSpace { return false }
                    index += 1
                case 0x21...0x7E: index += 1
                case 0xC3...0xCB: index += 2
                case 0xE1:
                    guard bytes[index + 1] == 0xBA || bytes[index + 1] == 0xBB else { return false }
                    index += 3
                case 0xE2:
                    // U+2028 to U+202F are separators and bidirectional marks.
                    guard bytes[index + 1] == 0x80, (0x90...0xA7).contains(bytes[index + 2]) else { return false }
                    index += 3
                default: return false
                }
                afterSpace = byte == 0x20
            }
            return !afterSpace
        }
    }

    /// Whether every character lies in a block whose characters are all NFC: Latin up to U+02FF, Vietnamese, and the
    /// common punctuation from U+2010 on.
    private static func isSurelyNFC(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                switch bytes[index] {
                case 0..<0x80: index += 1
                case 0xC2...0xCB: index += 2
                case 0xE1:
                    guard bytes[index + 1] == 0xBA || bytes[index + 1] == 0xBB else { return false }
                    index += 3
                case 0xE2:
                    guard bytes[index + 1] == 0x80, bytes[index + 2] >= 0x90 else { return false }
                    index += 3
                default: return false
                }
            }
            return true
        }
    }

    private static func rewritten(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        var marks = 0
        for scalar in text.unicodeScalars {
            switch kind(of: scalar) {
            case .space: pendingSpace = !result.isEmpty
            case .nothing: continue
            case .mark:
                // Vietnamese needs two marks on a letter; thousands of them make a mail client hang.
                marks += 1
                if marks > 8 { continue }
                fallthrough
            case .character:
                if pendingSpace { result.append(" ") }
                pendingSpace = false
                result.append(scalar)
            }
            if kind(of: scalar) != .mark { marks = 0 }
        }
        return String(result)
    }

    private enum Kind {
        case character, mark, space, nothing
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x00...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
        case 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF0...0xFFFB,
            0xE0000...0xE0FFF:
            .nothing
        case let value where value & 0xFFFE == 0xFFFE: .nothing
        case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F:
            .mark
        default: .character
        }
    }
}

extension String {
    /// The text if it fits into so many UTF-8 bytes, else as many whole words of it as fit with the dots that say so.
    func shortened(toBytes limit: Int, dots: String = "…") -> String {
        if utf8.count <= limit { return self }
        var room = Swift.max(0, limit - dots.utf8.count)
        var end = unicodeScalars.startIndex
        var lastSpace: Index?
        while end < unicodeScalars.endIndex {
            let scalar = unicodeScalars[end]
            let width = UTF8.width(scalar)
            if width > room { break }
            room -= width
            if scalar == " " { lastSpace = end }
            end = unicodeScalars.index(after: end)
        }
        let cut = String(self[..<(lastSpace ?? end)])
        return cut.trimmingTrailing(" ,;:.-–") + dots
    }

    func trimmingTrailing(_ characters: String) -> String {
        var text = Substring(self)
        while let last = text.unicodeScalars.last, characters.unicodeScalars.contains(last) {
            text.unicodeScalars.removeLast()
        }
        return String(text)
    }

    /// The text with a small letter at its beginning.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }

    /// The text with a capital at its beginning.
    var capitalisedFirst: String {
        guard let first else { return self }
        return first.uppercased() + dropFirst()
    }
}
