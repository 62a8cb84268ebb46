import Directives

extension EnglishTexts {
    func label(_ facts: ItemFacts) -> String {
        switch facts.step {
        case .escalation: "Report"
        case .handedOver: "Handed over"
        case .changed: facts.isReopened ? "Task resumed" : "New date"
        case .onAssignment: "Assignment"
        case .after where facts.role == .supervising, .every where facts.role == .supervising: "Overdue work"
        case .after where facts.role == .coordinating, .every where facts.role == .coordinating: "Overdue"
        case .after, .every: facts.ordinal.map { "Overdue, reminder no. \($0)" } ?? "Overdue"
        case .before, .onTheDay, .atOnce, .review:
            if case .overdue = facts.standing { "Overdue" } else { "Reminder" }
        }
    }

    func digestLabel(overdue: Bool) -> String { overdue ? "Overdue" : "Reminder" }

    func leading(_ rank: Standing.Rank) -> String {
        switch rank {
        case .overdue, .today, .atOnce, .soon: "Most urgent"
        case .later, .undated: "First"
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
        let state = clause(facts)
        switch facts.step {
        case .escalation:
            let count =
                facts.remindersBeforeEscalation.map {
                    " after \(self.count($0, "overdue reminder")), that of \(facts.today.dayMonthYear) included"
                } ?? ""
            return "\(office) reports: the task below, led by \(lead), \(state); no result has been recorded\(count)."
        case .handedOver:
            return handedOver(facts, lead)
        case .changed:
            return changed(facts, facts.role == .lead ? "your unit" : lead)
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

    private func changed(_ facts: ItemFacts, _ lead: String) -> String {
        let task = "the task below, led by \(lead)"
        if facts.isReopened { return "\(task.capitalisedFirst), goes on; it \(clause(facts))." }
        switch (facts.previousDue, facts.due) {
        case (let before?, let due?):
            let now = facts.dueTime.map { moment($0, due.dueDate) } ?? "the end of \(day(due.dueDate))"
            return "The due date of \(task), has been moved from \(self.due(before)), to \(now)."
        case (let before?, nil):
            return "The former due date of \(task) (\(self.due(before))), no longer holds."
        case (nil, _):
            return "The due date of \(task), has been changed."
        }
    }

    private func handedOver(_ facts: ItemFacts, _ lead: String) -> String {
        switch facts.handOver {
        case .unitEnded(let last):
            "\(facts.lead?.full ?? "The lead unit"), which led the task below, ended with \(last.dayMonthYear), and the directory names "
                + "no successor. There are no more automatic reminders; no result has been recorded."
        case .reviewsEnded:
            "After \(Policy.reviewLimit) reviews no result has been recorded of the task below, led by \(lead). There are "
                + "no more automatic reminders."
        case .ladderEnded, nil:
            "Automatic reminders of the task below, led by \(lead), have ended; it \(clause(facts)), and no result has "
                + "been recorded."
        }
    }

    /// How it stands, as a predicate of the task, with the day beside each relative word.
    private func clause(_ facts: ItemFacts) -> String {
        let standing = facts.standing
        let aim = facts.due.map { ", \($0.aimDate.dayMonthYear)" } ?? ""
        let since = facts.role == .lead ? nil : facts.overdueSince.map { ", since \(day($0))" }
        return switch standing {
        case .overdue: "is \(status(standing))\(since ?? "")"
        case .today: "is due today\(aim)"
        case .ahead(_, 0):
            "is due soon, and today, \(facts.today.dayMonthYear), is the last working day before"
        case .ahead(1, _): "is due tomorrow\(aim)"
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
            switch facts.handOver {
            case .unitEnded: "Please give it to another unit, or let it be closed."
            case .reviewsEnded, .ladderEnded: "Please follow it up with \(lead) yourselves until it is completed."
            case nil: "Please urge \(lead) to complete it, and tell us the result."
            }
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
