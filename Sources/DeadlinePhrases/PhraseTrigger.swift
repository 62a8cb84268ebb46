package import Directives

/// When the event happened that a duration is counted from.
package struct PhraseTrigger: Hashable, Sendable {
    package let date: CivilDate
    /// Needed where hours are counted.
    package let time: TimeOfDay?

    package init(date: CivilDate, time: TimeOfDay? = nil) {
        self.date = date
        self.time = time
    }
}

extension PhraseTrigger: LosslessStringConvertible {
    /// Parses `2021-11-30` and `2021-11-30T15:30`; seconds are dropped.
    package init?(_ description: String) {
        guard let date = CivilDate(String(description.prefix(10))) else { return nil }
        let rest = description.dropFirst(10)
        if rest.isEmpty {
            self.init(date: date)
            return
        }
        guard let first = rest.first, first == "T" || first == " ", [6, 9].contains(rest.utf8.count),
            let time = TimeOfDay(String(rest.dropFirst().prefix(5)))
        else { return nil }
        self.init(date: date, time: time)
    }

    package var description: String {
        time.map { "\(date)T\($0)" } ?? "\(date)"
    }
}
