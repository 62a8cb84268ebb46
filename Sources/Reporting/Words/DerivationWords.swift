public import Directives

/// Puts a derivation into words of a language, with the source of each rule.
public struct DerivationWords: Sendable {
    public let language: Language
    let time: OfficeTime
    let days: DayWords

    public init(_ time: OfficeTime, language: Language = .english) {
        self.time = time
        self.language = language
        days = DayWords(language)
    }

    /// One sentence a step.
    public func sentences(_ derivation: Derivation) -> [String] {
        derivation.steps.map { language == .vietnamese ? vietnamese($0) : english($0) }
    }

    /// `thứ Ba 30/11/2021`, `Tue 30/11/2021`.
    public func day(_ date: CivilDate) -> String {
        days.day(date)
    }

    /// `24:00 thứ Ba 30/11/2021`, `Tue 30/11/2021 24:00`: the end of the last day, as people read it.
    public func due(_ due: Due) -> String {
        let minute = due.hasTime(in: time.zone) ? "\(time.zone.time(at: due.due))" : "24:00"
        return language == .vietnamese ? "\(minute) \(day(due.dueDate))" : "\(day(due.dueDate)) \(minute)"
    }

    /// What an extension made of the rule: the due in force, and since when.
    ///
    /// Who granted it and why stands in the log.
    func granted(_ due: Due, version: Int, since: CivilDate) -> String {
        language == .vietnamese
            ? "đã được gia hạn ngày \(day(since)): hạn đang có hiệu lực là \(self.due(due)) (phiên bản \(version); xem dondoc log)"
            : "extended on \(day(since)): the due in force is \(self.due(due)) (version \(version); see dondoc log)"
    }

    /// Days off that a count passes over, run by run, each run of holidays with their names.
    func runs(_ daysOff: [CivilDate], joiner: (DayRun, [String]) -> String) -> String {
        var runs: [DayRun] = []
        for date in daysOff {
            if let run = runs.last, run.last.adding(days: 1) == date {
                runs[runs.count - 1] = DayRun(first: run.first, last: date, isWorking: false)
            } else {
                runs.append(DayRun(first: date, last: date, isWorking: false))
            }
        }
        return runs.map { joiner($0, time.calendar.holidays(of: $0)) }.joined(separator: "; ")
    }

    /// The acts that days off rest on; nothing where only the weekend makes them.
    func source(_ daysOff: [CivilDate]) -> String? {
        let sources = Set(
            daysOff.compactMap { date in
                if case .holiday = time.calendar.reasonOff(date) { time.calendar.list(for: date)?.source } else { nil }
            })
        return sources.isEmpty ? nil : sources.sorted().joined(separator: "; ")
    }
}
