import Basics
import Testing

struct TextTests {
    @Test(
        arguments: [
            ("0", 0), ("007", 7), ("123456789", 123_456_789), ("", nil), ("1234567890", nil), ("-1", nil), ("+1", nil),
            ("1 ", nil), ("٣", nil),
        ] as [(String, Int?)])
    func onlyASCIIDigitsAreANumber(text: String, number: Int?) {
        #expect(Int(asciiDigits: text.utf8) == number)
    }

    @Test func aNumberIsPaddedAndNeverCut() {
        #expect(7.padded(to: 2) == "07")
        #expect(2021.padded(to: 4) == "2021")
        #expect(12345.padded(to: 4) == "12345")
    }

    @Test(arguments: [
        ("Tết 2022", "Tết 2022"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u{1B}[31m", "\\u{1b}[31m"), ("\u{85}", "\\u{85}"),
        ("\u{202E}gpj", "\\u{202e}gpj"), ("\u{2028}", "\\u{2028}"), ("a\\b", "a\\b"),
    ])
    func controlCharactersAreEscaped(text: String, shown: String) {
        #expect(VisibleText.escaped(text) == shown)
    }

    @Test func keptCharactersAreNotEscaped() {
        #expect(VisibleText.escaped("a\nb\u{7}", keeping: ["\n"]) == "a\nb\\u{7}")
    }

    @Test func aRecordAlsoEscapesBackslashesAndBytesThatAreNotUTF8() {
        #expect(VisibleText.record(of: [0x61, 0x5C, 0xFF, 0x0A]) == "a\\\\\\xff\\n")
    }

    @Test func aLongRecordIsCutBetweenCharacters() {
        #expect(VisibleText.record(of: "abcdef".utf8, limit: 6) == "abc…")
        #expect(VisibleText.record(of: "abc".utf8, limit: 6) == "abc")
        #expect(VisibleText.record(of: "abếd".utf8, limit: 6) == "ab…")
    }
}
