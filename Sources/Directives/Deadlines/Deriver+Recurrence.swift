extension Deriver {
    /// The due of one occurrence, with the steps that lead to it.
    func derivation(of recurrence: Recurrence, _ occurrence: Recurrence.Occurrence) -> Derivation {
        var steps: [Derivation.Step] = []
        steps.append(.recurs(recurrence, period: occurrence.period, occurrence.date))
        if let missing = recurrence.missingDay(at: occurrence.date) {
            steps.append(.clamped(day: missing, to: occurrence.date))
        }
        // A date written as such is never moved, unless `roll` is given.
        let roll = recurrence.roll ?? .stay
        let day = roll == .stay ? occurrence.date : rolled(occurrence.date, roll, &steps)
        let usesDaysOff = recurrence.usesWorkingDays || roll != .stay
        let unknown = usesDaysOff ? uncoveredYear(from: occurrence.date, to: day) : nil
        let track = track(recurrence, day, provisional: unknown != nil, &steps)
        if let unknown { steps.append(.provisional(year: unknown)) }
        return Derivation(steps: steps, track: track)
    }

    private func track(
        _ recurrence: Recurrence, _ day: CivilDate, provisional: Bool, _ steps: inout [Derivation.Step]
    ) -> Track {
        if recurrence.isBefore { return before(day, provisional: provisional, &steps) }
        noteDayOff(day, &steps)
        guard let minute = recurrence.time else { return end(of: day, provisional: provisional, &steps) }
        steps.append(.atTime(day, minute))
        let instant = time.zone.instant(day, minute)
        return .dated(Due(aim: instant, due: instant, aimDate: day, dueDate: day, provisional: provisional))
    }
}

extension Recurrence {
    /// Whether its days depend on which days are worked.
    fileprivate var usesWorkingDays: Bool {
        guard case .cycle(let cycle) = pattern else { return false }
        if case .workingDay = cycle.day { return true }
        return cycle.every == .workingDay
    }

    /// The number of the day in the rule, where the period has no day of that number.
    fileprivate func missingDay(at date: CivilDate) -> Int? {
        guard case .cycle(let cycle) = pattern, let kind = cycle.period else { return nil }
        return cycle.missingDay(in: Period(kind, holding: date))
    }
}
