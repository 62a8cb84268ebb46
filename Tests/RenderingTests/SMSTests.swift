import Directives
import Rendering
import Testing

@testable import Rendering

@Suite struct SMSTests {
    @Test func aShortAccentedTextStaysAccented() {
        // 70 characters: one segment with accents as without.
        let text = String(repeating: "ệ", count: 70)
        #expect(SegmentCount.of(text) == 1)
        #expect(SegmentCount.of(text + "ệ") == 2)
    }

    @Test(arguments: [
        (String(repeating: "a", count: 160), 1), (String(repeating: "a", count: 161), 2),
        (String(repeating: "a", count: 306), 2), (String(repeating: "a", count: 307), 3),
        (String(repeating: "a", count: 152) + "{" + String(repeating: "a", count: 153), 3),
        (String(repeating: "{", count: 80), 1), (String(repeating: "{", count: 81), 2),
        (String(repeating: "{", count: 152), 2), (String(repeating: "{", count: 153), 3),
        (String(repeating: "ư", count: 134), 2), (String(repeating: "ư", count: 135), 3),
        (String(repeating: "ư", count: 66) + "😀" + String(repeating: "ư", count: 66), 3),
        (String(repeating: "ư", count: 66) + "😀" + String(repeating: "ư", count: 65), 2), ("", 1),
    ])
    func segmentsAreCountedAsHandsetsJoinThem(text: String, segments: Int) {
        #expect(SegmentCount.of(text) == segments)
    }

