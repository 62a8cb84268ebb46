package import Directives

/// How a due follows from a deadline, step by step, with the source of each rule.
package protocol DerivationTexts: Sendable {
    func sentence(_ step: Derivation.Step, _ calendar: DerivationCalendar) -> String
    /// What an extension made of the rule: the due in force, and since when. Who granted it and why stands in the log.
    func granted(_ due: String, version: Int, since: CivilDate) -> String
}

extension DerivationTexts where Self: DayTexts {
    /// One sentence a step.
    package func sentences(_ derivation: Derivation, in time: OfficeTime) -> [String] {
        let calendar = DerivationCalendar(time: time)
        return derivation.steps.map { sentence($0, calendar) }
    }

    /// `24:00 thứ Ba 30/11/2021`, `Tue 30/11/2021 24:00`: the end of the last day, as people read it.
    package func due(_ due: Due, in time: OfficeTime) -> String {
        shortMoment(due.hasTime(in: time.zone) ? "\(time.zone.time(at: due.due))" : "24:00", due.dueDate)
    }
}

/// What the sentences of a derivation say of the office's calendar and hours, as facts.
package struct DerivationCalendar {
    let time: OfficeTime

    var name: String { time.calendar.name }

    /// Days off that a count passes over, as runs, each with the names of its holidays.
    func runs(_ daysOff: [CivilDate]) -> [(run: DayRun, names: [String])] {
        var runs: [DayRun] = []
        for date in daysOff {
            if let run = runs.last, run.last.adding(days: 1) == date {
                runs[runs.count - 1] = DayRun(first: run.first, last: date, isWorking: false)
            } else {
                runs.append(DayRun(first: date, last: date, isWorking: false))
            }
        }
        return runs.map { ($0, time.calendar.holidays(of: $0)) }
    }

    /// The acts that days off rest on; nil where only the weekend makes them.
    func source(_ daysOff: [CivilDate]) -> String? {
        let sources = Set(
            daysOff.compactMap { date in
                if case .holiday = time.calendar.reasonOff(date) { time.calendar.list(for: date)?.source } else { nil }
            })
        return sources.isEmpty ? nil : sources.sorted().joined(separator: "; ")
    }

    /// The office hours of some days: `07:30-11:30, 13:30-17:00`.
    func hours(_ days: CivilDate...) -> String {
        let texts = days.map { day in
            time.hours.spans(on: day, calendar: time.calendar).map(\.description).joined(separator: ", ")
        }
        return Set(texts.filter { !$0.isEmpty }).sorted().joined(separator: "; ")
    }
}
