import Directives

extension EnglishPhrases {
    func label(_ facts: ItemFacts) -> String {
        switch facts.step {
        case .escalation: "Report"
        case .handedOver: "Handed over"
        case .changed: "New date"
        case .onAssignment: "Assignment"
        case .after, .every: facts.ordinal.map { "Overdue, reminder no. \($0)" } ?? "Overdue"
        case .before, .onTheDay, .atOnce, .review:
            if case .overdue = facts.standing { "Overdue" } else { "Reminder" }
        }
    }

    func part(_ facts: ItemFacts) -> String {
        let lead = facts.lead?.full ?? theLead
        return switch facts.role {
        case .lead: "lead"
        case .coordinating: "working with \(lead)"
        case .supervising: "supervising \(lead)"
        case .leadership: "leadership"
        }
    }

    private var theLead: String { "the lead unit" }

    func opening(_ facts: ItemFacts, office: String) -> String {
        let lead = facts.lead?.full ?? theLead
        let state = clause(facts.standing)
        switch facts.step {
        case .escalation:
            let count = facts.remindersBeforeEscalation.map { " after \(self.count($0, "overdue reminder"))" } ?? ""
            return "\(office) reports: the task below, led by \(lead), \(state); no result has been recorded\(count)."
        case .handedOver:
            return "Automatic reminders of the task below, led by \(lead), have ended, but no result has been recorded."
        case .changed:
            return
                "The due date of the task below, led by \(facts.role == .lead ? "your unit" : lead), has been changed."
        case .onAssignment where facts.role == .lead:
            return "\(office) sends you the task below, which your unit leads; it \(state)."
        case .onAssignment where facts.role == .coordinating:
            return "Your unit works with \(lead) on the task below; it \(state)."
        default:
            break
        }
        return switch facts.role {
        case .lead: "The task below, which your unit leads, \(state)."
        case .coordinating: "The task below, led by \(lead) with the help of your unit, \(state)."
        case .supervising: "The task below, led by \(lead) under your supervision, \(state)."
        case .leadership: "The task below, led by \(lead), \(state)."
        }
    }

    /// How it stands, as a predicate of the task.
    private func clause(_ standing: Standing) -> String {
        switch standing {
        case .overdue: "is \(status(standing))"
        case .today: "is due today"
        case .ahead(_, 0): "is due soon, and today is the last working day before"
        case .ahead(1, _): "is due tomorrow"
        case .ahead(let days, let working):
            "is due in \(working.map { count($0, "working day") } ?? count(days, "day"))"
        case .undated(.atOnce): "is to be done at once"
        case .undated(.urgent): "is urgent"
        case .undated(.standing): "is a standing duty"
        case .undated(.none): "has no date"
        }
    }

    func request(_ facts: ItemFacts) -> String {
        let lead = facts.lead?.full ?? theLead
        return switch facts.role {
        case .lead: leadRequest(facts)
        case .coordinating:
            switch facts.standing {
            case .overdue: "Please work with \(lead) so that it is completed soon."
            case .today: "Please work with \(lead) so that it is completed today."
            case .ahead: "Please work with \(lead) so that it is completed on time."
            case .undated: "Please work with \(lead) on it."
            }
        case .supervising:
            facts.step == .handedOver
                ? "Please follow it up with \(lead) yourselves until it is completed."
                : "Please urge \(lead) to complete it, and tell us the result."
        case .leadership: "Please consider it and give your instructions."
        }
    }

    private func leadRequest(_ facts: ItemFacts) -> String {
        switch facts.standing {
        case .overdue where facts.step == .onAssignment:
            "The date in the document has passed: please carry it out without delay and tell us when it will be done."
        case .overdue: "Please complete it without delay, and report why it is late and when it will be done."
        case .today: "Please complete it today and report the result."
        case .ahead: "Please see that it is completed on time."
        case .undated(.atOnce): "Please do it at once and report the result."
        case .undated(.urgent): "Please speed it up and report the result."
        case .undated(.standing): "Please keep it up and report regularly."
        case .undated(.none): "Please carry it out and tell us when you expect to complete it."
        }
    }
}
