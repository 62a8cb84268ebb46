import Directives

/// The obligations of a mail as tasks of a calendar: one `VTODO` each in one object with the method `PUBLISH`
/// (RFC 5546, section 3.4.1).
///
/// What a task list and its alarms show stands on locked screens, so that of a personal directive a task says no more
/// than a subject does.
struct TaskCalendar {
    /// An obligation, the words for it, and what has been recorded of its end.
    struct Entry {
        let obligation: Obligation
        let facts: ItemFacts
    }

    private let time: OfficeTime
    private let organiser: String
    private let written: Instant
    private let texts: any LanguageTexts

    init(written: Instant, sender: Mailbox?, names: OfficeNames, texts: any LanguageTexts) {
        time = names.settings.time
        self.written = written
        self.texts = texts
        let name = ICalendarText.quoted(sender?.name.isEmpty ?? true ? names.officeShort : sender?.name ?? "")
        organiser = "ORGANIZER;CN=\(name):mailto:\(sender?.address ?? "nobody@localhost.invalid")"
    }

    /// The object; nil where nothing of it can be ticked off, as with what is to be done for ever.
    ///
    /// An obligation that one address is reminded of in two roles is one task.
    func text(_ entries: [Entry]) -> String? {
        var seen: Set<String> = []
        let tasks = entries.filter {
            $0.facts.standing != .undated(.standing) && seen.insert($0.obligation.key).inserted
        }
        guard !tasks.isEmpty else { return nil }
        var calendar = ICalendarText()
        calendar.append(component: "VCALENDAR") { calendar in
            calendar.append("VERSION", "2.0")
            calendar.append("PRODID", "-//Dondoc//Dondoc//EN")
            calendar.append("METHOD", "PUBLISH")
            for task in tasks { calendar.append(component: "VTODO") { append(task, to: &$0) } }
        }
        return calendar.text
    }

    private func append(_ entry: Entry, to calendar: inout ICalendarText) {
        let (obligation, facts) = (entry.obligation, entry.facts.outside)
        calendar.append("UID", ObligationHash.uuid(of: obligation.key))
        calendar.append("SEQUENCE", "\(Self.sequence(of: obligation))")
        calendar.append("DTSTAMP", written)
        calendar.append(raw: organiser)
        let due = obligation.due.map(deadline)
        // A due is later than the start (RFC 5545, section 3.8.2.3): what was opened after its due starts with its last day.
        let start = due.map { min(obligation.opened, time.zone.instant(lastDay(before: $0))) } ?? obligation.opened
        calendar.append("DTSTART", start)
        if let due { calendar.append("DUE", due) }
        let reference = texts.shortReference(facts.source)
        calendar.append("SUMMARY", text: facts.task.map { "\($0) – \(reference)" } ?? reference)
        calendar.append("DESCRIPTION", text: description(facts))
        if facts.restricted {
            calendar.append("CLASS", "CONFIDENTIAL")
        } else if facts.personal {
            calendar.append("CLASS", "PRIVATE")
        }
        calendar.append("PRIORITY", "\(priority(facts.standing))")
        appendState(of: obligation, to: &calendar)
        guard obligation.state == .open, let due, let morning = morning(before: due), morning > written else { return }
        calendar.append(component: "VALARM") { alarm in
            alarm.append("ACTION", "DISPLAY")
            alarm.append("TRIGGER;VALUE=DATE-TIME", morning)
            alarm.append("DESCRIPTION", text: "\(reference): \(texts.shortDue(facts))")
        }
    }

    /// Grows with each version, and with the end of one: a task that is opened again comes after its end.
    static func sequence(of obligation: Obligation) -> Int {
        2 * (obligation.version - 1) + (obligation.state == .open ? 0 : 1)
    }

    /// What a task list shows as the due: the day that the unit has to keep.
    ///
    /// The end of a day is written as its last second. The instant itself is the next day's first, and a date alone is the
    /// day's beginning to one client and its end to another.
    private func deadline(_ due: Due) -> Instant {
        let isEndOfDay = time.zone.end(of: due.aimDate) == due.aim
        return isEndOfDay ? due.aim.adding(seconds: -1) : due.aim
    }

    /// The last day of which something is left before a due: of one at 00:00 the day before.
    private func lastDay(before due: Instant) -> CivilDate {
        time.zone.date(at: due.adding(seconds: -1))
    }

    private func appendState(of obligation: Obligation, to calendar: inout ICalendarText) {
        switch obligation.state {
        case .open: calendar.append("STATUS", "NEEDS-ACTION")
        case .done:
            calendar.append("STATUS", "COMPLETED")
            calendar.append("COMPLETED", obligation.ended ?? written)
            calendar.append("PERCENT-COMPLETE", "100")
        case .failed, .withdrawn, .unitEnded: calendar.append("STATUS", "CANCELLED")
        }
    }

    /// No relative words: a task stays in its list.
    private func description(_ facts: ItemFacts) -> String {
        let reference = texts.reference(facts.source).capitalisedFirst
        var lines = [reference + (facts.quote.map { " (“\($0)”)" } ?? ""), texts.deadline(facts).capitalisedFirst]
        if let lead = facts.lead?.full { lines.append(texts.shortLead(lead).capitalisedFirst) }
        return lines.joined(separator: "\n")
    }

    private func priority(_ standing: Standing) -> Int {
        switch standing.rank {
        case .overdue, .today, .atOnce: 1
        case .soon: 3
        case .later, .undated: 5
        }
    }

    /// When the office last begins to work before a due.
    private func morning(before due: Instant) -> Instant? {
        let last = time.calendar.workingDay(onOrBefore: lastDay(before: due))
        return [last, time.calendar.workingDay(onOrBefore: last.adding(days: -1))].lazy.compactMap { day in
            time.hours.spans(on: day, calendar: time.calendar).first.map { time.zone.instant(day, $0.start) }
        }.first { $0 < due }
    }
}
