public import Directives

/// Obligations with what is next for each.
public struct ObligationList {
    public struct Record: Encodable, Sendable {
        public let directive: String
        public let obligation: Nullable<String>
        public let unit: Nullable<String>
        public let state: String
        public let due: Nullable<String>
        public let dueDate: Nullable<String>
        public let next: Nullable<String>
        public let nextStep: Nullable<String>
        public let waitsFor: Nullable<String>
        public let task: Nullable<String>

        enum CodingKeys: String, CodingKey {
            case directive, obligation, unit, state, due
            case dueDate = "due_date"
            case next
            case nextStep = "next_step"
            case waitsFor = "waits_for"
            case task
        }
    }

    public let records: [Record]
    private let zone: Zone

    /// - Parameter now: what is next is counted from here.
    public init(_ overview: Overview, obligations: [(Obligation, Directive)], now: Instant) {
        let planner = Planner(settings: overview.settings)
        let zone = overview.settings.time.zone
        self.zone = zone
        var records = Overview.current(obligations, at: now, coming: 1).map { obligation, directive in
            let told = overview.told[obligation.key] ?? []
            let next = planner.slots(of: obligation, in: directive).first {
                $0.at >= now && !obligation.isKnown($0.key, told: told, in: overview.settings.time.zone)
            }
            let overdue = obligation.state == .open && obligation.due.map { $0.due <= now } ?? false
            return Record(
                directive: "\(directive.id)", obligation: Nullable(obligation.id), unit: Nullable(obligation.unit),
                state: obligation.state == .open && obligation.isToCome(at: now)
                    ? "to come" : overdue ? "overdue" : obligation.state.rawValue,
                due: Nullable(obligation.due.map { zone.iso8601($0.due) }),
                dueDate: Nullable(obligation.due.map { "\($0.dueDate)" }),
                next: Nullable(next.map { zone.iso8601($0.at) }), nextStep: Nullable(next.map { "\($0.key.step)" }),
                waitsFor: Nullable(nil), task: Nullable(directive.restricted ? nil : directive.task))
        }
        records += overview.waiting(besides: obligations).map { directive, event in
            Record(
                directive: "\(directive.id)", obligation: Nullable(nil), unit: Nullable(nil), state: "waiting",
                due: Nullable(nil), dueDate: Nullable(nil), next: Nullable(nil), nextStep: Nullable(nil),
                waitsFor: Nullable("\(event)"), task: Nullable(directive.restricted ? nil : directive.task))
        }
        self.records = records
    }

    /// For people.
    public var lines: [String] {
        TextTable.lines(
            records, .init("obligation") { $0.obligation.value ?? $0.directive }, .init("state") { $0.state },
            .init("due") { $0.dueDate.value ?? "-" },
            .init("next") { $0.next.value.map { String($0.prefix(16)) } ?? "-" },
            .init("step") { $0.nextStep.value ?? $0.waitsFor.value.map { "waits for \($0)" } ?? "-" },
            .init("task") { String(($0.task.value ?? "").prefix(60)) }) + ["\(records.count) in all"]
    }
}
