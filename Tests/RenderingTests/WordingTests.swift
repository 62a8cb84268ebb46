import Directives
import Rendering
import Testing

@testable import Rendering

@Suite struct WordingTests {
    private func facts(
        _ deadline: String, due: Track, on today: String, version: Int = 1, eventDate: CivilDate? = nil
    ) -> ItemFacts {
        let item = Sample.item(
            Sample.directive(deadline: Deadline(deadline)!), track: due, version: version, eventDate: eventDate)
        return ItemFacts(
            item, writtenAt: Sample.instant(today), names: OfficeNames(Sample.settings))
    }

    @Test(arguments: [
        ("2021-11-30", "còn 5 ngày làm việc (7 ngày kể cả ngày nghỉ)", "2021-11-23"),
        ("2021-11-30", "còn 1 ngày làm việc (hạn là ngày mai)", "2021-11-29"),
        ("2021-11-30", "hôm nay là ngày cuối", "2021-11-30"),
        ("2021-11-30", "quá hạn 1 ngày làm việc", "2021-12-01"),
        ("2021-11-30", "quá hạn 4 ngày làm việc (6 ngày kể cả ngày nghỉ)", "2021-12-06"),
        ("2021-12-03", "quá hạn 1 ngày", "2021-12-04"),
        // A Sunday: the Friday before is the last day on which the office can do something.
        ("2021-12-05", "hôm nay là ngày làm việc cuối cùng trước hạn", "2021-12-03"),
    ])
    func theStandingIsSaidInWorkingDays(due: String, words: String, today: String) {
        let facts = facts(due, due: Sample.due(due), on: today)
        #expect(VietnameseTexts().status(facts.standing) == words)
    }

    @Test(arguments: [
        ("2021-11-30", Sample.due("2021-11-30"), "hết thứ Ba, 30/11/2021 (24:00)"),
        ("2021-11-30 16:00", Sample.due("2021-11-30", time: "16:00"), "16:00 thứ Ba, 30/11/2021"),
        ("2021-11", Sample.due("2021-11-30"), "trong tháng 11/2021, tức hết thứ Ba, 30/11/2021 (24:00)"),
        ("2021-Q4", Sample.due("2021-12-31"), "trong quý IV/2021, tức hết thứ Sáu, 31/12/2021 (24:00)"),
        ("2021-H2", Sample.due("2021-12-31"), "trong 6 tháng cuối năm 2021, tức hết thứ Sáu, 31/12/2021 (24:00)"),
        ("2021", Sample.due("2021-12-31"), "trong năm 2021, tức hết thứ Sáu, 31/12/2021 (24:00)"),
        (
            "before christmas 2021", Sample.due("2021-12-25", aim: "2021-12-24"),
            "trước Lễ Giáng sinh (25/12/2021), tức hết thứ Sáu, 24/12/2021 (24:00)"
        ),
        (
            "5 days after receipt", Sample.due("2021-12-06"),
            "trong 5 ngày kể từ ngày tiếp nhận 01/12/2021, tức hết thứ Hai, 06/12/2021 (24:00)"
        ),
    ])
    func theDeadlineIsSaidAsTheNoticeSaysItAndAsADay(rule: String, due: Track, words: String) {
        let facts = facts(rule, due: due, on: "2021-11-26", eventDate: Sample.day("2021-12-01"))
        #expect(VietnameseTexts().deadline(facts) == words)
    }

