package import Directives

/// What the words for one item of a message are made of: each value clean, and nil where the message must not have it.
///
/// Secrecy is decided here and nowhere else: whoever puts these facts into words, a template of the office included,
/// cannot disclose what is not in them.
package struct ItemFacts: Sendable {
    /// The number and date of the notice, and the item: what is named even of a restricted directive.
    package struct Source: Sendable {
        /// The id of the notice.
        let notice: String
        let symbol: String
        let number: String
        let issued: CivilDate
        let item: String
        let issuer: String?

        /// The abbreviation of the document's kind: `TB` of `TB-UBND`.
        var kindSymbol: String { String(symbol.prefix { $0 != "-" && $0 != "/" }) }

        /// The number with the symbol: `12/TB-UBND`.
        var fullNumber: String { symbol.isEmpty ? number : "\(number)/\(symbol)" }
    }

    let source: Source
    private(set) var task: String?
    private(set) var quote: String?
    /// The deadline as a rule; nil where an extension or a changed rule stands behind the due.
    let deadline: Deadline?
    let due: Due?
    /// The day of the recorded event that the deadline counts from.
    let eventDate: CivilDate?
    private(set) var occasion: String?
    /// Who leads on the day of writing.
    let lead: UnitName?
    /// Who led until its own last day, where another has succeeded it.
    let formerLead: UnitName?
    /// The last day of the lead that the files name, where it has passed.
    let leadEnded: CivilDate?
    let coordinating: [String]
    let supervising: [String]
    let receiving: [String]
    let role: Role
    let step: SlotStep
    let ordinal: Int?
    /// After how many reminders an escalation comes.
    let remindersBeforeEscalation: Int?
    let merged: [Slot.Merged]
    private(set) var standing: Standing
    let today: CivilDate
    /// The time of a due that is not the end of a day.
    let dueTime: TimeOfDay?
    /// The last working day before an aim that falls on a day off.
    let lastWorkingDay: CivilDate?
    let lateSince: Moment?
    /// When it is written, which matters beside the moment at which it was to be.
    let written: Moment
    /// Whether its reader knows another due.
    let isRevised: Bool
    /// Whether it was opened again after its end was told.
    let isReopened: Bool
    /// The due that its reader knows, where it is another one.
    let previousDue: DueDay?
    let handOver: HandOver?
    /// The first day on which it was overdue.
    let overdueSince: CivilDate?
    /// What its lead has received so far; nil where the reader is not to know.
    let history: HistoryWords?
    let restricted: Bool
    /// Names a private person.
    let personal: Bool

    package typealias Moment = (time: TimeOfDay, date: CivilDate)

    /// Why a task is handed over to those who supervise it.
    enum HandOver: Hashable, Sendable {
        case ladderEnded
        case reviewsEnded
        /// The lead ended on a day and nobody succeeded it.
        case unitEnded(CivilDate)
    }

    /// What the lead has received so far, in local time.
    package struct HistoryWords: Sendable {
        let reminders: Int
        let overdueReminders: Int
        let lastSent: Moment?
        let lastSentChannel: Channel?
        let failed: CivilDate?
        let failedChannel: Channel?

        init(_ history: ReminderHistory, in zone: Zone) {
            reminders = history.reminders
            overdueReminders = history.overdueReminders
            lastSent = history.lastReached.map { (zone.time(at: $0.at), zone.date(at: $0.at)) }
            lastSentChannel = history.lastReached?.channel
            failed = history.failure.map { zone.date(at: $0.at) }
            failedChannel = history.failure?.channel
        }
    }
}

