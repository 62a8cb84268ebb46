/// Text laid out by characters, so that accented Vietnamese lines up whatever its Unicode form.
enum Typesetting {
    /// The width that a terminal has at least.
    static let width = 80

    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    static func flushRight(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func centred(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, (width - text.count) / 2)) + text
    }

    /// A text cut between words into lines of a width; the lines after the first are indented.
    ///
    /// Spaces within the first line stay, so that a column before the text keeps its width.
    static func wrapped(_ text: String, indent: Int = 0, width: Int = width) -> [String] {
        var lines: [String] = []
        var words: [Substring] = []
        var length = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let separator = words.isEmpty ? 0 : 1
            if !words.isEmpty, length + separator + word.count > width {
                lines.append(words.joined(separator: " "))
                words = [String(repeating: " ", count: indent) + word]
                length = indent + word.count
            } else {
                words.append(word)
                length += separator + word.count
            }
        }
        return lines + [words.joined(separator: " ")]
    }
}