    @Test(
        arguments: [
            ("end of 2021-11", "cuối tháng 11/2021", "by the end of November 2021"),
            ("middle of 2022", "giữa năm 2022", "by the middle of 2022"),
            (
                "from 2021-12-01 to 2021-12-15", "từ ngày 01/12/2021 đến ngày 15/12/2021",
                "from 01/12/2021 to 15/12/2021"
            ),
            (
                "8 working hours after receipt", "trong 8 giờ làm việc kể từ ngày tiếp nhận 01/12/2021",
                "8 working hours after receipt on 01/12/2021"
            ),
            (
                "10 days after tb/8.1 is done", "trong 10 ngày kể từ ngày hoàn thành mục 8.1 (01/12/2021)",
                "10 days after item 8.1 was done on 01/12/2021"
            ),
            (
                "5 working days after tb/9.6 fails",
                "trong 5 ngày làm việc kể từ ngày mục 9.6 không hoàn thành (01/12/2021)",
                "5 working days after item 9.6 failed on 01/12/2021"
            ),
            ("every month before day 20", "định kỳ trước ngày 20 hằng tháng", "every month before day 20"),
            ("every month on day 20", "định kỳ ngày 20 hằng tháng", "every month on day 20"),
            (
                "every quarter by last working day", "định kỳ ngày làm việc cuối cùng hằng quý",
                "every quarter by last working day"
            ),
            (
                "every quarter on day 30 of first month", "định kỳ ngày 30 của tháng đầu hằng quý",
                "every quarter on day 30 of first month"
            ),
            (
                "every week on friday 16:00 until 2022-12-31",
                "định kỳ trước 16:00 thứ Sáu hằng tuần, đến ngày 31/12/2022",
                "every week on friday, by 16:00, until 31/12/2022"
            ),
            ("every half-year", "định kỳ 6 tháng một lần", "every half-year"),
            (
                "every 2 months on last friday", "định kỳ thứ Sáu cuối cùng 2 tháng một lần",
                "every 2 months on last friday"
            ),
            ("every working day", "định kỳ hằng ngày làm việc", "every working day"),
            ("every year on 12-25", "định kỳ ngày 25/12 hằng năm", "every year on 12-25"),
            ("rrule FREQ=MONTHLY;BYDAY=-1FR", "định kỳ hằng tháng", "every month"),
        ] as [(String, String, String)])
    func eachFormOfDeadlineHasItsWords(rule: String, vietnamese: String, english: String) {
        let facts = facts(
            rule, due: Sample.due("2021-12-31"), on: "2021-11-26", eventDate: Sample.day("2021-12-01"))
        #expect(VietnameseTexts().deadline(facts) == "\(vietnamese), tức hết thứ Sáu, 31/12/2021 (24:00)")
        #expect(EnglishTexts().deadline(facts) == "\(english), that is 24:00, Friday, 31/12/2021")
    }

    @Test func anExtendedDueIsNotExplainedByTheOldRule() {
        let facts = facts("2021-11", due: Sample.due("2021-12-10"), on: "2021-11-30", version: 2)
        #expect(VietnameseTexts().deadline(facts) == "hết thứ Sáu, 10/12/2021 (24:00), đã điều chỉnh")
    }

    @Test(arguments: [
        (Deadline.urgent, "khẩn trương thực hiện"), (.standing, "thường xuyên"),
        (.none, "văn bản không ghi thời hạn cụ thể"),
    ])
    func aDirectiveWithoutADateGetsNone(deadline: Deadline, words: String) {
        let item = Sample.item(Sample.directive(deadline: deadline), track: .undated)
        let facts = ItemFacts(
            item, writtenAt: Sample.instant("2021-11-30"), names: OfficeNames(Sample.settings))
        #expect(VietnameseTexts().deadline(facts) == words)
    }

    @Test(arguments: [
        ("12", "TB-UBND", "mục 8.1, Thông báo số 12/TB-UBND ngày 30/11/2021", "TB 12/TB-UBND mục 8.1"),
        (
            "", "TB-UBND", "mục 8.1, Thông báo ký hiệu TB-UBND (chưa ghi số) ngày 30/11/2021",
            "TB-UBND ngày 30/11/2021 mục 8.1"
        ),
        ("234", "CĐ-TTg", "mục 8.1, Công điện số 234/CĐ-TTg ngày 30/11/2021", "CĐ 234/CĐ-TTg mục 8.1"),
        ("7", "XYZ", "mục 8.1, Văn bản số 7/XYZ ngày 30/11/2021", "số 7/XYZ mục 8.1"),
        ("88", "UBND-TH", "mục 8.1, Công văn số 88/UBND-TH ngày 30/11/2021", "CV 88/UBND-TH mục 8.1"),
    ])
    func theNoticeIsCitedExactly(number: String, symbol: String, long: String, short: String) {
        let source = ItemFacts.Source(
            notice: "tb", symbol: symbol, number: number, issued: Sample.day("2021-11-30"), item: "8.1", issuer: nil)
        #expect(VietnameseTexts().reference(source) == long)
        #expect(VietnameseTexts().shortReference(source) == short)
    }

    @Test func aDueThatRestsOnNoCalendarIsSaidToBeProvisional() {
        let end = Sample.settings.time.zone.end(of: Sample.day("2027-12-01"))
        let due = Due(
            aim: end, due: end, aimDate: Sample.day("2027-12-01"), dueDate: Sample.day("2027-12-01"), provisional: true)
        let message = Sample.renderer.render(Sample.letter([Sample.item(track: .dated(due))]))
        #expect(ParsedMail(message.bytes).body.contains("tạm tính, vì chưa có lịch nghỉ chính thức của năm 2027"))
    }

    @Test func aDueOfTheYear9999IsSaidInPlainDaysAndQuickly() {
        let facts = facts("9999-12-31", due: Sample.due("9999-12-31"), on: "2021-11-30")
        #expect(VietnameseTexts().status(facts.standing).hasSuffix(" ngày"))
    }
}
