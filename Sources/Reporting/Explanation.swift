public import Directives
package import Rendering

/// Why an obligation is due when it is, and who is reminded of it when.
public struct Explanation {
    private let overview: Overview
    private let texts: any LanguageTexts
    private let planner: Planner

    package init(_ overview: Overview, texts: any LanguageTexts) {
        self.overview = overview
        self.texts = texts
        planner = Planner(settings: overview.settings)
    }

    /// A step of a ladder.
    public struct Rung: Encodable, Sendable {
        public let at: String
        public let step: String
        public let role: String
        public let unit: String
        public let ordinal: Nullable<Int>
        public let to: [String]
    }

    /// One obligation, or a directive that waits.
    public struct Record: Encodable, Sendable {
        public let directive: String
        public let obligation: Nullable<String>
        public let deadline: String
        public let due: Nullable<String>
        public let dueDate: Nullable<String>
        public let derivation: [String]
        public let waitsFor: Nullable<String>
        public let ladder: [Rung]

        enum CodingKeys: String, CodingKey {
            case directive, obligation, deadline, due
            case dueDate = "due_date"
            case derivation
            case waitsFor = "waits_for"
            case ladder
        }
    }

    /// What there is to say of a directive, one record an obligation.
    public func records(
        of id: DirectiveID, among obligations: [(Obligation, Directive)]
    ) throws(DerivationError) -> [Record] {
        guard let directive = overview.directives.first(where: { $0.id == id }),
            let notice = overview.notices[id.notice]
        else { return [] }
        let zone = overview.settings.time.zone
        var records: [Record] = []
        for (obligation, _) in obligations where obligation.directive == id {
            guard let deadline = directive.deadline(named: obligation.deadline) else {
                continue
            }
            let event = obligation.eventDate.map { Deriver.Event(date: $0, time: obligation.eventTime) }
            let derivation = try Deriver(overview.settings.time).derivation(
                of: deadline, in: notice, event: event, period: obligation.period)
            var sentences = texts.sentences(derivation, in: overview.settings.time)
            if let due = obligation.due, derivation.track != obligation.track, obligation.version > 1 {
                sentences.append(
                    texts.granted(
                        texts.due(due, in: overview.settings.time), version: obligation.version,
                        since: zone.date(at: obligation.versionSince)))
            }
            records.append(
                Record(
                    directive: "\(id)", obligation: Nullable(obligation.id), deadline: "\(deadline)",
                    due: Nullable(obligation.due.map { zone.iso8601($0.due) }),
                    dueDate: Nullable(obligation.due.map { "\($0.dueDate)" }), derivation: sentences,
                    waitsFor: Nullable(nil), ladder: rungs(of: obligation, directive, zone)))
        }
        if records.isEmpty, let event = awaited(by: id) {
            records = directive.deadlines.map {
                Record(
                    directive: "\(id)", obligation: Nullable(nil), deadline: "\($0.deadline)", due: Nullable(nil),
                    dueDate: Nullable(nil), derivation: [], waitsFor: Nullable("\(event)"), ladder: [])
            }
        }
        return records
    }

    private func awaited(by id: DirectiveID) -> Directive.Condition? {
        overview.waiting(besides: []).first { $0.0.id == id }?.1
    }

    private func rungs(of obligation: Obligation, _ directive: Directive, _ zone: Zone) -> [Rung] {
        planner.slots(of: obligation, in: directive).map { slot in
            Rung(
                at: zone.iso8601(slot.at), step: "\(slot.key.step)", role: slot.key.role.rawValue, unit: slot.key.unit,
                ordinal: Nullable(slot.ordinal),
                to: planner.deliveries(of: slot).map { "\($0.gateway) \($0.address)" })
        }
    }

    /// The same for people.
    public func lines(
        of id: DirectiveID, among obligations: [(Obligation, Directive)]
    ) throws(DerivationError) -> [String] {
        guard let directive = overview.directives.first(where: { $0.id == id }),
            let notice = overview.notices[id.notice]
        else { return [] }
        var lines = [
            "\(id)  \(directive.restricted ? texts.explanationLabel(.restricted) : directive.task)",
            texts.notice(
                notice.symbol, texts.shortDay(notice.issued), notice.issuer, texts.shortDay(notice.assigned)),
            "\(texts.explanationLabel(.lead))\(directive.lead.joined(separator: ", "))",
        ]
        if !directive.coordinating.isEmpty {
            lines.append("\(texts.explanationLabel(.coordinating))\(directive.coordinating.joined(separator: ", "))")
        }
        if let quote = directive.quote, !directive.restricted {
            lines.append("\(texts.explanationLabel(.quote))“\(quote)”")
        }
        let zone = overview.settings.time.zone
        for record in try records(of: id, among: obligations) {
            lines += ["", record.obligation.value ?? awaited(by: id).map(texts.waits) ?? "\(id)"]
            lines.append("  \(texts.explanationLabel(.deadline))\(record.deadline)")
            for sentence in record.derivation { lines.append("    - \(sentence)") }
            guard let obligation = obligations.first(where: { $0.0.id == record.obligation.value })?.0 else { continue }
            let due = obligation.due.map { texts.due($0, in: overview.settings.time) }
            lines.append("  \(texts.explanationLabel(.due))\(due ?? texts.explanationLabel(.noDue))")
            let opened = zone.iso8601(obligation.opened)
            lines.append("  " + texts.opened(opened, version: obligation.version, obligation.state))
            lines.append("  " + texts.ladder(policy: directive.policy))
            lines += ladder(of: obligation, directive, zone)
        }
        return lines
    }

    private func ladder(of obligation: Obligation, _ directive: Directive, _ zone: Zone) -> [String] {
        TextTable.lines(
            planner.slots(of: obligation, in: directive), indent: "    ",
            .init(texts.explanationLabel(.ladderAt)) {
                "\(texts.shortDay(zone.date(at: $0.at))) \(zone.time(at: $0.at))"
            },
            .init(texts.explanationLabel(.ladderStep)) {
                "\($0.key.step)\($0.ordinal.map(texts.ladderOrdinal) ?? "")"
            },
            .init(texts.explanationLabel(.ladderUnit)) { "\($0.key.unit) (\($0.key.role.rawValue))" },
            .init(texts.explanationLabel(.ladderTo)) { slot in
                planner.deliveries(of: slot).map { "\($0.gateway) \($0.address)" }.joined(separator: ", ")
            })
    }
}
