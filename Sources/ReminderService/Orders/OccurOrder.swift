import Basics
import Directives
import Glibc
import Ledger

/// Records that what a directive waits for has happened.
package struct OccurOrder: Order {
    package static let name = "occur"

    let directive: String
    /// Nil where the directive waits for one event only.
    let event: String?
    let date: String
    let time: String?
    /// The case.
    let occasion: String?
    /// Whether a date of more than a year ago is meant; nil, as from an older client, where not.
    let far: Bool?

    package init(
        directive: String, event: String? = nil, date: String, time: String? = nil, occasion: String? = nil,
        far: Bool = false
    ) {
        self.far = far ? true : nil
        self.directive = directive
        self.event = event
        self.date = date
        self.time = time
        self.occasion = occasion
    }

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        guard let id = DirectiveID(directive), let stored = try context.ledger.directive(id), stored.inForce else {
            throw try context.unknown(directive)
        }
        let recorded = try recorded(awaited: stored.directive.awaitedEvents, zone: context.zone, at: context.now)
        let same = try context.ledger.obligations(of: id).map(\.obligation).first { $0.occasion == occasion }
        if let same {
            guard same.eventDate == recorded.date, same.eventTime == recorded.time else {
                let known = same.eventDate?.description ?? "no date"
                throw OrderRefusal(
                    EX_DATAERR,
                    "the case '\(occasion ?? "")' of '\(id)' is recorded with \(known); another case needs a name of "
                        + "its own")
            }
            return OrderReply(["\(same.id) is open already, since \(context.zone.iso8601(same.opened))"])
        }
        let opened = try context.occur(id, recorded)
        return OrderReply(opened.map { "\($0.id) opens, due \($0.due.map { "\($0.dueDate)" } ?? "none")" })
    }

    /// The event as it is recorded, if what the order says of it can be.
    func recorded(awaited: [String], zone: Zone, at now: Instant) throws(OrderRefusal) -> Facts.RecordedEvent {
        guard let name = event ?? (awaited.count == 1 ? awaited.first : nil), awaited.contains(name) else {
            if awaited.isEmpty { throw OrderRefusal(EX_DATAERR, "'\(directive)' waits for no event") }
            throw OrderRefusal(
                EX_USAGE, "'\(directive)' waits for \(awaited.joined(separator: ", ")): name one with --event")
        }
        guard let day = CivilDate(date) else {
            throw OrderRefusal(EX_USAGE, "'\(date)' is not a date such as 2021-12-01")
        }
        let minute = time.flatMap(TimeOfDay.init)
        if let time, minute == nil { throw OrderRefusal(EX_USAGE, "'\(time)' is not a time such as 15:30") }
        guard zone.instant(day, minute ?? .midnight) <= now else {
            throw OrderRefusal(EX_DATAERR, "\(date) has not come yet; an event is recorded when it has happened")
        }
        // Mostly a slip in the year, and what it opens is overdue at once.
        guard far == true || zone.date(at: now).dayNumber - day.dayNumber <= 366 else {
            throw OrderRefusal(EX_USAGE, "\(date) is more than a year ago; if that is meant, add --far")
        }
        if let occasion, !occasion.isCaseName {
            throw OrderRefusal(EX_USAGE, "'\(occasion)' is not a name of letters, digits, dots and dashes")
        }
        return Facts.RecordedEvent(event: name, occasion: occasion, date: day, time: minute, recorded: now)
    }
}

extension OrderContext {
    /// Records that what a directive waits for has happened, and opens its obligations for that case.
    ///
    /// Recording it twice changes nothing.
    mutating func occur(_ directive: DirectiveID, _ event: Facts.RecordedEvent) throws -> [Obligation] {
        guard let stored = try ledger.directive(directive), stored.inForce else {
            throw try unknown("\(directive)")
        }
        guard stored.directive.awaitedEvents.contains(event.event) else {
            throw OrderRefusal(EX_DATAERR, "\(directive) does not wait for the event '\(event.event)'")
        }
        var events = try ledger.occurrences(of: directive)
        if !events.contains(where: { $0.event == event.event && $0.occasion == event.occasion }) {
            events.append(event)
            transaction.occur(event, of: directive, author: author)
        }
        var facts = Facts(loaded: stored.firstLoaded)
        facts.events[directive] = events
        // A directive that waits for two events opens with the second; the first is kept for it.
        return try open(stored, facts)
    }
}

extension String {
    fileprivate var isCaseName: Bool {
        !isEmpty && utf8.count <= 64
            && utf8.allSatisfy { $0.isAlphanumeric || "-._".utf8.contains($0) }
    }
}
