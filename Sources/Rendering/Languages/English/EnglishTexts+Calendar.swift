import Directives

extension EnglishTexts {
    func calendarLabel(_ label: CalendarLabel) -> String {
        switch label {
        case .daysOff: "* Days off"
        case .workedInExchange: "+ Worked in exchange"
        case .otherDays: "  Other days"
        case .off: "off"
        case .source: "Source"
        case .yetToBeDecided: "Yet to be decided:"
        }
    }

    func year(_ year: Int) -> String { "\(year)" }

    func workingDays(_ working: Int, daysOff: Int) -> String { "\(working) working days, \(daysOff) days off" }

    func noOfficialList(of year: Int) -> String {
        "NOTE: there is no official list of days off for \(year); its working days are provisional."
    }

    func provisionalCount(in year: Int) -> String {
        "Provisional: there is no official list of days off for \(year)."
    }

    func lunarDay(_ day: String) -> String { "\(day) lunar" }

    func lunarCell(_ day: String) -> String { "lunar \(day)" }

    func counted(_ working: Int, among days: Int, from start: String, to end: String) -> String {
        "From \(start) (not counted) to \(end): \(working) working days in \(days) days"
    }

    func added(_ count: String, _ direction: Direction, _ start: String, gives result: String) -> String {
        "\(count) \(direction == .after ? "after" : "before") \(start): \(result)"
    }

    func proposal(of year: Int) -> [String] {
        [
            "A proposal for \(year), worked out from the law; NOT the official list.",
            "It belongs below 'years:'. When the list is out: correct the days, cite it in 'source', drop 'proposed'.",
        ]
    }

    func proposalSource(cultureDay: Bool) -> String {
        "Expected by the Labour Code 2019, art. 111.3 and 112\(cultureDay ? "; Nghị quyết 28/2026/QH16, Điều 2" : ""); no official list yet"
    }

    func makingUp(for day: String) -> String { " (for \(day))" }

    func choice(of holiday: String) -> String { "\(holiday): the Prime Minister chooses" }

    func unsettled(_ holiday: String, on day: String) -> String {
        "\(holiday) is \(day): no rule says whether it is made up"
    }

    func bridge(_ day: String) -> String { "\(day) lies between days off: it may be exchanged for a Saturday" }
}
