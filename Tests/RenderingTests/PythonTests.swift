import Directives
import Foundation
import Rendering
import Testing

@testable import Rendering

/// What another program, written by others, reads in our messages.
@Suite(.enabled(if: Python.path != nil, "needs python3 as an independent reader")) struct PythonTests {
    /// Texts put together by chance from pieces that mail programs and handsets stumble over; the seed makes them the
    /// same in every run.
    private struct Chance {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15

        mutating func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }

        mutating func text(of pieces: [String], upTo count: Int) -> String {
            (0..<next(count + 1)).map { _ in pieces[next(pieces.count)] }.joined()
        }
    }

    private static let pieces =
        [
            "bàn giao ", "sản phẩm ", "đo đạc ", "Lạng Sơn ", "report ", "a", "Ω", "“", "–", "\u{1EC7}",
            "e\u{302}\u{323}", "🇻🇳", "中文",
        ]
        + MailFormTests.nasty.map { String($0.prefix(40)) }

    private struct Record: Codable {
        let mail: Data
        let subject: String
        let to: String
    }

    private struct Findings: Codable {
        let seen: Int
        let faults: [String]
    }

    @Test func pythonReadsEveryMailWithoutADefect() throws {
        var chance = Chance()
        var records: [Record] = []
        let steps: [SlotStep] = [
            .onAssignment, .changed, .onTheDay, .after(StepCount(1, working: true)!), .escalation, .handedOver, .review,
        ]
        for index in 0..<600 {
            let items = (0..<(1 + chance.next(3))).map { number in
                Sample.item(
                    Sample.directive(
                        "\(number).\(chance.next(9))", task: chance.text(of: Self.pieces, upTo: 30),
                        quote: chance.text(of: Self.pieces, upTo: 6), personal: chance.next(5) == 0,
                        restricted: chance.next(5) == 0),
                    notice: Sample.notice(
                        number: chance.text(of: Self.pieces, upTo: 2), issuer: chance.text(of: Self.pieces, upTo: 4)),
                    track: chance.next(4) == 0 ? .undated : Sample.due("2021-11-\(10 + chance.next(20))"),
                    step: steps[chance.next(steps.count)], role: Role.allCases[chance.next(4)],
                    unit: "van-phong", ordinal: chance.next(2) == 0 ? nil : chance.next(9) + 1)
            }
            let from =
                index.isMultiple(of: 3)
                ? "\"\(chance.text(of: ["Văn", " ", "phòng", "UBND", ",", ";", "(x)"], upTo: 20))\" <van-phong@ubnd.example>"
                : "VP UBND <van-phong@ubnd.example>"
            let gateway = Gateway(name: "email-\(index)", channel: .email, from: from, command: ["./spool"])
            let letter = Sample.letter(
                items, gateway: gateway, language: index.isMultiple(of: 2) ? .vietnamese : .english)
            let message = Sample.renderer.render(letter)
            records.append(Record(mail: Data(message.bytes), subject: message.subject!, to: letter.recipient))
        }
        let output = try Python.run(Self.mailReader, on: Array(JSONEncoder().encode(records)))
        let findings = try JSONDecoder().decode(Findings.self, from: Data(output.utf8))
        #expect(findings.seen == 600)
        #expect(findings.faults == [])
    }

    /// Reads each mail by the strict policies, and says what is not as it was meant.
    private static let mailReader = """
        import base64, email, email.policy, json, sys, unicodedata
        names = ["From", "To", "Subject", "Date", "Message-ID", "References", "Auto-Submitted",
                 "Content-Language", "MIME-Version", "Content-Type"]
        other = ["In-Reply-To", "Content-Transfer-Encoding"]
        faults, seen = [], 0
        for i, record in enumerate(json.load(open(sys.argv[1]))):
            raw = base64.b64decode(record["mail"])
            for policy in (email.policy.default, email.policy.SMTP):
                mail = email.message_from_bytes(raw, policy=policy)
                def fault(words): faults.append(f"{i}: {words}")
                if mail.defects: fault(f"defects {mail.defects}")
                if [k for k in mail.keys() if k not in other] != names: fault(f"fields {mail.keys()}")
                for name in mail.keys():
                    if mail[name].defects: fault(f"{name} {mail[name].defects} {mail[name]!r}")
                if str(mail["Subject"]) != record["subject"]: fault(f"subject {mail['Subject']!r}")
                if [a.addr_spec for a in mail["To"].addresses] != [record["to"]]: fault("to")
                if [a.addr_spec for a in mail["From"].addresses] != ["van-phong@ubnd.example"]: fault("from")
                if mail["Date"].datetime.isoformat() != "2021-11-30T08:00:00+07:00": fault("date")
                for part in mail.walk():
                    if part.defects or any(v.defects for v in part.values()): fault(f"part {part.defects}")
                body = mail.get_body(("plain",)).get_content()
                if unicodedata.normalize("NFC", body) != body: fault("body is not NFC")
                if "UBND" not in body: fault("body")
            if any(len(line) > 76 for line in raw.split(b"\\n")): fault("a long line")
            seen += 1
        print(json.dumps({"seen": seen, "faults": faults[:20]}))
        """

    /// 100,000 of them by `Tests/Independent/run`, which says so in the environment.
    @Test func segmentsAreThoseOfAnIndependentCount() throws {
        var chance = Chance()
        let plain =
            (0x20...0x7E).map { String(Unicode.Scalar(UInt8($0))) }.filter { $0 != "`" }
            + "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€\n\r\u{0C}".unicodeScalars.map(String.init)
        let vietnamese = ["Thông báo ", "đôn đốc ", "Lạng Sơn ", "khẩn trương ", "ệ", "Ư"]
        let others = ["`", "e\u{302}\u{323}", "\u{301}", "😀", "🇻🇳", "👩‍👧", "中", "\u{A0}", "ç", "\u{FFFF}"]
        let decomposed = vietnamese.map(\.decomposedStringWithCanonicalMapping)
        let alphabet = plain + vietnamese + decomposed + others + others
        let extended = plain + Array(repeating: "{|}€^~[]\\", count: 12).joined().map(String.init)
        let count = ProcessInfo.processInfo.environment["DONDOC_STRINGS"].flatMap(Int.init) ?? 4_000
        let texts = (0..<count).map { index in
            let pieces = [plain, extended, vietnamese + plain, alphabet][index % 4]
            return chance.text(of: pieces, upTo: index.isMultiple(of: 3) ? 500 : 180)
        }
        let output = try Python.run(file: Self.segmentCounter, on: Array(JSONEncoder().encode(texts)))
        let expected = try JSONDecoder().decode([Int].self, from: Data(output.utf8))
        #expect(expected.count == count)
        #expect(Set(expected).count > 5)
        let wrong = zip(texts, expected).filter { SegmentCount.of($0) != $1 }
        #expect(wrong.isEmpty, "\(wrong.count) of \(count): \(wrong.prefix(3))")
    }

    private static let segmentCounter = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Independent/sms-segments.py").path
}