extension ItemFacts {
    init(_ item: ReminderContent.Item, writtenAt instant: Instant, names: OfficeNames) {
        let (directive, obligation, key) = (item.directive, item.obligation, item.delivery.slot.key)
        let time = names.settings.time
        let restricted = directive.restricted
        let rule = directive.deadline(named: obligation.deadline)
        let due = obligation.due
        source = Source(
            notice: directive.id.notice, symbol: CleanText.oneLine(item.notice.symbol),
            number: CleanText.oneLine(item.notice.number), issued: item.notice.issued,
            item: CleanText.oneLine(directive.id.item),
            issuer: restricted ? nil : CleanText.oneLine(item.notice.issuer))
        task = restricted ? nil : CleanText.oneLine(directive.task).trimmingTrailing(" .;,")
        quote = restricted ? nil : directive.quote.map(CleanText.oneLine)
        // A later version may rest on an extension, so that the rule no longer yields its due.
        deadline = restricted || obligation.version > 1 ? nil : rule
        self.due = due
        eventDate = restricted ? nil : obligation.eventDate
        occasion = restricted ? nil : obligation.occasion.map(CleanText.oneLine)
        let today = time.zone.date(at: instant)
        let planner = names.planner
        let leadNow = planner.successor(of: obligation.unit, on: today) ?? obligation.unit
        lead = restricted ? nil : names.name(of: leadNow)
        formerLead = restricted || leadNow == obligation.unit ? nil : names.name(of: obligation.unit)
        leadEnded = names.settings.units[obligation.unit]?.validTo.flatMap { $0 < today ? $0 : nil }
        coordinating =
            restricted
            ? []
            : names.names(
                of: names.currentUnits(directive.coordinating, on: today).filter { $0 != leadNow })
        supervising =
            restricted
            ? []
            : names.names(
                of: names.currentUnits(
                    directive.supervising.isEmpty
                        ? [names.settings.units[obligation.unit]?.supervising].compactMap { $0 }
                        : directive.supervising, on: today
                ).filter { $0 != leadNow })
        receiving = restricted ? [] : names.names(of: directive.receiving)
        role = key.role
        // To somebody who was told nothing, a change is news as a whole.
        step = key.step == .changed && item.known == .nothing ? .onAssignment : key.step
        ordinal = item.delivery.slot.ordinal
        remindersBeforeEscalation = names.settings.policies[directive.policy]?.escalation?.after
        merged = item.delivery.slot.merged
        standing = Standing(obligation, deadline: rule, at: instant, in: time)
        self.today = today
        dueTime = due.flatMap { $0.hasTime(in: time.zone) ? time.zone.time(at: $0.due) : nil }
        lastWorkingDay = due.flatMap {
            time.calendar.isWorkingDay($0.aimDate) ? nil : time.calendar.workingDay(onOrBefore: $0.aimDate)
        }
        lateSince = item.lateSince.map { (time.zone.time(at: $0), time.zone.date(at: $0)) }
        written = (time.zone.time(at: instant), today)
        isReopened = item.known == .ended
        if case .due(let known) = item.known, DueDay(known, in: time.zone) != DueDay(due, in: time.zone) {
            (isRevised, previousDue) = (true, DueDay(known, in: time.zone))
        } else {
            (isRevised, previousDue) = (false, nil)
        }
        handOver =
            key.step != .handedOver
            ? nil
            : planner.lastDay(of: obligation.unit).flatMap {
                time.zone.end(of: $0) <= item.delivery.slot.at ? .unitEnded($0) : nil
            } ?? (due == nil ? .reviewsEnded : .ladderEnded)
        overdueSince = due.flatMap { due in
            due.due <= instant ? (due.hasTime(in: time.zone) ? due.dueDate : due.dueDate.adding(days: 1)) : nil
        }
        history = item.history.map { HistoryWords($0, in: time.zone) }
        self.restricted = restricted
        personal = directive.personal
    }

    /// For where there is little room.
    var brief: ItemFacts {
        var facts = self
        facts.standing = standing.brief
        return facts
    }

    /// What may stand outside the body of an e-mail: in a subject or an SMS, which locked screens and journals show.
    var outside: ItemFacts {
        guard personal else { return self }
        var facts = self
        (facts.task, facts.quote, facts.occasion) = (nil, nil, nil)
        return facts
    }
}
