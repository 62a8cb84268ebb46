import Directives
import Testing

@testable import Rendering

/// A text without accents says what the text said.
@Suite struct SMSMeaningTests {
    @Test(arguments: [
        ("500 m²", "500 m2"), ("1½ ngày", "1 1/2 ngay"), ("½ ngày", "1/2 ngay"), ("10² m³", "10^2 m3"),
        ("\u{D0}ơn vị", "Don vi"), ("\u{F0}", "d"), ("25 ㎡", "25 m2"), ("№ 7", "No 7"), ("CO₂", "CO2"),
        ("±5 µm", "+/-5 um"), ("mục ①", "muc 1"), ("8①", "8 1"), ("１２", "12"), ("Ⅳ", "IV"), ("m²5", "m2 5"),
        ("ﬁ", "fi"), ("q\u{303}", "q"), ("10⁻³", "10^-3"),
    ])
    func aCharacterHasItsSubstitute(_ text: String, _ plain: String) {
        let result = SMSText.substituted(text)
        #expect(result.text == plain)
        #expect(result.isWhole)
    }

    @Test(arguments: ["25°", "5÷7", "10‰", "25º", "≠", "中", "😀", "α"])
    func whatHasNoneIsShown(_ text: String) {
        let result = SMSText.substituted(text)
        #expect(result.text.contains("?"))
        #expect(!result.isWhole)
    }

    @Test func autoSavesASegmentAndNotAWord() {
        let whole = Sample.sms([
            Sample.item(Sample.directive(task: "nộp báo cáo 500 m² cho Sở Tài nguyên và Môi trường"))
        ])
        #expect(whole.text.contains("nop bao cao 500 m2 cho"))
        let task = "giữ kho ở 5÷7 °C và nộp báo cáo cho Sở Tài nguyên và Môi trường"
        let kept = Sample.sms([Sample.item(Sample.directive(task: task))])
        #expect(kept.text.contains("giữ kho ở 5÷7 °C và nộp báo cáo"), "\(kept.text)")
        #expect(kept.segments == 2)
    }

    @Test func anAccentedTextWithoutRoomForTheTaskHasItWithoutAccents() {
        let sms = Sample.sms(text: .accented, segments: 1)
        #expect(
            sms.text == "NHAC VIEC: TB 12/TB-UBND muc 8.1, ban giao san pham do dac cho So Tai nguyen va Moi truong, "
                + "han 30/11/2021 (hom nay). VP UBND")
        #expect(sms.segments == 1)
    }

    @Test func anAccentedTextIsNotCutWhereTheTaskFitsWithoutAccents() {
        let sms = Sample.sms(
            [Sample.item(Sample.directive(task: "lập báo cáo tổng hợp tình hình của khu dân cư"))], text: .accented,
            segments: 1)
        #expect(sms.text.contains("lap bao cao tong hop tinh hinh cua khu dan cu, han"), "\(sms.text)")
        // Where a sign would be lost without accents, the last words are.
        let task =
            "giữ kho ở 5÷7 độ và lập báo cáo tổng hợp tình hình thực hiện dự án khu dân cư của phường trong tháng này"
        let sign = Sample.sms([Sample.item(Sample.directive(task: task))], text: .accented, segments: 2)
        #expect(sign.text.contains("giữ kho ở 5÷7 độ và lập báo cáo") && sign.text.contains("..."), "\(sign.text)")
    }

    @Test func anAccentedTextIsCutAtAWordBeforeItLosesItsAccents() {
        let task = String(repeating: "nộp báo cáo đo đạc, ", count: 12)
        let sms = Sample.sms([Sample.item(Sample.directive(task: task))], text: .accented, segments: 2)
        #expect(sms.text.contains("nộp báo cáo"), "\(sms.text)")
        #expect(sms.text.contains("..."))
        #expect(sms.segments == 2)
    }
}
