import Directives
import Foundation
import Testing

@testable import Rendering

@Suite struct RendererTests {
    private func mail(_ letter: ReminderContent) -> ParsedMail {
        ParsedMail(Sample.renderer.render(letter).bytes)
    }

    @Test func theSameLetterGivesTheSameBytes() {
        #expect(Sample.renderer.render(Sample.letter()) == Sample.renderer.render(Sample.letter()))
    }

    @Test func aReminderSaysWhoWhatByWhenAndByWhichPaper() {
        let body = mail(Sample.letter()).body
        for words in [
            "Kính gửi: Phòng Tài nguyên và Môi trường thành phố",
            "bàn giao sản phẩm đo đạc cho Sở Tài nguyên và Môi trường",
            "Trong tháng 11/2021, tức hết thứ Ba, 30/11/2021 (24:00)",
            "mục 8.1, Thông báo số 12/TB-UBND ngày 30/11/2021 của UBND thành phố Lạng Sơn",
            "“xong trong tháng 11/2021”",
            "Đơn vị phối hợp: UBND các phường, xã",
            "van-phong@ubnd.example",
        ] {
            #expect(body.contains(words))
        }
    }

    /// The words of the notice and of the directory stand as they were written, in every part of a mail and in reports.
    @Test(arguments: ["pH của nước thải", "iPad cho tổ", "đo đạc"])
    func aTaskBeginsAsTheNoticeWritesIt(task: String) {
        let item = Sample.item(Sample.directive(task: task))
        let letter = mail(Sample.letter([item]))
        let closing = ParsedMail(
            Sample.renderer.render(Sample.closing([Sample.ended(Sample.directive(task: task))])).bytes)
        for mail in [letter, closing] {
            #expect(mail.body.contains(task), "\(mail.body)")
            #expect(mail.part("text/html")?.contains(task) == true)
            #expect(mail.part("text/calendar")?.contains("SUMMARY:\(task)") == true)
            let other = task.prefix(1).uppercased() + task.dropFirst()
            #expect(!mail.body.contains(other))
        }
    }

    @Test func anOverdueReminderSaysByHowManyDaysAndTheHowManieth() {
        let item = Sample.item(step: .after(StepCount(3, working: true)!), ordinal: 2)
        let message = Sample.renderer.render(Sample.letter([item], on: "2021-12-03"))
        #expect(message.subject!.hasPrefix("[Đôn đốc lần 2] Quá hạn 3 ngày làm việc: "))
        let body = ParsedMail(message.bytes).body
        #expect(body.contains("đã quá hạn 3 ngày làm việc"))
        #expect(body.contains("Đôn đốc lần 2"))
        #expect(body.contains("báo cáo nguyên nhân chậm"))
    }

    @Test(arguments: [
        (Role.lead, SlotStep.onAssignment, "xin gửi quý đơn vị nhiệm vụ được giao chủ trì"),
        (.lead, .changed, "do quý đơn vị chủ trì đã được điều chỉnh"),
        (.coordinating, .onAssignment, "được giao phối hợp với Phòng Tài nguyên và Môi trường thành phố"),
        (.coordinating, .onTheDay, "phối hợp với Phòng Tài nguyên và Môi trường thành phố hoàn thành trong ngày"),
        (.supervising, .onTheDay, "Đề nghị quý đơn vị đôn đốc Phòng Tài nguyên và Môi trường thành phố"),
        (.supervising, .handedOver, "trực tiếp theo dõi, đôn đốc Phòng Tài nguyên và Môi trường thành phố"),
        (.leadership, .escalation, "sau 3 lần đôn đốc, kể cả lần gửi ngày 30/11/2021, vẫn chưa ghi nhận kết quả"),
        (.leadership, .escalation, "Kính đề nghị lãnh đạo xem xét, cho ý kiến chỉ đạo."),
    ])
    func eachRoleIsToldItsPart(role: Role, step: SlotStep, words: String) {
        let body = mail(Sample.letter([Sample.item(step: step, role: role, unit: "van-phong")])).body
        #expect(body.contains(words), "\(body)")
    }

    @Test func anAssignmentWhoseDateHasPassedBlamesNobody() {
        let body = mail(Sample.letter([Sample.item(step: .onAssignment)], on: "2021-12-03")).body
        #expect(body.contains("Do thời hạn ghi trong văn bản đã qua"))
        #expect(!body.contains("nguyên nhân chậm"))
    }

