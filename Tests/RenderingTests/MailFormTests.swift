import Directives
import Foundation
import Testing

@testable import Rendering

@Suite struct MailFormTests {
    static let nasty = [
        "x\nBcc: victim@evil.example", "x\r\n\r\nbody", "a\u{0}b", "a\u{2028}Bcc: v@e.example", "a\u{2029}b",
        "a\u{85}b",
        "\u{202E}exe.pdf", "\u{FEFF}bom", ".", "From nobody", "--boundary", "{{task}}", "{{{x}}}", "${HOME}", "%n%s",
        "{to}", "=?utf-8?B?QmNjOiB4?=", "=?utf-8?Q?x?= =?utf-8?Q?y?=", "a,b;c:d<e>f(g)h[i]j\\k\"l\"m@n",
        String(repeating: "x", count: 400), String(repeating: "đ", count: 2_000),
        "e" + String(repeating: "\u{301}", count: 10_000), "\u{301}\u{309}", "Tiê\u{301}ng Viê\u{323}t",
        "👩‍👩‍👧‍👦🇻🇳 e\u{301}", "   ", "\t\t", String(repeating: "từ ", count: 5_000), "\u{1B}[31m", "a\u{200B}b\u{2066}c",
    ]

    @Test(arguments: nasty)
    func noTextAddsAHeaderField(text: String) {
        let plain = ParsedMail(Sample.renderer.render(Sample.letter()).bytes).fields.map(\.name)
        let directive = Sample.directive(task: text, quote: text)
        let notice = Sample.notice(number: text, symbol: text, issuer: text)
        let message = Sample.renderer.render(
            Sample.letter([Sample.item(directive, notice: notice)], recipient: text))
        let mail = ParsedMail(message.bytes)
        #expect(mail.fields.map(\.name) == plain)
        #expect(message.subject!.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        #expect(mail.lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(mail.lines.joined(separator: "\n").utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
        #expect(
            !mail.body.unicodeScalars.contains {
                "\u{0}\r\u{85}\u{2028}\u{2029}\u{202E}\u{1B}".unicodeScalars.contains($0)
            })
        #expect(mail.body.utf8.elementsEqual(mail.body.precomposedStringWithCanonicalMapping.utf8))
    }

    @Test(arguments: nasty + [Sample.task, "plain words", "Giao việc – “khẩn”"])
    func anEncodedWordIsShortAndReadsAsItsText(text: String) {
        let text = CleanText.oneLine(text)
        var header = MailHeader()
        header.append("Subject", text: text)
        let lines = String(decoding: header.bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        var decoded: [UInt8] = []
        let words = lines.joined().replacing("Subject: ", with: "", maxReplacements: 1)
        guard words.contains("=?utf-8?B?") else {
            #expect(words == text)
            return
        }
        for word in words.split(separator: " ") {
            #expect(word.utf8.count <= 75)
            let part = Array(Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))!)
            #expect(String(validating: part, as: UTF8.self) != nil, "a character is cut")
            decoded += part
        }
        #expect(String(decoding: decoded, as: UTF8.self) == text)
    }

    @Test func theDateHasTheOfficesOffset() {
        let zone = Zone(identifier: "Asia/Ho_Chi_Minh")!
        #expect(MailDate.text(Sample.instant("2021-11-30", "08:05"), in: zone) == "Tue, 30 Nov 2021 08:05:00 +0700")
        let newYork = Zone(identifier: "America/New_York")!
        #expect(MailDate.text(Sample.instant("2021-01-01", "08:00"), in: newYork) == "Thu, 31 Dec 2020 20:00:00 -0500")
    }

    @Test(arguments: [
        ("VP UBND <a@b.example>", "VP UBND", "a@b.example"), ("a@b.example", "", "a@b.example"),
        ("\"UBND, VP\" <a@b.example>", "UBND, VP", "a@b.example"),
        ("Văn phòng <a.b+c@d-e.example>", "Văn phòng", "a.b+c@d-e.example"),
    ])
    func aMailboxIsRead(text: String, name: String, address: String) throws {
        let mailbox = try #require(Mailbox(text))
        #expect(mailbox.name == name)
        #expect(mailbox.address == address)
    }

    @Test(arguments: [
        "", "abc", "a@", "@b", "a@b@c", "a b@c", "a@b, c@d", "a@b>", "é@b.example", "a..b@c", "a@b\nBcc: c@d",
        String(repeating: "a", count: 400) + "@b.example",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(Mailbox(text) == nil)
    }

    @Test func messagesOfOneObligationShareAThreadAndADigestItsMonth() {
        func thread(_ items: [ReminderContent.Item], on date: String) -> String? {
            ParsedMail(Sample.renderer.render(Sample.letter(items, on: date)).bytes)["References"]
        }
        let other = Sample.item(Sample.directive("9.3"))
        #expect(thread([Sample.item()], on: "2021-11-29") == thread([Sample.item()], on: "2021-12-05"))
        #expect(thread([Sample.item()], on: "2021-11-29") != thread([other], on: "2021-11-29"))
        let digest = [Sample.item(), other]
        #expect(thread(digest, on: "2021-11-29") == thread(digest.reversed(), on: "2021-11-30"))
        #expect(thread(digest, on: "2021-11-29") != thread(digest, on: "2021-12-01"))
    }

    @Test func theMessageIDIsTheLettersAtTheSendersDomain() {
        let mail = ParsedMail(Sample.renderer.render(Sample.letter()).bytes)
        #expect(mail["Message-ID"] == "<0123456789abcdef0123456789abcdef@ubnd.example>")
        #expect(mail["Auto-Submitted"] == "auto-generated")
        #expect(mail["From"] == "VP UBND <van-phong@ubnd.example>")
    }

    @Test func quotedPrintableKeepsDotsFromLinesAndTrailingSpaces() {
        let text = ".\nFrom me\nends with space \n" + String(repeating: "a=", count: 80) + "\n"
        var bytes: [UInt8] = []
        QuotedPrintable.append(text, to: &bytes)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0 != "." && !$0.hasPrefix("From ") && !$0.hasSuffix(" ") })
        let mail = ParsedMail(Array("Content-Transfer-Encoding: quoted-printable\n\n".utf8) + bytes)
        #expect(mail.body == text)
    }
}
