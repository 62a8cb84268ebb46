import Directives

extension EnglishTexts {
    func status(_ standing: Standing) -> String {
        switch standing {
        case .overdue(0, _): "overdue since today"
        case .overdue(let days, let working?) where working > 0:
            "overdue by \(count(working, "working day"))" + (days == working ? "" : " (\(count(days, "day")))")
        case .overdue(let days, _): "overdue by \(count(days, "day"))"
        case .today: "today is the last day"
        case .ahead(_, 0): "today is the last working day before the due date"
        case .ahead(1, _): "1 working day left (due tomorrow)"
        case .ahead(let days, let working?):
            "\(count(working, "working day")) left" + (days == working ? "" : " (\(count(days, "day")))")
        case .ahead(let days, nil): "\(count(days, "day")) left"
        case .undated(.atOnce): "to be done at once"
        case .undated(.urgent): "urgent"
        case .undated(.standing): "a standing duty"
        case .undated(.none): "no date given"
        }
    }

    func datedStatus(_ facts: ItemFacts) -> String {
        guard let due = facts.due else { return status(facts.standing) }
        return switch facts.standing {
        case .today: "due today, \(due.aimDate.dayMonthYear)"
        case .ahead(_, 0): "today, \(facts.today.dayMonthYear), is the last working day before the due date"
        case .ahead(1, _): "1 working day left (due tomorrow, \(due.aimDate.dayMonthYear))"
        default: status(facts.standing)
        }
    }

    func outcome(_ state: Obligation.State, on date: CivilDate?) -> String {
        let words =
            switch state {
            case .open: "in progress"
            case .done: "completed"
            case .failed: "could not be carried out"
            case .withdrawn: "withdrawn"
            case .unitEnded: "ended, since the lead unit has been dissolved"
            }
        return date.map { "\(words) (recorded on \(day($0)))" } ?? words
    }

    var outcomeByProgram: String { "no longer followed" }

    func words(of reason: ProgramReason) -> String {
        switch reason {
        case .notAsked: "The list of tasks no longer has this due date. This says nothing about the task itself."
        case .otherLead: "Another unit leads the task now."
        case .waits: "The due date now counts from an event that has not been recorded; reminders go on when it is."
        case .noPeriod: "The task no longer has this period."
        case .gatewayGone: "the gateway is no longer configured"
        case .gatewaySuspended: "the gateway was suspended"
        case .officeDayOver: "not accepted by the end of the office day"
        case .allEnded: "the task had ended"
        case .dueChanged: "the due date had been changed"
        }
    }
}