    @Test func aDigestTellsOverdueFirstThenTodayThenSoonThenTheRest() throws {
        let items = [
            Sample.item(Sample.directive("1.1", task: "việc thường xuyên", deadline: .standing), track: .undated),
            Sample.item(Sample.directive("2.1", task: "việc sắp tới"), track: Sample.due("2021-12-03")),
            Sample.item(Sample.directive("3.1", task: "việc hôm nay")),
            Sample.item(Sample.directive("4.1", task: "việc trễ ít"), track: Sample.due("2021-11-29")),
            Sample.item(Sample.directive("5.1", task: "việc trễ nhiều"), track: Sample.due("2021-11-22")),
            Sample.item(Sample.directive("6.1", task: "việc làm ngay", deadline: .atOnce), track: .atOnce),
        ]
        let message = Sample.renderer.render(Sample.letter(items))
        #expect(
            message.subject
                == "[Đôn đốc] 6 việc: 2 quá hạn, 1 đến hạn hôm nay, 1 cần làm ngay, 1 sắp đến hạn, 1 không thời hạn")
        let body = ParsedMail(message.bytes).body
        let order = try [
            "việc trễ nhiều", "việc trễ ít", "việc hôm nay", "việc làm ngay", "việc sắp tới", "việc thường xuyên",
        ].map { try #require(body.range(of: $0)).lowerBound }
        #expect(order == order.sorted())
        #expect(body.contains("1. Nhiệm vụ: việc trễ nhiều"))
        #expect(body.contains("6. Nhiệm vụ: việc thường xuyên"))
    }

    @Test func aLateLetterSaysWhenItWasToCome() {
        let item = Sample.item(lateSince: Sample.instant("2021-11-29"))
        #expect(mail(Sample.letter([item])).body.contains("lẽ ra được gửi lúc 08:00 thứ Hai, 29/11/2021"))
    }

    @Test func aDigestThatIsLateAsAWholeSaysSoOnce() {
        let items = ["1.1", "2.1"].map {
            Sample.item(Sample.directive($0), lateSince: Sample.instant("2021-11-29"))
        }
        #expect(mail(Sample.letter(items)).body.components(separatedBy: "lẽ ra được gửi").count == 2)
    }

    @Test(arguments: [
        (Role.lead, "Trường hợp nhiệm vụ đã hoàn thành"), (.coordinating, "xin trao đổi trực tiếp với đơn vị chủ trì"),
        (.supervising, "Kết quả đôn đốc"), (.leadership, "Ý kiến chỉ đạo xin gửi về"),
    ])
    func eachReaderIsAskedForWhatFits(role: Role, words: String) {
        let body = mail(Sample.letter([Sample.item(role: role)])).body
        #expect(body.contains(words))
        #expect(body.contains("xin thông báo để") == (role == .lead || role == .supervising))
    }

    @Test func aMergedAssignmentIsSaid() {
        let item = Sample.item(merged: [.init(role: .lead, step: .onAssignment)])
        #expect(mail(Sample.letter([item])).body.contains("Thư này đồng thời là thông báo giao nhiệm vụ."))
    }

    @Test func aRedirectedLetterSaysFirstWhereItWouldHaveGone() {
        let mail = mail(Sample.letter(recipient: "me@ubnd.example"))
        #expect(mail["To"] == "me@ubnd.example")
        #expect(mail.body.hasPrefix("[Chạy thử: thư này lẽ ra gửi tới tnmt@ubnd.example]\n\n"))
    }

    @Test func anEnglishReaderGetsEnglish() {
        let message = Sample.renderer.render(Sample.letter(language: .english))
        #expect(message.subject!.hasPrefix("[Reminder] Due today, 30/11/2021: "))
        let body = ParsedMail(message.bytes).body
        #expect(body.contains("within November 2021, that is 24:00, Tuesday, 30/11/2021".capitalisedFirst))
        #expect(body.contains("item 8.1, document no. 12/TB-UBND of 30/11/2021"))
    }

    @Test func anOperatorsLetterHasItsSubjectAndLines() {
        let letter = ReportContent(
            id: "ab", written: Sample.instant("2021-11-30"), gateway: Sample.email, address: "quan-tri@ubnd.example",
            language: .vietnamese, subject: "Cổng gửi thư bị lỗi", body: ["dòng một", "dòng hai\nBcc: x@y.example"])
        let message = Sample.renderer.render(letter)
        #expect(message.subject == "[Dondoc] Cổng gửi thư bị lỗi")
        #expect(ParsedMail(message.bytes).body.contains("dòng một\ndòng hai Bcc: x@y.example\n"))
    }

    @Test func anOperatorsSMSFits() {
        let letter = ReportContent(
            id: "ab", written: Sample.instant("2021-11-30"), gateway: Sample.smsGateway(segments: 1),
            address: "+999100000001", language: .vietnamese,
            subject: Array(repeating: "đồng hồ của máy chủ sai", count: 20).joined(separator: ", "), body: [])
        let message = Sample.renderer.render(letter)
        let text = String(decoding: message.bytes, as: UTF8.self)
        #expect(message.segments == 1)
        #expect(text.hasPrefix("DONDOC: dong ho cua may chu sai"))
        #expect(text.hasSuffix("..."))
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
