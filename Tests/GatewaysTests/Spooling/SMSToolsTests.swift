import Basics
import Foundation
import Testing

@testable import Gateways

@Suite struct SMSToolsTests {
    func file(_ text: String, to number: String = "+84912345678") throws -> String {
        String(decoding: try SMSToolsMessage(to: number, text: Array(text.utf8)).bytes, as: UTF8.self)
    }

    @Test func aTextOfTheGSMAlphabetGoesAsUTF8() throws {
        #expect(
            try file("Qua han 1 ngay: {8.1} è Δ €") == """
                To: 84912345678
                Alphabet: UTF-8
                Autosplit: 3

                Qua han 1 ngay: {8.1} è Δ €
                """)
    }

    @Test(arguments: ["tính", "ễ", "“x”", "😀", "a\u{0}b", "5 ¤"])
    func anyOtherGoesAsUCS2(text: String) throws {
        let bytes = try SMSToolsMessage(to: "+84912345678", text: Array(text.utf8)).bytes
        let header = Array("To: 84912345678\nAlphabet: UCS2\nAutosplit: 3\n\n".utf8)
        #expect(bytes.starts(with: header))
        #expect(String(bytes: bytes.dropFirst(header.count), encoding: .utf16BigEndian) == text)
    }

    @Test func whatLooksLikeAHeaderIsText() throws {
        #expect(
            try file("To: 999\n\nFlash: yes").hasPrefix("To: 84912345678\nAlphabet: UTF-8\nAutosplit: 3\n\nTo: 999\n"))
    }

    @Test(arguments: [
        "", "+", "84912345678", "+0912345678", "+84912", "+8491234567890123", "+84 912345678", "+84912345678\n", "../x",
        "-1", "+849١٢345678", "s113", String(repeating: "9", count: 500),
    ])
    func whatIsNoNumberIsRefused(number: String) {
        #expect(throws: CommandFailure.self) { try SMSToolsMessage(to: number, text: [65]) }
    }

    @Test func whatIsNoTextIsRefused() {
        #expect(throws: CommandFailure.self) { try SMSToolsMessage(to: "+84912345678", text: []) }
        #expect(throws: CommandFailure.self) { try SMSToolsMessage(to: "+84912345678", text: [0xFF]) }
    }

    @Test func aRepeatTakesThePlaceOfTheFirst() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "outgoing-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let message = try SMSToolsMessage(to: "+84912345678", text: [65])
        for id in ["3f", "3f", "../3f/"] {
            #expect(try SMSToolsSpool(folder: folder).write(message, id: id) == "dondoc-3f")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["dondoc-3f"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/dondoc-3f")[.posixPermissions] as? Int
        #expect(mode == 0o660)
        #expect(throws: CommandFailure.self) { try SMSToolsSpool(folder: folder + "/none").write(message, id: "1") }
    }

    @Test func aJSONBodyHoldsTheTextAsItIs() throws {
        let nasty = "\"},\"to\":\"+999\" \\ \n\u{1} €ễ😀 \u{2028} {to}"
        let body = try JSONBody.make(["to=+84912345678", "a=b=@-", "text@-"], text: Array(nasty.utf8))
        let object = try JSONSerialization.jsonObject(with: Data(body)) as? [String: String]
        #expect(object == ["to": "+84912345678", "a": "b=@-", "text": nasty])
        #expect(throws: CommandFailure.self) { try JSONBody.make(["@-"], text: []) }
        #expect(throws: CommandFailure.self) { try JSONBody.make(["text"], text: []) }
        #expect(throws: CommandFailure.self) { try JSONBody.make(["text@-"], text: [0xC3]) }
    }
}
