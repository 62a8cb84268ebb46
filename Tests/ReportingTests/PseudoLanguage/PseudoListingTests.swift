import DeadlinePhrases
import Directives
import TestSupport
import Testing

@testable import Rendering
@testable import Reporting

/// Explanations, drawings and readings say only what the texts of their language and the office's own files say.
struct PseudoListingTests {
    private let texts = PseudoTexts()

    private func check(_ lines: [String], own: Set<String> = [], _ what: String) {
        let words = Unmarked(allowed: own).words(in: lines.joined(separator: "\n"))
        #expect(words.isEmpty, "\(what): \(words)")
        #expect(!lines.isEmpty, "\(what)")
    }

    @Test func everyFormOfDeadlineIsExplained() throws {
        let opens: [Directive.Condition?] = [
            nil, .event("έναρξη"), .failure(of: DirectiveID(notice: "θ-1", item: "1")),
            .completion(of: DirectiveID(notice: "θ-1", item: "1")),
        ]
        let directives = GreekOffice.deadlines.enumerated().map { number, deadline in
            GreekOffice.directive(
                "\(number)", deadline, opens: opens[number % 11 < 4 ? number % 11 : 0], restricted: number % 5 == 0)
        }
        let overview = Overview(
            Configuration(settings: GreekOffice.settings, notices: [GreekOffice.notice], directives: directives))
        let loaded = GreekOffice.instant("2021-11-01")
        var events = directives.flatMap { directive in
            directive.awaitedEvents.prefix(directive.id.item == "16" ? 0 : 1).map { name in
                SupposedEvent(
                    .occurrence(
                        .init(
                            event: name, occasion: nil, date: GreekOffice.date("2021-11-20"), time: TimeOfDay("10:30"),
                            recorded: loaded)), of: directive.id, at: loaded)
            }
        }
        events += [SupposedEvent(.completion, of: DirectiveID(notice: "θ-1", item: "1"), at: loaded)]
        let obligations = try overview.obligations(loaded: loaded, events: events).map { obligation, directive in
            var changed = obligation
            if directive.id.item == "0" { changed.version = 2 }
            return (changed, directive)
        }
        let explanation = Explanation(overview, texts: texts)
        for directive in directives {
            let own = obligations.filter { $0.1.id == directive.id }
            let slots = own.flatMap { Planner(settings: GreekOffice.settings).slots(of: $0.0, in: $0.1) }
            let words = GreekOffice.ownWords(
                directive.deadlines.map { "\($0.deadline)" } + own.map(\.0.id) + slots.map { "\($0.key.step)" }
                    + Role.allCases.map(\.rawValue))
            check(try explanation.lines(of: directive.id, among: obligations), own: words, "\(directive.deadlines[0])")
        }
    }

    @Test func everyStepOfADerivation() {
        let day = GreekOffice.date("2021-09-02")
        let (count, time) = (Count(5, .workingDays)!, TimeOfDay("10:30")!)
        let other = DirectiveID(notice: "θ-1", item: "1")
        let anchors: [Anchor] = [
            .notice, .day(.date(day)), .event("receipt"), .event("έναρξη"), .completion(of: other), .failure(of: other),
        ]
        let offs: [DayOff] = [.weekend(.sunday), .holiday("εορτή")]
        let recurrence = GreekOffice.deadlines.lazy.compactMap { deadline in
            if case .every(let recurrence) = deadline { recurrence } else { nil }
        }.first!
        var steps: [Derivation.Step] = [
            .stated(day, nil), .stated(day, time), .wholePeriod(.month(year: 2021, month: 9), end: day),
            .pointOf(PeriodPoint(.middle, of: .month(year: 2021, month: 9))!), .range(day, end: day),
            .recurs(recurrence, period: "2021-09", day), .clamped(day: 31, to: day), .atTime(day, time),
            .namedDay("tet", day), .namedDay("γιορτή", day), .before(day, aim: day), .firstDayNotCounted(day),
            .skipped([]), .skipped([day, day.adding(days: 1), day.adding(days: 5)]), .counted(count, .after, day),
            .counted(count, .before, day), .countedHours(count, day, time),
            .countedWorkingHours(count, from: day, time, to: day, time), .endOfDay(day), .provisional(year: 2022),
        ]
        steps += anchors.map { .countedFrom($0, day, time) }
        for off in offs {
            steps += Roll.allCases.map { .rolled(from: day, off, to: day, $0) }
            steps.append(.onDayOff(day, off, lastWorkingDay: day))
        }
        steps += GreekOffice.deadlines.map { .noDue($0) }
        let calendar = DerivationCalendar(time: GreekOffice.settings.time)
        check(steps.map { texts.sentence($0, calendar) }, "a derivation")
    }

    @Test func everyDrawing() throws {
        for year in 2021...2026 {
            let calendar = GreekOffice.calendar
            for month in 1...12 {
                let first = Period.month(year: year, month: month).start
                check(MonthDrawing(first, calendar: calendar, texts: texts).lines, "\(year)-\(month)")
            }
            check(YearDrawing(year, calendar: calendar, texts: texts).lines, "\(year)")
            let (start, end) = (GreekOffice.date("\(year)-08-30"), GreekOffice.date("\(year)-09-20"))
            check(CountedDays(from: start, to: end, calendar: calendar, texts: texts).lines, "a count")
            check(CountedDays(from: end, to: start, calendar: calendar, texts: texts).lines, "a count backwards")
        }
    }

    @Test(arguments: [2024, 2025, 2026, 2027, 2028, 2029, 2033])
    func everyProposedYear(year: Int) throws {
        let own: Set = ["source", "proposed", "true", "days", "off", "working", "a", "b", "c"]
        check(ProposedYear(try #require(StatutoryYear(year)), texts: texts).lines, own: own, "\(year)")
    }

    @Test(arguments: [
        "chậm nhất trước ngày 31/01/2026", "trong tháng 12/2025", "trong 5 ngày làm việc kể từ ngày nhận được văn bản",
        "hàng tháng trước ngày 20", "khẩn trương", "thường xuyên", "đầu quý I/2026", "trong tuần", "ngày 31/02/2026",
        "trong 03 ngày (tức ngày 18/12/2025)", "12/2026 hoặc 1/2027", "trước ngày 05/11", "24 giờ kể từ khi tiếp nhận",
    ])
    func everyReadingOfAPhrase(phrase: String) {
        let reference = GreekOffice.date("2025-11-30")
        for trigger in [nil, PhraseTrigger(date: GreekOffice.date("2025-12-01"))] {
            let reading = PhraseReader(GreekOffice.settings.time).read(phrase, on: reference, trigger: trigger)
            // The notations of the table of expressions, and a directive's file.
            let own = GreekOffice.ownWords(
                [reading.kind.rawValue, "\(reading.resolution)", reading.deadline.map { "\($0)" } ?? ""]
                    + reading.flags.map(\.rawValue) + reading.alternatives.map { "\($0.resolution)" })
            let explanation = PhraseExplanation(
                phrase, on: reference, trigger: trigger, GreekOffice.settings.time, texts: texts)
            check(explanation.lines, own: own, phrase)
        }
    }
}