    @Test func autoTakesTheUnaccentedFormWhereItSavesASegment() {
        let sms = Sample.sms()
        #expect(
            sms.text == "NHAC VIEC: TB 12/TB-UBND muc 8.1, ban giao san pham do dac cho So Tai nguyen va Moi truong, "
                + "han 30/11/2021 (hom nay). VP UBND")
        #expect(sms.segments == 1)
    }

    @Test func accentsStayWhereTheOfficeWantsThem() {
        let sms = Sample.sms(text: .accented)
        #expect(sms.text.contains("bàn giao sản phẩm"))
        #expect(sms.segments == 2)
    }

    @Test(arguments: [1, 2, 3], [Gateway.Text.auto, .accented, .unaccented])
    func theTaskIsCutAtAWordAndNothingElse(segments: Int, text: Gateway.Text) {
        let letters = "abcdeghiklm"
        let words = letters.flatMap { first in letters.map { "việc\(first)\($0)" } }
        let directive = Sample.directive(task: words.joined(separator: " "))
        let sms = Sample.sms([Sample.item(directive)], text: text, segments: segments)
        #expect(sms.segments <= segments)
        let plain = SMSText.unaccented(sms.text)
        #expect(plain.contains("TB 12/TB-UBND muc 8.1"))
        #expect(plain.contains("30/11/2021"))
        let told = plain.split(separator: " ").filter { $0.hasPrefix("viec") }
        for word in told {
            let whole = word.replacing("...", with: "").replacing(",", with: "")
            #expect(words.contains(String(whole.replacing("viec", with: "việc"))))
        }
        if segments > 1 { #expect(plain.contains("...")) }
    }

    @Test func neitherADateNorAnAmountIsCut() {
        let task = "hoàn thành trước ngày 30 tháng 11 năm 2021 việc thu 1.250 triệu đồng của 12 hộ dân thuộc khối 9"
        for length in 0..<80 {
            let directive = Sample.directive(task: String(repeating: "a", count: length) + " " + task)
            let told = Sample.sms([Sample.item(directive)], text: .unaccented, segments: 1).text
            guard let cut = told.firstRange(of: "...") else { continue }
            let last = told[..<cut.lowerBound].split(separator: " ").last ?? ""
            #expect(!last.contains(where: \.isNumber) || last == "8.1", "\(told)")
            #expect(!["ngay", "thang", "nam", "truoc"].contains(last), "\(told)")
        }
    }

    @Test func unitsGoByTheirShortNamesBeforeTheTaskIsCut() {
        let task =
            "bàn giao sản phẩm cho Sở Tài nguyên và Môi trường và Phòng Tài nguyên và Môi trường thành phố kịp thời"
        let sms = Sample.sms([Sample.item(Sample.directive(task: task))], segments: 1)
        #expect(sms.text.contains("ban giao san pham cho So TN&MT va Phong TN&MT kip thoi, han 30/11/2021"))
        #expect(sms.segments == 1)
    }

    @Test func whateverTheTaskTheSMSFitsAndKeepsDateAndReference() {
        var state: UInt64 = 88_172_645_463_325_252
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let pieces = [
            "việc ", "báo cáo ", "a", "{", "€", "😀", "Sở Tài nguyên và Môi trường ", "\n", "e\u{301}", "中", ".",
        ]
        for _ in 0..<1_000 {
            let task = (0..<next(90)).map { _ in pieces[next(pieces.count)] }.joined()
            let (ceiling, text) = (1 + next(3), Gateway.Text.allCases[next(3)])
            let sms = Sample.sms([Sample.item(Sample.directive(task: task))], text: text, segments: ceiling)
            #expect(sms.segments <= ceiling)
            #expect(sms.segments == SegmentCount.of(sms.text))
            #expect(SMSText.unaccented(sms.text).contains("TB 12/TB-UBND muc 8.1"))
            #expect(SMSText.unaccented(sms.text).contains("han 30/11/2021 (hom nay). VP UBND"))
        }
    }

    @Test func severalItemsMakeOneSMSWithTheWorst() {
        let sms = Sample.sms([
            Sample.item(), Sample.item(Sample.directive("3.2", task: "nộp báo cáo"), track: Sample.due("2021-11-25")),
        ])
        #expect(
            sms.text == "DON DOC: 2 viec: 1 qua han, 1 den han hom nay. Gap nhat: TB 12/TB-UBND muc 3.2, nop bao cao, "
                + "han 25/11/2021 (qua han 3 ngay lam viec). VP UBND")
    }

    @Test func anSMSOfSeveralSaysHowOftenTheWorstWasUrged() {
        let items = ["3.2", "3.3"].map {
            Sample.item(
                Sample.directive($0, task: "nộp báo cáo"), track: Sample.due("2021-11-25"),
                step: .after(StepCount(3, working: true)!),
                ordinal: 2)
        }
        let text = Sample.sms(items).text
        #expect(text.hasPrefix("DON DOC: 2 viec qua han. Gap nhat: "))
        #expect(text.hasSuffix("(qua han 3 ngay lam viec), don doc lan 2. VP UBND"))
    }

    @Test func typographicSignsCostNoSegment() {
        let task = "“a” – ‘b’ — c…\u{A0}d\te 5₫ `f`"
        let sms = Sample.sms([Sample.item(Sample.directive(task: task), step: .onTheDay)], language: .english)
        #expect(sms.text.contains("\"a\" - 'b' - c... d e 5d 'f'"))
        #expect(sms.segments == 1)
    }

    @Test func aCoordinatingUnitIsToldWhoLeads() {
        let sms = Sample.sms([Sample.item(role: .coordinating, unit: "tam-thanh")])
        #expect(sms.text.contains("chu tri Phong TN&MT"))
    }

    @Test(arguments: MailFormTests.nasty)
    func anSMSIsOneLineThatNoTextBreaks(text: String) {
        let directive = Sample.directive(task: text, quote: text)
        for style in [Gateway.Text.auto, .accented, .unaccented] {
            let sms = Sample.sms([Sample.item(directive)], text: style)
            #expect(sms.segments <= 2)
            #expect(sms.segments == SegmentCount.of(sms.text))
            #expect(!sms.text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
            #expect(sms.text.contains("30/11/2021"))
        }
    }

    @Test func aUnitsOwnWishComesBeforeTheGateways() {
        let sms = Sample.sms([Sample.item(unit: "duong-day-co-dau")])
        #expect(sms.text.contains("bàn giao sản phẩm"), "\(sms.text)")
    }

    @Test func aRedirectedSMSSaysWhereItWouldHaveGone() {
        let letter = Sample.letter(gateway: Sample.smsGateway(), recipient: "+999100000001")
        let text = String(decoding: Sample.renderer.render(letter).bytes, as: UTF8.self)
        #expect(text.hasPrefix("[+999100000008] NHAC VIEC"))
    }
}
