import Directives
import Foundation
import Testing

@testable import Ledger

/// What is on disk is a contract: the texts of `Tests/Golden/forms-1.txt` were written by the encoder of c512790, before
/// stored types had forms of their own.
@Suite struct StoredFormTests {
    /// The lines of the file, by type.
    private static func golden(_ name: String, form: Int = 1) throws -> [String] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: folder.appendingPathComponent("Golden/forms-\(form).txt"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix(name + "\t") }.map {
            String($0.dropFirst(name.count + 1))
        }
    }

    private func hold<Value: VersionedForm & Equatable>(_ values: [Value], form: Int = 1) throws {
        let texts = try Self.golden(Value.formName, form: form)
        #expect(texts.count == values.count && !texts.isEmpty)
        for (value, text) in zip(values, texts) {
            if form == Value.formVersion { #expect(JSON.text(value) == text) }
            #expect(try Value(text: text, form: form, sum: Checksum.of(text)) == value)
        }
    }

    @Test func everyStoredTypeIsWrittenAndReadAsInItsVersion() throws {
        try hold(StoredSamples.settings)
        try hold(StoredSamples.notices)
        try hold(StoredSamples.directives)
        try hold(StoredSamples.obligations)
        try hold(StoredSamples.extended, form: 2)
        try hold(StoredSamples.deliveries)
    }

    @Test func anUnchangedDirectiveKeepsItsHash() throws {
        let hashes = StoredSamples.directives.map { StoredDirective.hash($0, StoredSamples.notices[0]) }
        #expect(hashes == (try Self.golden("hash")))
    }

    /// As a program that knows one more field would write it: where it says nothing the text is the one of before.
    @Test func aFieldThatIsNewAndSaysNothingIsNotWritten() throws {
        struct Later: StoredForm {
            var note: String?
            var tags: [String] = []

            init(_ stored: Stored) throws { (note, tags) = (try stored["note"], try stored["tags"] ?? []) }
            init(note: String? = nil, tags: [String] = []) { (self.note, self.tags) = (note, tags) }
            var stored: Stored { ["a": 1, "note": note, "tags": tags.isEmpty ? nil : tags] }
        }
        #expect(JSON.text(Later()) == "{\"a\":1}")
        #expect(JSON.text(Later(note: "", tags: ["x"])) == "{\"a\":1,\"note\":\"\",\"tags\":[\"x\"]}")
        let older = try JSON.value(Later.self, "{\"a\":1}")
        #expect(older.note == nil && older.tags.isEmpty)
    }

    @Test func aKeyThatIsNotTheIdIsStoredBesideIt() throws {
        var obligation = StoredSamples.obligations[0]
        obligation.id = "tb/8.3@u@another-name"
        let text = JSON.text(obligation)
        let read = try Obligation(text: text, form: 1, sum: Checksum.of(text))
        #expect(read == obligation && read.key != read.id)
    }

    @Test func aNewerFormOrAnUnknownNameIsOfANewerProgramAndDamageIsDamage() throws {
        let text = JSON.text(StoredSamples.notices[0])
        let newer = #expect(throws: LedgerError.self) { try Notice(text: text, form: 2, sum: Checksum.of(text)) }
        #expect(newer?.code == .newerVersion && newer?.message.contains("newer Dondoc") == true)
        let damaged = #expect(throws: LedgerError.self) { try Notice(text: text, form: 1, sum: 0) }
        #expect(damaged?.code == .corrupt)
        let unknown = JSON.text(StoredSamples.obligations[1]).replacing("atOnce", with: "atLeisure")
        let error = #expect(throws: LedgerError.self) {
            try Obligation(text: unknown, form: 1, sum: Checksum.of(unknown))
        }
        #expect(error?.code == .newerVersion && error?.message.contains("atLeisure") == true)
    }

    /// Foundation's coder is the other implementation.
    @Test func textsAreThoseOfFoundation() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { UnicodeScalar($0) }))
        for details in [
            [:], ["exit": "status 0", "attempt": "1"], ["zz": "", "a": "đ/\"\\ 📅 \u{2028}\u{7F}", "Ă": controls],
            ["slots": "tb/8.1@phòng|1|lead\ntb/9.3", "sha256": "00ff"],
        ] {
            let text = JSON.text(details)
            #expect(text == String(decoding: try encoder.encode(details), as: UTF8.self))
            #expect(try JSON.value([String: String].self, text) == details)
        }
        #expect(JSON.text(["a\"", "ă"]) == "[\"a\\\"\",\"ă\"]")
        #expect(try JSON.value([String: [Int]].self, " { \"a\" : [ 1 , -2 ] , \"b\":[]}") == ["a": [1, -2], "b": []])
        for text in ["", "{", "[1", "{\"a\":1,}", "{\"a\" 1}", "\"\\u12\"", "[1] 2", "tru", "{\"a\":1.5}"] {
            #expect(throws: (any Error).self, "\(text)") { try JSON.value([String: Int].self, text) }
        }
    }
}
