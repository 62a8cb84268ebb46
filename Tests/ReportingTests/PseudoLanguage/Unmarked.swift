/// Finds words that are neither of a language nor of the office's own files.
struct Unmarked {
    /// Words that may stand as they are.
    var allowed: Set<String> = []

    /// The words with a letter that is neither Greek nor marked.
    func words(in text: String) -> [String] {
        text.unicodeScalars.split { !$0.properties.isAlphabetic || Self.isGreek($0) }
            .map { String(String.UnicodeScalarView($0)) }.filter { !allowed.contains($0) }
    }

    /// The same of what a reader sees of a document.
    func words(inHTML document: String) -> [String] {
        words(in: document.replacing(/(?s)<style>.*?<\/style>|<!--.*?-->|<[^>]*>|&\w+;/, with: " "))
    }

    /// The same of the values of an iCalendar object that people read.
    func words(inCalendar calendar: String) -> [String] {
        calendar.replacing("\n ", with: "").split(separator: "\n")
            .filter { $0.hasPrefix("SUMMARY:") || $0.hasPrefix("DESCRIPTION:") }
            .flatMap { words(in: String($0.drop { $0 != ":" }).replacing("\\n", with: " ")) }
    }

    private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
        (0x370...0x3FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
    }
}
