import Directives

extension EnglishTexts {
    func history(_ history: ItemFacts.HistoryWords) -> String {
        var parts = [
            history.reminders == 0
                ? "the lead has not been reminded yet"
                : "the lead was reminded \(times(history.reminders))"
                    + (history.overdueReminders > 0 ? ", \(times(history.overdueReminders)) after the due date" : "")
        ]
        if let (time, date) = history.lastSent {
            let channel = history.lastSentChannel.map { " by \(name($0))" } ?? ""
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

    private func name(_ channel: Channel) -> String {
        switch channel {
        case .email: "e-mail"
        case .sms: "SMS"
        }
    }

    private func times(_ number: Int) -> String {
        switch number {
        case 1: "once"
        case 2: "twice"
        default: "\(number) times"
        }
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

    func late(_ planned: ItemFacts.Moment, written: ItemFacts.Moment) -> String {
        "This message was to be sent at \(moment(planned.time, planned.date)), and is sent only now, at "
            + "\(moment(written.time, written.date)). We apologise."
    }

    func shortLate(_ time: TimeOfDay, _ date: CivilDate) -> String {
        "Sent late (planned \(time) \(date.dayMonthYear))"
    }

    func formerLead(_ name: String, until last: CivilDate?) -> String {
        last.map { "\(name) (until \($0.dayMonthYear))" } ?? name
    }

    func shortLead(_ name: String) -> String { "lead \(name)" }

    func dayOff(lastWorkingDay: CivilDate) -> String {
        "The due date is a day off; the last working day before it is \(day(lastWorkingDay))."
    }

    func provisional(year: Int) -> String {
        "This date is provisional: the official calendar of \(year) is not known yet."
    }

    func redirected(to address: String) -> String {
        "[Trial run: this message would have gone to \(address)]"
    }
}
