import Directives
import Testing

@testable import Rendering

/// Every message says only what the texts of its language and the office's own files say.
struct PseudoMessageTests {
    private static let renderer = Renderer(
        settings: GreekOffice.settings,
        templates: TemplateLibrary(
            overrides: [:], broken: [], builtIns: TemplateLibrary.compiled { _ in PseudoTexts() }),
        texts: { _ in PseudoTexts() })

    private static let steps: [SlotStep] = [
        .onAssignment, .changed, .before(StepCount(7, working: false)!), .onTheDay,
        .after(StepCount(1, working: true)!),
        .every(StepCount(5, working: true)!), .atOnce, .review, .escalation, .handedOver,
    ]

    private static let tracks: [Track] =
        ["2021-11-29", "2021-11-30", "2021-12-01", "2021-12-05", "2021-12-30", "2035-01-01"].map(due)
        + [.undated, .atOnce]

    private static func due(_ date: String) -> Track {
        let end = GreekOffice.zone.end(of: GreekOffice.date(date))
        return .dated(
            Due(
                aim: end, due: end, aimDate: GreekOffice.date(date), dueDate: GreekOffice.date(date),
                provisional: date > "2030"))
    }

    private static func item(
        _ directive: Directive, _ track: Track, _ step: SlotStep, _ role: Role, notice: Notice = GreekOffice.notice,
        version: Int = 1, ordinal: Int? = nil, history: ReminderHistory? = nil, isLate: Bool = false
    ) -> ReminderContent.Item {
        var obligation = Obligation(
            directive: directive.id, unit: directive.lead[0], occasion: "υπόθεση",
            eventDate: GreekOffice.date("2021-11-20"),
            opened: GreekOffice.instant("2021-11-01"), track: track)
        obligation.version = version
        let at = GreekOffice.instant("2021-11-30")
        let key = Slot.Key(obligation: obligation.id, version: version, role: role, step: step, unit: "α-1")
        let merged = [Slot.Merged(role: .lead, step: .onAssignment), Slot.Merged(role: .lead, step: .changed)]
        return ReminderContent.Item(
            delivery: Delivery(
                slot: Slot(key: key, at: at, ordinal: ordinal, via: [.email], merged: merged), gateway: "γ-1",
                channel: .email, address: "1@1.1", language: .english),
            obligation: obligation, directive: directive, notice: notice,
            known: version > 1 ? .due(due("2021-11-20").due) : nil,
            lateSince: isLate ? GreekOffice.instant("2021-11-29") : nil, history: history)
    }

    private static let reached = ReminderHistory(
        reminders: 6, overdueReminders: 1, lastReached: .init(at: GreekOffice.instant("2021-11-20"), channel: .sms),
        failure: .init(at: GreekOffice.instant("2021-11-29"), channel: .email, state: .dead))

    private func check(_ message: RenderedMessage, _ what: String) {
        let unmarked = Unmarked()
        guard message.segments == nil else {
            let words = unmarked.words(in: String(decoding: message.bytes, as: UTF8.self))
            #expect(words.isEmpty, "SMS, \(what): \(words)")
            return
        }
        let mail = ReadableMail(message.bytes)
        let words =
            unmarked.words(in: message.subject ?? "") + unmarked.words(in: mail.body)
            + (mail.html.map(unmarked.words(inHTML:)) ?? [])
            + (mail.calendar.map(unmarked.words(inCalendar:)) ?? [])
        #expect(words.isEmpty, "e-mail, \(what): \(words)")
        #expect(!message.fellBack && mail.body.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) })
    }

    private func check(_ items: [ReminderContent.Item], _ what: String, recipient: String? = nil) {
        for gateway in [GreekOffice.email, GreekOffice.sms] {
            let content = ReminderContent(
                id: "0123456789abcdef0123456789abcdef", at: GreekOffice.instant("2021-11-30"),
                written: GreekOffice.instant("2021-11-30"), gateway: gateway, address: "1@1.1", recipient: recipient,
                language: .english, items: items)
            check(Self.renderer.render(content), what)
        }
    }

    @Test(arguments: Role.allCases)
    func everyStepAndStanding(role: Role) {
        let directive = GreekOffice.directive("1", .urgent)
        for step in Self.steps {
            let items = Self.tracks.map { Self.item(directive, $0, step, role, ordinal: 2, history: Self.reached) }
            for (item, track) in zip(items, Self.tracks) { check([item], "\(step), \(role), \(track)") }
            check(items, "a digest, \(step), \(role)")
        }
    }

    @Test func everyFormOfDeadline() {
        for (number, deadline) in GreekOffice.deadlines.enumerated() {
            let directive = GreekOffice.directive("\(number)", deadline)
            check([Self.item(directive, Self.due("2021-12-30"), .onTheDay, .lead)], "\(deadline)")
            check([Self.item(directive, .undated, .review, .lead)], "\(deadline)")
        }
    }

    @Test func everythingThatAMessageMayHaveBeside() {
        let plain = GreekOffice.directive("1", GreekOffice.deadlines[0])
        for version in [1, 2] {
            for track in [Self.due("2021-12-30"), .undated] {
                check([Self.item(plain, track, .changed, .lead, version: version, isLate: true)], "version \(version)")
            }
        }
        let others = [
            GreekOffice.directive("2", .none, restricted: true), GreekOffice.directive("3", .standing, personal: true),
            GreekOffice.directive("4", .atOnce, lead: "β-2"), GreekOffice.directive("5", .none, lead: "ε-5"),
        ]
        for directive in others {
            for history in [nil, ReminderHistory(), ReminderHistory(reminders: 1), Self.reached] {
                let items = [SlotStep.onTheDay, .handedOver].map {
                    Self.item(
                        directive, .undated, $0, .supervising, notice: GreekOffice.numberless, history: history,
                        isLate: true)
                }
                check(items, "\(directive.id)", recipient: "9@9.9")
                check([items[1]], "\(directive.id)")
            }
        }
    }

