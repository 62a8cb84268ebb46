import Directives
import Testing

@testable import Rendering

@Suite struct ClosingTests {
    private func mail(_ items: [ClosingContent.Item], language: Language = .vietnamese) -> (String, ParsedMail) {
        let message = Sample.renderer.render(Sample.closing(items, language: language))
        return (message.subject!, ParsedMail(message.bytes))
    }

    @Test func aCompletionIsToldWithItsDay() {
        let (subject, mail) = mail([Sample.ended(reason: "công văn 12/TNMT")])
        #expect(
            subject
                == "[Kết thúc theo dõi] Đã hoàn thành: bàn giao sản phẩm đo đạc cho Sở Tài nguyên và Môi trường – "
                + "TB 12/TB-UBND mục 8.1")
        #expect(
            mail.body.contains("- Kết quả: Đã hoàn thành (ghi nhận thứ Hai, 29/11/2021)\n- Ghi chú: công văn 12/TNMT\n")
        )
        #expect(mail.part("text/html")?.contains("Đã hoàn thành (ghi nhận thứ Hai, 29/11/2021)") == true)
    }

    @Test func itGoesInTheThreadOfItsObligation() {
        let reminder = ParsedMail(Sample.renderer.render(Sample.letter()).bytes)
        let closing = mail([Sample.ended()]).1
        #expect(closing["References"] == reminder["References"])
        #expect(closing["In-Reply-To"] == reminder["References"])
    }

    @Test func onlyAnAssignmentRepliesToNothing() {
        let first = ParsedMail(Sample.renderer.render(Sample.letter([Sample.item(step: .onAssignment)])).bytes)
        #expect(first["In-Reply-To"] == nil)
        #expect(first["References"] != nil)
    }

    @Test(arguments: [
        (Obligation.State.done, ["STATUS:COMPLETED", "COMPLETED:20211129T083000Z", "PERCENT-COMPLETE:100"]),
        (.failed, ["STATUS:CANCELLED"]), (.withdrawn, ["STATUS:CANCELLED"]), (.unitEnded, ["STATUS:CANCELLED"]),
    ])
    func theTaskIsClosed(state: Obligation.State, lines: [String]) throws {
        let reminder = try #require(ParsedMail(Sample.renderer.render(Sample.letter()).bytes).part("text/calendar"))
        let calendar = try #require(mail([Sample.ended(state: state)]).1.part("text/calendar"))
        let closed = calendar.split(separator: "\n").map(String.init)
        for line in lines + ["SEQUENCE:1"] { #expect(closed.contains(line)) }
        #expect(!closed.contains("BEGIN:VALARM"))
        let uid = try #require(closed.first { $0.hasPrefix("UID:") })
        #expect(reminder.contains("\n\(uid)\n"))
    }

    @Test func whatIsOpenedAgainComesAfterItsEnd() {
        let ended = Sample.ended(version: 2).obligation
        let again = Sample.item(version: 3).obligation
        #expect(TaskCalendar.sequence(of: ended) < TaskCalendar.sequence(of: again))
    }

    @Test func muchThatEndsAtOnceIsOneLetter() {
        let items = [Sample.ended(state: .withdrawn), Sample.ended(Sample.directive("9.3"), state: .withdrawn)]
        let (subject, mail) = mail(items, language: .english)
        #expect(subject == "[Closed] 2 tasks")
        #expect(mail.body.contains("1. Task: ") && mail.body.contains("2. Task: "))
        #expect(mail.part("text/calendar")?.split(separator: "\n").count { $0 == "BEGIN:VTODO" } == 2)
    }
}
