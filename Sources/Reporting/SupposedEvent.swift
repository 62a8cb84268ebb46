package import Basics
public import Directives
import Glibc

/// Something that a listing or a rehearsal takes as recorded, though the ledger does not have it.
public struct SupposedEvent: Hashable, Sendable {
    public enum What: Hashable, Sendable {
        case occurrence(Facts.RecordedEvent)
        case failure
        case completion
    }

    public let directive: DirectiveID
    /// When it counts as recorded.
    public let at: Instant
    public let what: What

    public init(_ what: What, of directive: DirectiveID, at instant: Instant) {
        self.directive = directive
        at = instant
        self.what = what
    }
}

extension SupposedEvent {
    /// The event that a directive waits for, at a date or an instant at which it also counts as recorded.
    ///
    /// - Throws: where none of the directives is meant, or it waits for nothing.
    package static func occurrence(
        of id: DirectiveID, occasion: String, at written: WrittenInstant, among directives: [Directive], in zone: Zone
    ) throws(CommandFailure) -> SupposedEvent {
        guard let event = try directive(id, among: directives).awaitedEvents.first else {
            throw CommandFailure(EX_USAGE, "the directive '\(id)' waits for no event")
        }
        let recorded = written.instant(in: zone)
        let time = written.time == nil ? nil : zone.time(at: recorded)
        return SupposedEvent(
            .occurrence(
                .init(event: event, occasion: occasion, date: zone.date(at: recorded), time: time, recorded: recorded)),
            of: id, at: recorded)
    }

    /// The end of a directive.
    ///
    /// - Throws: where none of the directives is meant.
    package static func end(
        _ what: What, of id: DirectiveID, at written: WrittenInstant, among directives: [Directive], in zone: Zone
    ) throws(CommandFailure) -> SupposedEvent {
        _ = try directive(id, among: directives)
        return SupposedEvent(what, of: id, at: written.instant(in: zone))
    }

    private static func directive(
        _ id: DirectiveID, among directives: [Directive]
    ) throws(CommandFailure) -> Directive {
        guard let directive = directives.first(where: { $0.id == id }) else {
            throw CommandFailure(EX_USAGE, "there is no directive '\(id)'")
        }
        return directive
    }
}
