import Directives
import Rendering
import TestSupport
import Testing

@testable import ReminderService

/// When the engine speaks of itself, without a ledger.
struct MailTests {
    private let now = Fixture.instant("2021-12-01 08:00")
    private var today: CivilDate { Fixture.zone.date(at: now) }

    @Test func anAlarmGoesOnceADayForEachKind() {
        var mail = OperatorMail()
        let answers = [
            mail.isFirst(.clock(.beforeBuild), on: today), mail.isFirst(.clock(.after2100), on: today),
            mail.isFirst(.misconfigured(gateway: "sms", answer: ""), on: today),
            mail.isFirst(.clock(.beforeBuild), on: today.adding(days: 1)),
        ]
        #expect(answers == [true, false, true, true])
    }

    @Test func whatWasNotWrittenIsSaidAgain() {
        var mail = OperatorMail()
        _ = mail.isFirst(.clock(.beforeBuild), on: today)
        mail.notWritten()
        let again = mail.isFirst(.clock(.beforeBuild), on: today)
        #expect(again)
    }

    @Test func aGatewayThatAnswersAgainIsNoTrouble() {
        var mail = OperatorMail()
        let alarm = Alarm.suspended(gateway: "sms", failures: 3, answer: "busy")
        mail.note(trouble: Language.english.texts.words(of: alarm).subject)
        mail.over(.suspended(gateway: "email", failures: 0, answer: ""), in: .english)
        #expect(mail.lastTrouble != nil)
        mail.over(.suspended(gateway: "sms", failures: 0, answer: ""), in: .english)
        #expect(mail.lastTrouble == nil)
    }

    @Test func theRoutineComesWithTheNextOfficeDay() {
        var mail = RoutineMail()
        #expect(mail.past == nil)
        mail.read(.init(daily: now, weekly: now))
        let next = mail.plan(Fixture.time, first: { nil }, settings: 1)
        #expect(next == Fixture.instant("2021-12-02 07:30"))
        #expect(mail.next(settings: 1) == .some(next))
        // Other hours, another instant.
        #expect(mail.next(settings: 2) == nil)
    }

    @Test func theWeeklyOneComesWithTheFirstRoutineOfTheWeek() throws {
        var mail = RoutineMail()
        mail.read(.init(daily: now, weekly: now))
        let first = mail.made(at: Fixture.instant("2021-12-02 07:30"), Fixture.time)
        let monday = mail.made(at: Fixture.instant("2021-12-06 07:30"), Fixture.time)
        let tuesday = mail.made(at: Fixture.instant("2021-12-07 07:30"), Fixture.time)
        #expect([first, monday, tuesday] == [false, true, false])
        mail.forget()
        #expect(mail.past == nil)
    }
}
