import Directives
import Rendering
import TestSupport
import Testing

@testable import Reporting

struct CalendarDrawingTests {
    private func calendar() throws -> WorkingCalendar {
        try #require(CalendarFixture.settings).time.calendar
    }

    @Test func aMonthIsDrawnAsItHangsOnTheWall() throws {
        let drawing = MonthDrawing(
            CalendarFixture.date("2026-01-01"), calendar: try calendar(), texts: Language.vietnamese.texts)
        #expect(
            drawing.lines.prefix(17).joined(separator: "\n") == """
                                              Tháng 1/2026

                 T2         T3         T4         T5         T6         T7         CN
                                                  (1)*       (2)*       (3)        (4)
                                                  13/11 ÂL   14/11 ÂL   15/11 ÂL
                  5          6          7          8          9         10+       (11)

                 12         13         14         15         16        (17)       (18)

                 19         20         21         22         23        (24)       (25)
                 1/12 ÂL
                 26         27         28         29         30        (31)

                21 ngày làm việc, 10 ngày nghỉ
                * Ngày nghỉ
                  T5 01/01             Tết Dương lịch
                  T6 02/01             Nghỉ hoán đổi với thứ Bảy 10/01 (Công văn
                """)
        #expect(drawing.lines.contains { $0.hasPrefix("  T7 10/01             Làm việc thay thứ Sáu 02/01") })
        #expect(drawing.lines.contains { $0.hasPrefix("Nguồn: Bộ luật Lao động 2019") })
    }

    @Test(arguments: Language.allCases)
    func everyMonthAndYearFitsEightyColumns(language: Language) throws {
        let calendar = try calendar()
        for year in 2020...2027 {
            let drawings =
                (1...12).map { Period.month(year: year, month: $0).start }.map {
                    MonthDrawing($0, calendar: calendar, texts: language.texts).lines
                } + [YearDrawing(year, calendar: calendar, texts: language.texts).lines]
            #expect(drawings.count == 13)
            for line in drawings.joined() {
                #expect(line.count <= 80, "\(year): \(line)")
                #expect(line.last != " ", "\(year): a space at the end of '\(line)'")
            }
        }
    }

    @Test func coloursAreForTheTerminalOnlyAndChangeNoPlace() throws {
        let (calendar, first) = (try calendar(), CalendarFixture.date("2026-02-01"))
        let plain = MonthDrawing(first, calendar: calendar, texts: Language.english.texts).lines
        let colour = MonthDrawing(first, calendar: calendar, texts: Language.english.texts, ink: .terminal).lines
        #expect(!plain.joined().contains("\u{1B}"))
        #expect(colour.joined().contains("\u{1B}[31m"))
        func bare(_ line: String) -> String {
            line.replacing(/\u{1B}\[[0-9;]*m/, with: "").replacing(/[ ]+$/, with: "")
        }
        #expect(colour.map(bare) == plain)
    }

    @Test func aYearWithoutItsListSaysSo() throws {
        let drawing = MonthDrawing(
            CalendarFixture.date("2031-05-01"), calendar: try calendar(), texts: Language.english.texts)
        #expect(drawing.lines.contains { $0.contains("no official list of days off for 2031") })
    }

    @Test func aStretchIsCountedForwardsAndBackwards() throws {
        let (start, end) = (CalendarFixture.date("2026-02-10"), CalendarFixture.date("2026-02-24"))
        let counted = CountedDays(from: start, to: end, calendar: try calendar(), texts: Language.english.texts)
        #expect(counted.workingDays == 5)
        #expect(
            counted.lines.prefix(3) == [
                "  1–3    Wed 11, Thu 12, Fri 13/02", "         Sat 14/02 to Sun 22/02 off: Tết Nguyên đán",
                "  4–5    Mon 23, Tue 24/02",
            ])
        let back = CountedDays(from: end, to: start, calendar: try calendar(), texts: Language.english.texts)
        #expect(back.workingDays == 5)
        #expect(back.steps.first?.first.value == 1)
        #expect(back.lines.prefix(3).last == "  5–2    Tue 10, Wed 11, Thu 12, Fri 13/02")
        #expect(
            CountedDays(from: start, to: start, calendar: try calendar(), texts: Language.english.texts).steps.isEmpty)
    }

    @Test func aWorkedSaturdayCountsAndSaysWhy() throws {
        let counted = CountedDays(
            from: CalendarFixture.date("2024-04-26"), to: CalendarFixture.date("2024-05-04"), calendar: try calendar(),
            texts: Language.vietnamese.texts)
        #expect(counted.workingDays == 3)
        #expect(
            counted.lines.prefix(4) == [
                "         thứ Bảy 27/04 đến thứ Tư 01/05 nghỉ: Nghỉ hoán đổi với thứ Bảy 04/5",
                "         (Công văn 2450/VPCP-KGVX), Ngày Chiến thắng, Ngày Quốc tế lao động",
                "  1–3    thứ Năm 02, thứ Sáu 03, thứ Bảy 04/05: Làm việc thay thứ Hai 29/4 (Công",
                "         văn 2450/VPCP-KGVX)",
            ])
    }
}
