public import Directives

/// Why an obligation is due when it is, and when who hears of it.
public struct Explanation {
    private let overview: Overview
    private let words: DerivationWords
    private let planner: Planner

    /// - Parameter language: what people read; nil for the configuration's.
    public init(_ overview: Overview, language: Language? = nil) {
        self.overview = overview
        words = DerivationWords(overview.settings.time, language: language ?? overview.settings.language)
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
            guard let deadline = directive.deadlines.first(where: { $0.name == obligation.deadline })?.deadline else {
                continue
            }
            let event = obligation.eventDate.map { Deriver.Event(date: $0, time: obligation.eventTime) }
            let derivation = try Deriver(overview.settings.time).derivation(
                of: deadline, in: notice, event: event, period: obligation.period)
            var sentences = words.sentences(derivation)
            if let due = obligation.due, derivation.track != obligation.track, obligation.version > 1 {
                sentences.append(
                    words.granted(due, version: obligation.version, since: zone.date(at: obligation.versionSince)))
            }
            records.append(
                Record(
                    directive: "\(id)", obligation: Nullable(obligation.id), deadline: "\(deadline)",
                    due: Nullable(obligation.due.map { zone.iso8601($0.due) }),
                    dueDate: Nullable(obligation.due.map { "\($0.dueDate)" }), derivation: sentences,
                    waitsFor: Nullable(nil), ladder: rungs(of: obligation, directive, zone)))
        }
        if records.isEmpty, let (_, reason) = overview.waiting(besides: []).first(where: { $0.0.id == id }) {
            records = directive.deadlines.map {
                Record(
                    directive: "\(id)", obligation: Nullable(nil), deadline: "\($0.deadline)", due: Nullable(nil),
                    dueDate: Nullable(nil), derivation: [], waitsFor: Nullable(reason), ladder: [])
            }
        }
        return records
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
        let labels = ExplanationLabels(words.language)
        var lines = [
            "\(id)  \(directive.restricted ? labels.restricted : directive.task)",
            labels.notice(notice.symbol, words.day(notice.issued), notice.issuer, words.day(notice.assigned)),
            "\(labels.lead)\(directive.lead.joined(separator: ", "))",
        ]
        if !directive.coordinating.isEmpty {
            lines.append("\(labels.coordinating)\(directive.coordinating.joined(separator: ", "))")
        }
        if let quote = directive.quote, !directive.restricted { lines.append("\(labels.quote)“\(quote)”") }
        let zone = overview.settings.time.zone
        for record in try records(of: id, among: obligations) {
            lines += ["", record.obligation.value ?? labels.waits(for: directive, record.waitsFor.value ?? "?")]
            lines.append("  \(labels.deadline)\(record.deadline)")
            for sentence in record.derivation { lines.append("    - \(sentence)") }
            guard let obligation = obligations.first(where: { $0.0.id == record.obligation.value })?.0 else { continue }
            lines.append("  \(labels.due)\(obligation.due.map(words.due) ?? labels.none)")
            lines.append(
                labels.opened(zone.iso8601(obligation.opened), version: obligation.version, obligation.state.rawValue))
            lines.append(labels.ladder(policy: directive.policy))
            var table = TextColumns(labels.ladderColumns)
            for slot in planner.slots(of: obligation, in: directive) {
                let to = planner.deliveries(of: slot).map { "\($0.gateway) \($0.address)" }.joined(separator: ", ")
                table.add(
                    "    \(words.day(zone.date(at: slot.at))) \(zone.time(at: slot.at))",
                    "\(slot.key.step)\(slot.ordinal.map(labels.ordinal) ?? "")",
                    "\(slot.key.unit) (\(slot.key.role.rawValue))", to)
            }
            lines += table.lines
        }
        return lines
    }
}
