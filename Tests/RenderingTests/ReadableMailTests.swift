import Testing

@testable import Rendering

@Suite struct ReadableMailTests {
    @Test func aMailReadsAsItWasWritten() {
        let message = Sample.renderer.render(Sample.letter())
        let text = ReadableMail(message.bytes).text
        #expect(text.hasPrefix("From: VP UBND <van-phong@ubnd.example>\nTo: tnmt@ubnd.example\nDate: Tue, 30 Nov 2021"))
        #expect(text.contains("\nSubject: \(message.subject!)\n\n"))
        #expect(text.contains(Sample.task))
        #expect(!text.contains("\r"))
    }

    @Test(arguments: MailFormTests.nasty)
    func everyBodyComesBackFromBothEncodings(text: String) {
        let text = CleanText.nfc(text).replacing("\r\n", with: "\n")
        // Mostly ASCII goes quoted-printable, mostly accented goes base64.
        for body in [text + String(repeating: " plain", count: 9_000), text + String(repeating: "đ", count: 900)] {
            let bytes = MailPart.plain(body + "\n").append(to: MailHeader(), id: "ab")
            #expect(ReadableMail(bytes).text == "\n" + body + "\n")
        }
    }
}
