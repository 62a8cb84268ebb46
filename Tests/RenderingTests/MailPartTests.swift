import Directives
import Foundation
import Testing

@testable import Rendering

@Suite struct MailPartTests {
    private static func letter(
        _ attachments: [ReportContent.Attachment], html: String? = nil, kind: ReportContent.Kind = .report
    ) -> ReportContent {
        ReportContent(
            kind, id: "00ff", written: Sample.instant("2021-12-01"), gateway: Sample.email,
            address: "van-phong@ubnd.example", language: .vietnamese, subject: "Báo cáo ngày 01/12/2021",
            body: ["Kính gửi: Văn phòng", "", "--=_0_00ff", "Trân trọng."], html: html, attachments: attachments)
    }

    private static let table = ReportContent.Attachment(
        fileName: "Tổng hợp tình hình thực hiện nhiệm vụ được giao, tuần 48 năm 2021.csv",
        mediaType: "text/csv; charset=utf-8; header=present",
        bytes: Array("\u{FEFF}STT,Nhiệm vụ\r\n1,\"a, b\"\r\n".utf8))

    @Test func aLetterOfTextAloneHasOnePart() {
        let mail = ParsedMail(Sample.renderer.render(Self.letter([])).bytes)
        #expect(mail["Content-Type"] == "text/plain; charset=utf-8")
        #expect(mail["Subject"]?.contains("Dondoc") == false)
        #expect(mail.body == "Kính gửi: Văn phòng\n\n--=_0_00ff\nTrân trọng.\n")
    }

    @Test func formsStandInsideFiles() {
        let bytes = Sample.renderer.render(Self.letter([Self.table, Self.table], html: "<p>Kính gửi</p>")).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("Content-Type: multipart/mixed;\n boundary=\"=_0_00ff\"\n"))
        #expect(text.contains("Content-Type: multipart/alternative;\n boundary=\"=_1_00ff\"\n"))
        let mail = ReadableMail(bytes)
        #expect(mail.text.hasSuffix("\n--=_0_00ff\nTrân trọng.\n"))
        #expect(mail.html == "<p>Kính gửi</p>")
        #expect(mail.attachments == [Self.table.fileName, Self.table.fileName])
    }

    @Test(arguments: [
        ("a.csv", "a.csv"), ("../../etc/passwd", "_.._etc_passwd"), (".bashrc", "bashrc"), ("", "file"),
        ("a\nBcc: x@y.example", "a Bcc_ x@y.example"), ("con\u{202E}vsc.exe", "convsc.exe"),
        (String(repeating: "đ", count: 80) + ".csv", String(repeating: "đ", count: 46) + "….csv"),
    ])
    func aFileNameIsANameAndNothingElse(name: String, kept: String) {
        let file = ReportContent.Attachment(fileName: name, mediaType: "text/csv", bytes: [1, 2, 3])
        let bytes = Sample.renderer.render(Self.letter([file])).bytes
        #expect(ReadableMail(bytes).attachments == [kept])
        #expect(bytes.split(separator: 0x0A).allSatisfy { $0.count <= 76 })
    }

    @Test(arguments: [
        ("text/csv; charset=utf-8", "text/csv;\n charset=utf-8"), ("x", "application/octet-stream"),
        ("a/b\nBcc: x", "application/octet-stream"), ("a/b; c=d\nBcc: x", "a/b;\n c=\"d Bcc: x\""),
    ])
    func aMediaTypeIsNoPlaceForAField(type: String, kept: String) {
        let file = ReportContent.Attachment(fileName: "a", mediaType: type, bytes: [])
        let text = String(decoding: Sample.renderer.render(Self.letter([file])).bytes, as: UTF8.self)
        #expect(text.contains("\nContent-Type: \(kept)\nContent-Disposition"), "\(text)")
    }

    @Test(.enabled(if: Python.path != nil, "needs python3 as an independent reader"))
    func pythonFindsTheSameParts() throws {
        let bytes = Sample.renderer.render(Self.letter([Self.table], html: "<p>Kính gửi – “a”</p>\n")).bytes
        let output = try Python.run(Self.reader, on: bytes)
        #expect(
            output == """
                multipart/mixed multipart/alternative text/plain text/html text/csv
                '\(Self.table.fileName)'
                '<p>Kính gửi – “a”</p>\\r\\n'
                b'\\xef\\xbb\\xbfSTT,Nhi\\xe1\\xbb\\x87m v\\xe1\\xbb\\xa5\\r\\n1,"a, b"\\r\\n'
                []

                """, "\(output)")
    }

    private static let reader = """
        import email, email.policy, sys
        mail = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
        parts = list(mail.walk())
        print(*(part.get_content_type() for part in parts))
        print(repr(parts[4].get_filename()))
        print(repr(parts[3].get_content()))
        print(parts[4].get_payload(decode=True))
        print([d for part in parts for d in part.defects + [d for v in part.values() for d in v.defects]])
        """
}
