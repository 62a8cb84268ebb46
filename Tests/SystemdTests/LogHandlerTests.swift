import Glibc
import Logging
import Synchronization
import Testing

@testable import Systemd

@Suite struct LogHandlerTests {
    /// What a handler sent.
    private final class Sent: Sendable {
        private let list = Mutex<[JournalEntry]>([])

        var entries: [JournalEntry] { list.withLock { $0 } }

        func take(_ entry: JournalEntry) {
            list.withLock { $0.append(entry) }
        }
    }

    private func logger(_ handler: some LogHandler) -> Logger {
        Logger(label: "test") { _ in handler }
    }

    @Test func aLogStatementBecomesOneEntryWithItsPlaceInTheCode() throws {
        let sent = Sent()
        var logger = logger(JournalLogHandler(label: "courier", send: sent.take))
        logger[metadataKey: "gateway"] = "sms"
        logger.warning("slow", metadata: ["event": "deferred"])
        logger.debug("not shown at level info")
        let entry = try #require(sent.entries.first)
        #expect(sent.entries.count == 1)
        #expect(entry["DONDOC_LOGGER"] == "courier")
        #expect(entry["DONDOC_GATEWAY"] == "sms")
        #expect(entry["MESSAGE_ID"] == JournalEvent.deferred.messageID)
        #expect(entry["CODE_FILE"] == #fileID)
    }

    @Test func theMetadataOfTheTaskIsInTheEntry() {
        let sent = Sent()
        var handler = JournalLogHandler(label: "x", send: sent.take)
        handler.metadataProvider = Logger.MetadataProvider { ["directive": "tb/1", "unit": "task"] }
        logger(handler).info("text", metadata: ["unit": "statement"])
        #expect(sent.entries.first?["DONDOC_DIRECTIVE"] == "tb/1")
        #expect(sent.entries.first?["DONDOC_UNIT"] == "statement")
    }

    @Test func anEntryCanBeSentWhereNoJournalRuns() {
        Journal.send(
            JournalEntry(fields: [
                .init(name: "MESSAGE", value: "a test of dondoc"), .init(name: "PRIORITY", value: "7"),
            ]))
        Journal.send(JournalEntry(fields: []))
    }

    @Test func theJournalIsConnectedOnlyWhereItsStreamIs() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        var status = stat()
        try #require(fstat(ends[0], &status) == 0)
        func connected(_ stream: String?) -> Bool {
            let variables = stream.map { ["JOURNAL_STREAM": $0] } ?? [:]
            return Journal.isConnected(environment: Environment(variables), descriptor: ends[0])
        }
        #expect(connected("\(status.st_dev):\(status.st_ino)"))
        #expect(!connected("\(status.st_dev):\(status.st_ino + 1)"))
        #expect(!connected("nonsense"))
        #expect(!connected(nil))
        #expect(!Journal.isConnected(environment: Environment(["JOURNAL_STREAM": "0:0"]), descriptor: -1))
    }

    @Test func outsideSystemdOneLineGoesToTheFile() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        logger(TerminalLogHandler(environment: Environment([:]), descriptor: ends[1]))
            .error("two\nlines", metadata: ["unit": "a b"])
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = read(ends[0], &buffer, buffer.count)
        let line = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        #expect(line.dropFirst(8) == " error two\\nlines unit=\"a b\"\n")
        #expect(line.prefix(8).split(separator: ":").allSatisfy { $0.count == 2 && Int($0) != nil })
    }

    @Test func aLineIsReadableAndCannotForgeAnother() {
        func line(_ message: Logger.Message, _ metadata: Logger.Metadata, coloured: Bool = false) -> String {
            let event = LogEvent(
                level: .warning, message: message, metadata: metadata, source: nil, file: "", function: "", line: 1)
            return TerminalLine(event: event, metadata: ["unit": "logger"], time: "07:30:05", isColoured: coloured).text
        }
        #expect(
            line("late", ["gateway": "sms", "attempt": "2"])
                == "07:30:05 warning late attempt=2 gateway=sms unit=logger")
        #expect(line("late", ["unit": "a=b"]) == "07:30:05 warning late unit=\"a=b\"")
        #expect(line("late", ["unit": ""]) == "07:30:05 warning late unit=\"\"")
        #expect(line("late", ["unit": "say \"no\""]) == #"07:30:05 warning late unit="say \"no\"""#)
        #expect(
            line("\u{1B}]0;x\u{7}\u{202E}", ["unit": "a\n08:00:00 info b"])
                == #"07:30:05 warning \u{1b}]0;x\u{7}\u{202e} unit="a\n08:00:00 info b""#)
        #expect(line("late", [:], coloured: true) == "07:30:05 \u{1B}[33mwarning\u{1B}[0m late unit=logger")
    }

    @Test func aBurstOfOneKindIsSummarisedAndOthersPass() {
        let sent = Sent()
        let handler = SummarisingLogHandler(JournalLogHandler(label: "x", send: sent.take))
        let (logger, copy) = (logger(handler), logger(handler))
        for number in 1...500 {
            logger.info("message \(number)", metadata: ["event": "claimed"])
            copy.warning("message \(number)", metadata: ["event": "claimed"])
        }
        logger.error("gone", metadata: ["event": "dead"])
        logger.flush()
        let claimed = sent.entries.filter { $0["DONDOC_EVENT"] == "claimed" }
        let told = claimed.filter { $0["DONDOC_WITHHELD"] != nil }
        // A slow machine may need more than a second, and so more than one summary: the sum is what must be right.
        let withheld = told.compactMap { $0["DONDOC_WITHHELD"].flatMap { Int($0) } }.reduce(0, +)
        #expect(claimed.count - told.count + withheld == 1_000)
        #expect(!told.isEmpty && told.count < 10)
        #expect(told.allSatisfy { $0["MESSAGE"]?.hasPrefix("… and ") == true && $0["PRIORITY"] == "4" })
        #expect(told.allSatisfy { $0["MESSAGE_ID"] == JournalEvent.claimed.messageID })
        #expect(sent.entries.contains { $0["MESSAGE"] == "gone" })
    }

    @Test func theSummaryOfABurstIsLoggedWithoutAnotherEntry() async throws {
        let sent = Sent()
        let logger = logger(SummarisingLogHandler(JournalLogHandler(label: "x", send: sent.take), limit: 1))
        for _ in 1...3 { logger.info("text") }
        for _ in 1...500 where !sent.entries.contains(where: { $0["DONDOC_WITHHELD"] != nil }) {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(sent.entries.map { $0["MESSAGE"] } == ["text", "… and 2 more"])
    }
}