    @Test func everyEnd() {
        let states: [Obligation.State] = [.open, .done, .failed, .withdrawn, .unitEnded]
        let items = states.map { state in
            let item = Self.item(GreekOffice.directive("1", .urgent), .undated, .review, .lead)
            var obligation = item.obligation
            (obligation.state, obligation.ended) = (state, GreekOffice.instant("2021-11-30"))
            return ClosingContent.Item(
                obligation: obligation, directive: item.directive, notice: item.notice, unit: "α-1", role: .lead,
                reason: "αιτία")
        }
        for items in items.map({ [$0] }) + [items] {
            for gateway in [GreekOffice.email, GreekOffice.sms] {
                let content = ClosingContent(
                    id: "0123", written: GreekOffice.instant("2021-11-30"), gateway: gateway, address: "1@1.1",
                    language: .english, items: items)
                check(Self.renderer.render(content), "an end")
            }
        }
    }

    @Test func everyReport() {
        let directive = GreekOffice.directive("1", .urgent)
        func items(_ directive: Directive, held: Bool = false) -> [ReportItem] {
            let states: [Obligation.State] = [.open, .done, .failed, .withdrawn, .unitEnded]
            return Self.tracks.flatMap { track in
                states.map { state in
                    let item = Self.item(directive, track, .review, .supervising, version: 2)
                    var obligation = item.obligation
                    obligation.state = state
                    if state != .open { obligation.ended = GreekOffice.instant("2021-11-30") }
                    return ReportItem(
                        obligation: obligation, directive: directive, notice: item.notice, supervising: ["γ-3"],
                        history: Self.reached, held: held)
                }
            }
        }
        let conditions: [Directive.Condition] = [
            .failure(of: directive.id), .completion(of: DirectiveID(notice: "β", item: "1")), .event("receipt"),
            .event("γεγονός"),
        ]
        func waiting(_ directive: Directive) -> [ReportItem] {
            conditions.map {
                let item = Self.item(directive, .undated, .review, .supervising)
                return ReportItem(
                    obligation: item.obligation, directive: directive, notice: item.notice, supervising: ["γ-3"],
                    remindersEnded: GreekOffice.date("2021-11-30"), awaited: $0)
            }
        }
        let few = Array(items(directive, held: true).prefix(3))
        let unsent = Channel.allCases.flatMap { channel in
            [true, false].map { expired in
                OfficeReport.Unsent(
                    at: GreekOffice.instant("2021-11-29"), channel: channel, address: "1@1.1", expired: expired,
                    answer: "απάντηση", items: few)
            }
        }
        let restricted = GreekOffice.directive("2", .none, lead: "β-2", restricted: true)
        let counted = GreekOffice.directive("3", GreekOffice.deadlines.first { $0.awaitedEvent != nil } ?? .none)
        let all =
            items(directive) + items(restricted) + waiting(directive) + waiting(restricted) + waiting(counted)
        for kind in [OfficeReport.Kind.exceptions, .summary] {
            for isFull in [true, false] {
                let report = OfficeReport(
                    kind, to: ["γ-3"], written: GreekOffice.instant("2021-11-30"), language: .english,
                    unsent: isFull ? unsent : [], held: isFull ? few : [], overdue: isFull ? few : [],
                    all: kind == .summary ? all + all : [], head: "1:000")
                let message = Self.renderer.render(
                    report, id: "0123", gateway: GreekOffice.email, address: "1@1.1", recipient: "1@1.1")
                check(message, "\(kind)")
                for name in ReadableMail(message.bytes).attachments {
                    #expect(Unmarked(allowed: ["csv"]).words(in: name).isEmpty, "\(name)")
                }
            }
        }
        let table = ReportTable(
            all, settings: GreekOffice.settings, texts: PseudoTexts(), at: GreekOffice.instant("2021-11-30"))
        #expect(Unmarked().words(in: String(decoding: table.csv, as: UTF8.self)).isEmpty)
    }

    @Test func everyMessageToTheOperator() {
        let place = Diagnostic.Location(file: "α", line: 1, column: 1)
        let alarms: [Alarm] = [
            .limit(.perHour, address: "1@1.1"), .misconfigured(gateway: "γ-1", answer: "α"),
            .suspended(gateway: "γ-1", failures: 3, answer: "α"),
            .configurationRefused([Diagnostic(.error, "λάθος", at: place)]), .clock(.beforeBuild), .clock(.after2100),
            .clock(.behindLedger(GreekOffice.instant("2021-11-30"))), .clock(.ahead(hours: 50)),
            .shortage("α"),
            .ledgerLocked("α", since: "1"), .refused("α"),
        ]
        let lives = [0, 1].map { number in
            SignOfLife(
                since: "1", open: number, accepted: number, deferred: number, dead: number, held: number,
                next: number == 0 ? nil : "1", head: number == 0 ? nil : "1:000", uncovered: number == 0 ? [] : [2022])
        }
        let texts = PseudoTexts()
        let words =
            alarms.map { texts.words(of: $0) } + lives.map { texts.words(of: $0) }
            + [texts.trial(by: GreekOffice.settings.office, of: "γ-1")]
        for words in words {
            for gateway in [GreekOffice.email, GreekOffice.sms] {
                for kind in [ReportContent.Kind.operator, .report] {
                    let content = ReportContent(
                        kind, id: "0123", written: GreekOffice.instant("2021-11-30"), gateway: gateway,
                        address: "1@1.1",
                        language: .english, subject: words.subject, body: words.body)
                    check(Self.renderer.render(content), words.subject)
                }
            }
        }
    }
}
