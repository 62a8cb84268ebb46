import Testing

@testable import Systemd

@Suite struct JournalSocketTests {
    private func entry(_ message: String) -> JournalEntry {
        JournalEntry(fields: [.init(name: "MESSAGE", value: message)])
    }

    @Test func anEntryIsEncodedAsJournaldReadsIt() {
        let entry = JournalEntry(fields: [
            .init(name: "MESSAGE", value: "a=b"), .init(name: "ANSWER", value: "250 ok\nệ"),
            .init(name: "EMPTY", value: ""),
        ])
        let expected =
            Array("MESSAGE=a=b\nANSWER\n".utf8) + [10, 0, 0, 0, 0, 0, 0, 0] + Array("250 ok\nệ\nEMPTY=\n".utf8)
        #expect(entry.encoded == expected)
    }

    @Test func aJournalThatHangsDelaysNobodyAndLostEntriesAreCounted() throws {
        let journal = try NotifySocket()
        let socket = JournalSocket(path: journal.path)
        // More than any queue takes. A send that waited would never return: nobody reads meanwhile.
        for number in 1...20_000 { socket.send(entry("\(number)")) }
        var received = 0
        while let datagram = journal.next() {
            received += 1
            #expect(datagram == "MESSAGE=\(received)\n")
        }
        #expect(received > 0 && received < 20_000)
        socket.send(entry("again"))
        #expect(journal.next() == "MESSAGE=again\n")
        #expect(journal.next()?.contains("\nDONDOC_LOST=\(20_000 - received)\n") == true)
        socket.send(entry("and again"))
        #expect(journal.next() == "MESSAGE=and again\n")
        #expect(journal.next() == nil)
    }

    @Test func aMissingJournalIsNoFailure() throws {
        let socket = JournalSocket(path: "/nonexistent/socket")
        socket.send(entry("x"))
        JournalSocket(path: "").send(entry("x"))
    }
}
