import Directives

/// English for readers who do not read Vietnamese; dates keep the order of the papers that they are compared with.
struct EnglishPhrases: Phrases {
    func day(_ date: CivilDate) -> String {
        "\(date.weekday.description.capitalisedFirst), \(date.dayMonthYear)"
    }

    func moment(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "\(time), \(day(date))"
    }

    func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

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

    func due(_ due: ItemFacts.DueWords) -> String {
        due.time.map { moment($0, due.date) } ?? "the end of \(day(due.date))"
    }

    func formerLead(_ name: String, until last: CivilDate?) -> String {
        last.map { "\(name) (until \($0.dayMonthYear))" } ?? name
    }

    func history(_ history: ItemFacts.HistoryWords) -> String {
        var parts = [
            history.reminders == 0
                ? "the lead has not been reminded yet"
                : "the lead was reminded \(times(history.reminders))"
                    + (history.overdueReminders > 0 ? ", \(times(history.overdueReminders)) after the due date" : "")
        ]
        if let (time, date) = history.reached {
            let channel = history.reachedChannel.map { " by \(name($0))" } ?? ""
            parts.append("the latest message went out at \(moment(time, date))\(channel)")
        } else if history.reminders > 0 {
            parts.append("no message could be sent")
        }
        if let failed = history.failed {
            let channel = history.failedChannel.map { " by \(name($0))" } ?? ""
            parts.append("the message of \(failed.dayMonthYear)\(channel) could not be sent")
        }
        return parts.joined(separator: "; ")
    }

    private func times(_ number: Int) -> String {
        switch number {
        case 1: "once"
        case 2: "twice"
        default: "\(number) times"
        }
    }

    private func name(_ channel: Channel) -> String {
        switch channel {
        case .email: "e-mail"
        case .sms: "SMS"
        }
    }

    func shortDue(_ facts: ItemFacts) -> String {
        guard let due = facts.due else { return status(facts.standing) }
        let time = facts.dueTime.map { "\($0) " } ?? ""
        let (date, state) =
            switch facts.standing {
            case .overdue(let days, let working?) where working > 0 && days != working:
                (due.dueDate, "overdue by \(count(working, "working day"))")
            case .overdue: (due.dueDate, status(facts.standing))
            case .today: (due.aimDate, "today")
            case .ahead(1, _): (due.aimDate, "tomorrow")
            case .ahead(_, 0): (due.aimDate, "last working day: today")
            case .ahead(_, let working?): (due.aimDate, "\(count(working, "working day")) left")
            case .ahead, .undated: (due.aimDate, status(facts.standing))
            }
        return "due \(time)\(date.dayMonthYear) (\(state))"
    }

    func shortLead(_ name: String) -> String { "lead \(name)" }

    func ordinal(_ ordinal: Int) -> String { "reminder no. \(ordinal)" }

    func digestLabel(overdue: Bool) -> String { overdue ? "Overdue" : "Reminder" }

    func heading(_ rank: Standing.Rank, count: Int) -> String {
        switch rank {
        case .overdue: "OVERDUE (\(count))"
        case .today: "DUE TODAY (\(count))"
        case .atOnce: "AT ONCE (\(count))"
        case .soon: "DUE SOON (\(count))"
        case .later: "DUE LATER (\(count))"
        case .undated: "WITHOUT A DATE (\(count))"
        }
    }

    func breakdown(_ counts: [(rank: Standing.Rank, count: Int)]) -> String {
        counts.map { "\($0.count) \(name($0.rank))" }.joined(separator: ", ")
    }

    func tally(_ counts: [(rank: Standing.Rank, count: Int)]) -> String {
        guard counts.count == 1, let only = counts.first else {
            return "\(count(counts.reduce(0) { $0 + $1.count }, "task")): \(breakdown(counts))"
        }
        return "\(count(only.count, "task")) \(name(only.rank))"
    }

    private func name(_ rank: Standing.Rank) -> String {
        switch rank {
        case .overdue: "overdue"
        case .today: "due today"
        case .atOnce: "to be done at once"
        case .soon: "due soon"
        case .later: "due later"
        case .undated: "without a date"
        }
    }

    func leading(_ rank: Standing.Rank) -> String {
        switch rank {
        case .overdue, .today, .atOnce, .soon: "Most urgent"
        case .later, .undated: "First"
        }
    }

    func late(_ planned: ItemFacts.Moment, written: ItemFacts.Moment) -> String {
        "This message was to be sent at \(moment(planned.time, planned.date)), and was written at "
            + "\(moment(written.time, written.date)): the service was down. We apologise."
    }

    func shortLate(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "Sent late (planned \(time) \(date.dayMonthYear))"
    }

    func dayOff(lastWorkingDay: CivilDate) -> String {
        "The due date is a day off; the last working day before it is \(day(lastWorkingDay))."
    }

    func provisional(year: Int) -> String {
        "This date is provisional: the official calendar of \(year) is not known yet."
    }

    func redirected(to address: String) -> String {
        "[Trial run: this message would have gone to \(address)]"
    }

    func merged(_ merged: [Slot.Merged]) -> String? {
        let parts = merged.compactMap { merged -> String? in
            switch merged.step {
            case .onAssignment: "the notice of assignment"
            case .changed: "the notice of the changed date"
            case .escalation: "the report to the leadership"
            case .before, .onTheDay, .after, .every, .atOnce, .review, .handedOver: nil
            }
        }
        return parts.isEmpty ? nil : "This message is also \(parts.joined(separator: " and "))."
    }
}
