import Directives
import Rendering
import TestSupport
import Testing

@testable import Reporting

struct DerivationWordsTests {
    private static let notice = Notice(
        id: "tb", symbol: "TB-UBND", number: "1", title: "t", issuer: "i", issued: CalendarFixture.date("2021-10-29"))

    private func sentences(_ deadline: String, _ received: String, _ language: Language) throws -> [String] {
        let time = try #require(CalendarFixture.settings).time
        let derivation = try Deriver(time).derivation(
            of: try #require(Deadline(deadline)), in: Self.notice,
            event: .init(date: CalendarFixture.date(received)))
        return language.texts.sentences(derivation, in: time)
    }

    @Test func workingDaysAreExplainedInVietnamese() throws {
        #expect(
            try sentences("5 working days after receipt", "2021-10-29", .vietnamese) == [
                "nhận ngày thứ Sáu 29/10/2021", "ngày này không tính (Điều 147 Bộ luật Dân sự 2015)",
                "thứ Bảy 30, Chủ nhật 31/10 là ngày nghỉ", "đủ 5 ngày làm việc vào thứ Sáu 05/11/2021",
                "hết hạn 24:00 thứ Sáu 05/11/2021 (Điều 148)",
            ])
    }

    @Test func workingDaysAreExplainedInEnglish() throws {
        #expect(
            try sentences("5 working days after receipt", "2021-10-29", .english) == [
                "received Fri 29/10/2021", "the day itself is not counted (Civil Code 2015, art. 147)",
                "Sat 30, Sun 31/10 are days off", "5 working days end on Fri 05/11/2021",
                "ends Fri 05/11/2021 24:00 (art. 148)",
            ])
    }

    @Test func aHolidayIsNamedWithItsSource() throws {
        let skipped = try #require(
            try sentences("3 working days after receipt", "2021-09-01", .vietnamese).dropFirst(2).first)
        #expect(
            skipped.hasPrefix("thứ Năm 02/09 đến Chủ nhật 05/09 là ngày nghỉ: Quốc khánh (Bộ luật Lao động 2019"),
            "\(skipped)")
    }

    @Test func anEndOnADayOffMovesAndSaysWhy() throws {
        let moved = try sentences("30 days after receipt", "2025-08-01", .vietnamese)
        #expect(moved.contains { $0.contains("Chủ nhật 31/08/2025 là ngày nghỉ") && $0.contains("khoản 5 Điều 148") })
        #expect(moved.last == "hết hạn 24:00 thứ Tư 03/09/2025 (Điều 148)")
    }
}
