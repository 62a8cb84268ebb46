import ArgumentParser
import Directives
import Foundation
import Glibc
import Ledger
import Testing

@testable import dondoc

/// What people read of texts from outside: no control character is printed.
struct OutputTests {
    /// What a body writes to standard output.
    private func printed(_ body: () throws -> Void) throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/dondoc-output-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        fflush(nil)
        let (file, kept) = (open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600), dup(1))
        dup2(file, 1)
        defer { for descriptor in [file, kept] { close(descriptor) } }
        do {
            try body()
            dup2(kept, 1)
        } catch {
            dup2(kept, 1)
            throw error
        }
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test(arguments: [
        ("\r\n", #"\r\n"#), ("\u{1B}[31m", #"\u{1b}[31m"#), ("\u{202E}", #"\u{202e}"#), ("\u{2028}", #"\u{2028}"#),
    ])
    func aControlCharacterFromOutsideIsShown(_ control: String, _ shown: String) throws {
        let text = try printed { Output.lines(["a\(control)b", "c"]) }
        #expect(text == "a\(shown)b\nc\n")
        let state = FileManager.default.temporaryDirectory.path + "/dondoc-log-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: state) }
        let ledger = try Ledger.open(directory: state, clock: .wall)
        var transaction = LedgerTransaction(at: Instant(milliseconds: 1_638_320_000_000))
        // As an older program recorded it.
        transaction.setHold(true, reason: "a\(control)2021-11-29T09:00:00+07:00  accepted", author: "an\(control)")
        try ledger.commit(transaction)
        ledger.close()
        var log = try Dondoc.parseAsRoot(["log", "--state", state])
        let lines = try printed { try log.run() }.split(separator: "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.contains("by an\(shown)") == true)
        #expect(lines.first?.contains("a\(shown)2021-11-29T09:00:00+07:00  accepted") == true)
    }

    @Test func aColouredCalendarAndJSONStayAsTheyAre() throws {
        #expect(try printed { Output.lines(["\u{1B}[31m1\u{1B}[0m"], keeping: ["\u{1B}"]) } == "\u{1B}[31m1\u{1B}[0m\n")
        #expect(try printed { try Output.json(["a": "\u{202E}\n"]) } == "{\"a\":\"\u{202E}\\n\"}\n")
    }

    /// What a command prints of the sample is lines of its own: nothing in it has to be escaped.
    @Test(arguments: [
        ["check"], ["plan", "--from", "2021-11-26", "--to", "2021-12-10"], ["list", "--at", "2021-12-01"],
        ["explain", "tb-2021-11-30/8.1"], ["preview", "tb-2021-11-30/8.1"], ["calendar", "2021-11"],
    ])
    func aListingOfTheSampleHasNoEscape(_ arguments: [String]) throws {
        let config = URL(filePath: #filePath).appending(path: "../../../config").standardized.path
        var command = try Dondoc.parseAsRoot(arguments + ["--config", config])
        let text = try printed { try command.run() }
        #expect(text.split(separator: "\n").count > 1)
        #expect(!text.contains(#"\n"#) && !text.contains(#"\r"#) && !text.contains(#"\u{"#), "\(text)")
    }
}
