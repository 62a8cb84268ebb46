import Logging
import Testing

@testable import Systemd

@Suite struct JournalEntryTests {
    private struct Broken: Error, CustomStringConvertible {
        let description = "no space left"
    }

    private func entry(
        _ message: Logger.Message = "text", level: Logger.Level = .info, error: (any Error)? = nil,
        metadata: Logger.Metadata? = nil, logger: Logger.Metadata = [:]
    ) -> JournalEntry {
        let event = LogEvent(
            level: level, message: message, error: error, metadata: metadata, source: nil,
            file: "Systemd/Here.swift", function: "there()", line: 7)
        return .fields(for: event, metadata: logger)
    }

    @Test func theFieldsThatDesignNamesAreThere() {
        let entry = entry(
            "phong-tnmt: accepted", level: .notice,
            metadata: [
                "event": "accepted", "directive": "tb-2021-11-30/8.1", "obligation": "tb-2021-11-30/8.1@phong-tnmt",
                "unit": "phong-tnmt", "step": "on the day", "gateway": "email", "message": "ab12", "attempt": "2",
            ])
        let expected = [
            "MESSAGE": "phong-tnmt: accepted", "PRIORITY": "5", "SYSLOG_IDENTIFIER": "dondoc",
            "CODE_FILE": "Systemd/Here.swift", "CODE_LINE": "7", "CODE_FUNC": "there()",
            "MESSAGE_ID": JournalEvent.accepted.messageID, "DONDOC_EVENT": "accepted",
            "DONDOC_DIRECTIVE": "tb-2021-11-30/8.1", "DONDOC_OBLIGATION": "tb-2021-11-30/8.1@phong-tnmt",
            "DONDOC_UNIT": "phong-tnmt", "DONDOC_STEP": "on the day", "DONDOC_GATEWAY": "email",
            "DONDOC_MESSAGE": "ab12", "DONDOC_ATTEMPT": "2",
        ]
        #expect(Dictionary(entry.fields.map { ($0.name, $0.value) }) { $1 } == expected)
        #expect(entry.fields.count == expected.count)
    }

    @Test(
        arguments: zip(
            Logger.Level.allCases.sorted(), ["7", "7", "6", "5", "4", "3", "2"]))
    func eachLevelHasItsPriority(_ level: Logger.Level, _ priority: String) {
        #expect(entry(level: level)["PRIORITY"] == priority)
    }

    @Test func theStatementsMetadataTakePrecedenceOverTheLoggers() {
        let entry = entry(metadata: ["unit": "b"], logger: ["unit": "a", "gateway": "sms"])
        #expect(entry["DONDOC_UNIT"] == "b")
        #expect(entry["DONDOC_GATEWAY"] == "sms")
        #expect(entry.fields.count { $0.name == "DONDOC_UNIT" } == 1)
    }

    @Test func anUnknownKindHasNoMessageID() {
        let entry = entry(metadata: ["event": "no-such-kind"])
        #expect(entry["MESSAGE_ID"] == nil)
        #expect(entry["DONDOC_EVENT"] == "no-such-kind")
    }

    @Test func anErrorIsAField() {
        #expect(entry(error: Broken())["DONDOC_ERROR"] == "no space left")
    }

    @Test(arguments: [
        "", "_", "a", "đơn vị", "retry-after", "9", "a=b", "a\nMESSAGE=x", String(repeating: "k", count: 300),
        "PRIORITY",
    ])
    func whateverTheKeyJournaldTakesTheName(_ key: String) {
        let name = JournalEntry.name(of: key)
        #expect(name.hasPrefix("DONDOC_"))
        #expect(name.utf8.count <= 64)
        #expect(name.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 })
    }

    @Test func linesAndTabsStayAndControlCharactersAreEscaped() {
        let entry = entry("one\n\ttwo\u{1B}[2J\r\u{0}\u{9B}end", metadata: ["answer": "250 ok\nqueued \u{7F}"])
        #expect(entry["MESSAGE"] == "one\n\ttwo\\u{1b}[2J\\r\\u{0}\\u{9b}end")
        #expect(entry["DONDOC_ANSWER"] == "250 ok\nqueued \\u{7f}")
    }

    @Test func vietnameseIsUntouchedInBothForms() {
        let (composed, decomposed) = ("Đôn đốc lần 2", "Đôn đốc lần 2")
        #expect(entry("\(composed)")["MESSAGE"]?.utf8.elementsEqual(composed.utf8) == true)
        #expect(entry("\(decomposed)")["MESSAGE"]?.utf8.elementsEqual(decomposed.utf8) == true)
    }

    @Test func fortyEightKiBPassWholeAndTheCutBytesAreCounted() throws {
        let largest = String(repeating: "ệ", count: JournalEntry.largestValue / 3)
        #expect(largest.utf8.count == JournalEntry.largestValue)
        #expect(entry("\(largest)")["MESSAGE"] == largest)
        let cut = try #require(entry("\(largest)ệệ")["MESSAGE"])
        #expect(cut == "\(largest)… (6 bytes more)")
    }

    @Test func everyKindHasAnIDOfItsOwn() {
        let ids = JournalEvent.allCases.map(\.messageID)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.utf8.count == 32)
            #expect(id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        }
        for kind in JournalEvent.allCases {
            #expect(kind.rawValue.allSatisfy { ("a"..."z").contains($0) || $0 == "-" })
        }
    }
}
