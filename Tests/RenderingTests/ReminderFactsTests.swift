import Directives
import Testing

@testable import Rendering

/// What a letter knows of the time before it: reminders, former dues, former leads, and how a task came to be handed over.
@Suite struct ReminderFactsTests {
    private func body(
        _ item: ReminderContent.Item, on date: String, time: String = "08:00", language: Language = .vietnamese
    )
        -> String
    {
        ParsedMail(Sample.renderer.render(Sample.letter([item], on: date, time: time, language: language)).bytes).body
    }

    private static let reached = ReminderHistory(
        reminders: 6, overdueReminders: 1, lastReached: .init(at: Sample.instant("2021-12-01"), channel: .email))

    @Test(arguments: [
        (
            Role.supervising, reached,
            "Việc nhắc: Đã nhắc đơn vị chủ trì 6 lần, trong đó 1 lần sau khi quá hạn; tin gần nhất đã gửi đi lúc "
                + "08:00 thứ Tư, 01/12/2021 qua thư điện tử"
        ),
        (.leadership, reached, "Việc nhắc: Đã nhắc đơn vị chủ trì 6 lần"),
        (
            .supervising,
            ReminderHistory(
                reminders: 2, failure: .init(at: Sample.instant("2021-11-30"), channel: .sms, state: .dead)),
            "Đã nhắc đơn vị chủ trì 2 lần; chưa có tin nào gửi đi được; tin ngày 30/11/2021 qua tin nhắn SMS không gửi được"
        ),
        (.supervising, ReminderHistory(), "Việc nhắc: Chưa nhắc đơn vị chủ trì lần nào"),
    ])
    func thoseWhoSuperviseHearHowOftenTheLeadWasRemindedAndWhetherReached(
        role: Role, history: ReminderHistory, words: String
    ) {
        let item = Sample.item(
            step: .after(StepCount(3, working: true)!), role: role, unit: "van-phong", history: history)
        let body = body(item, on: "2021-12-03")
        #expect(body.contains(words), "\(body)")
        #expect(body.contains("đã quá hạn 3 ngày làm việc, kể từ thứ Tư, 01/12/2021"), "\(body)")
    }

    @Test func theOrdinalIsTheLeads() {
        let step = SlotStep.after(StepCount(1, working: true)!)
        let lead = Sample.renderer.render(Sample.letter([Sample.item(step: step, ordinal: 1)], on: "2021-12-01"))
        #expect(lead.subject!.hasPrefix("[Đôn đốc lần 1] "))
        let item = Sample.item(step: step, role: .supervising, unit: "van-phong", ordinal: 1)
        let supervisor = Sample.renderer.render(Sample.letter([item], on: "2021-12-01"))
        #expect(supervisor.subject!.hasPrefix("[Báo việc quá hạn] "))
        #expect(!ParsedMail(supervisor.bytes).body.contains("Đôn đốc lần"))
    }

    @Test func aLeadIsNotToldOfItselfInTheThirdPerson() {
        #expect(!body(Sample.item(), on: "2021-11-30").contains("Việc nhắc"))
    }

    @Test func aChangedLetterNamesBothDues() {
        guard case .dated(let before) = Sample.due("2021-11-30") else { return }
        let item = Sample.item(track: Sample.due("2021-12-10"), step: .changed, version: 2, previous: before)
        let body = body(item, on: "2021-11-30")
        #expect(
            body.contains("đã được điều chỉnh từ hết thứ Ba, 30/11/2021 sang hết thứ Sáu, 10/12/2021."), "\(body)")
        #expect(body.contains("Thời hạn trước đây: Hết thứ Ba, 30/11/2021"))
    }

    @Test func aSuccessorHearsWhoLedBeforeAndThatItLeadsNow() {
        let item = Sample.item(
            Sample.directive(lead: "phong-kinh-te"), track: Sample.due("2022-01-10"),
            step: .before(StepCount(3, working: true)!), lead: "phong-kinh-te")
        let body = body(item, on: "2022-01-05")
        #expect(body.contains("Đơn vị chủ trì: Phòng Tài nguyên và Môi trường thành phố\n"))
        #expect(
            body.contains("Đơn vị chủ trì trước đây: Phòng Kinh tế thành phố (đến hết ngày 31/12/2021)"), "\(body)")
    }

    @Test(arguments: [
        ("phong-tnmt", Sample.due("2021-11-30"), "2022-02-25", "Đã hết đợt đôn đốc tự động"),
        ("phong-tnmt", Track.undated, "2022-12-01", "Sau 26 lần nhắc rà soát định kỳ"),
        (
            "doi-cu", Sample.due("2021-12-31"), "2021-12-01",
            "Đội Quản lý chợ, đơn vị chủ trì nhiệm vụ dưới đây, đã kết thúc hoạt động sau ngày 30/11/2021"
        ),
        ("doi-cu", Sample.due("2021-12-31"), "2021-12-01", "giao đơn vị khác tiếp nhận nhiệm vụ"),
    ])
    func whatIsHandedOverSaysWhy(lead: UnitID, track: Track, on date: String, words: String) {
        let item = Sample.item(
            Sample.directive(lead: lead), track: track, step: .handedOver, role: .supervising, lead: lead,
            unit: "van-phong", at: Sample.instant(date))
        #expect(body(item, on: date).contains(words), "\(body(item, on: date))")
    }

    // It names no cause: the daemon was down, a limit held it, or its gateway was suspended.
    @Test(arguments: [
        (
            Language.vietnamese,
            "Thư này lẽ ra được gửi lúc 08:00 thứ Ba, 30/11/2021, nay mới gửi được lúc 14:20 thứ Ba, 30/11/2021. "
                + "Rất mong được thông cảm."
        ),
        (
            .english,
            "This message was to be sent at 08:00, Tuesday, 30/11/2021, and is sent only now, at 14:20, "
                + "Tuesday, 30/11/2021. We apologise."
        ),
    ])
    func aLateLetterSaysWhenItWasDueAndWhenItWasWritten(language: Language, words: String) {
        let item = Sample.item(lateSince: Sample.instant("2021-11-30"))
        let body = body(item, on: "2021-11-30", time: "14:20", language: language)
        #expect(body.contains(words), "\(body)")
    }

    @Test(arguments: [
        ("2021-11-30", "[Nhắc việc] Đến hạn hôm nay, 30/11/2021: "),
        ("2021-11-29", "[Nhắc việc] Còn 1 ngày làm việc (hạn là ngày mai, 30/11/2021): "),
    ])
    func aRelativeWordHasItsDateBesideIt(today: String, beginning: String) {
        let message = Sample.renderer.render(Sample.letter(on: today))
        #expect(message.subject!.hasPrefix(beginning), "\(message.subject!)")
    }

    @Test(arguments: [1, 2, 5])
    func englishCountsWithTheRightPlural(reminders: Int) {
        let item = Sample.item(
            step: .after(StepCount(1, working: true)!), role: .supervising, unit: "van-phong",
            history: ReminderHistory(reminders: reminders))
        let words = [1: "reminded once;", 2: "reminded twice;", 5: "reminded 5 times;"][reminders]!
        #expect(body(item, on: "2021-12-01", language: .english).contains(words))
    }
}
