/// The header of a message of RFC 5322 or of a part of it, one field after another, each folded to lines of at most 76 characters where
/// its parts allow it.
struct MailHeader {
    private(set) var bytes: [UInt8] = []

    /// Appends a field whose value is ASCII without line ends and short: the words of this program, never a user's.
    mutating func append(_ name: String, plain value: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
        bytes.append(contentsOf: value.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Appends an empty line, which ends the fields so far, and what a closure writes as the body below them.
    mutating func appendBody(reserving room: Int, _ write: (inout [UInt8]) -> Void) {
        bytes.reserveCapacity(bytes.count + room)
        bytes.append(UInt8(ascii: "\n"))
        write(&bytes)
    }

    /// Appends a line that is no field: between the parts of a message.
    mutating func appendLine(_ line: String) {
        bytes.append(contentsOf: line.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Appends a field of free text, such as the subject.
    mutating func append(_ name: String, text: String) {
        let text = CleanText.oneLine(text)
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
        let column = name.utf8.count + 2
        if Self.isFoldable(text) {
            append(words: text, column: column)
        } else {
            EncodedWord.append(text, to: &bytes, column: column)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Appends a field of one mailbox.
    mutating func append(_ name: String, mailbox: Mailbox) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
        var column = name.utf8.count + 2
        if !mailbox.name.isEmpty {
            let start = bytes.count
            if mailbox.name.utf8.count <= 60, mailbox.name.utf8.allSatisfy(Self.isPrintable),
                !mailbox.name.contains("=?")
            {
                appendQuoted(mailbox.name)
                column += bytes.count - start
            } else {
                column = EncodedWord.append(mailbox.name, to: &bytes, column: column)
            }
            bytes.append(contentsOf: (column + mailbox.address.utf8.count + 3 > 76 ? "\n " : " ").utf8)
            bytes.append(UInt8(ascii: "<"))
            bytes.append(contentsOf: mailbox.address.utf8)
            bytes.append(UInt8(ascii: ">"))
        } else {
            bytes.append(contentsOf: mailbox.address.utf8)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A name as the words that it is or, where a sign in it would mean something, as a quoted string.
    private mutating func appendQuoted(_ name: String) {
        if name.utf8.allSatisfy(Self.isPhraseText) {
            bytes.append(contentsOf: name.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in name.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(words text: String, column: Int) {
        var column = column
        for (index, word) in text.split(separator: " ").enumerated() {
            if index > 0 {
                let fits = column + 1 + word.utf8.count <= 76
                bytes.append(contentsOf: (fits ? " " : "\n ").utf8)
                column = fits ? column + 1 : 1
            }
            bytes.append(contentsOf: word.utf8)
            column += word.utf8.count
        }
    }

    /// Whether a text can go as it is: printable ASCII that no reader takes for an encoded word, in words that fit.
    private static func isFoldable(_ text: String) -> Bool {
        var length = 0
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if !isPrintable(byte) || (previous == UInt8(ascii: "=") && byte == UInt8(ascii: "?")) { return false }
            length = byte == UInt8(ascii: " ") ? 0 : length + 1
            if length > 60 { return false }
            previous = byte
        }
        return true
    }

    private static func isPhraseText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isPrintable(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte)
    }
}
