import Directives

/// When the daemon speaks of itself and reports: each working day, and once a week of itself.
///
/// Pure: what the ledger knows of it is a parameter.
struct RoutineMail {
    /// When it last did.
    struct Past {
        var daily: Instant
        /// Nil before the first sign of life of the ledger.
        var weekly: Instant?
    }

    private enum State {
        /// To be read from the ledger.
        case unknown
        case known(Past)
        /// With the instant of the next one, worked out by settings of a revision.
        case planned(Past, next: Instant?, settings: Int)
    }

    private var state = State.unknown

    /// Nil where the ledger is to be asked.
    var past: Past? {
        switch state {
        case .unknown: nil
        case .known(let past), .planned(let past, _, _): past
        }
    }

    /// When the next one is due; nil in both places where it must be planned.
    func next(settings revision: Int) -> Instant?? {
        if case .planned(_, let next, revision) = state { next } else { nil }
    }

    /// What the ledger says of the past.
    mutating func read(_ past: Past) {
        state = .known(past)
    }

    /// Works out when the next one is due.
    ///
    /// - Parameter first: when the first sign of life goes.
    mutating func plan(_ time: OfficeTime, first: () -> Instant?, settings revision: Int) -> Instant? {
        guard let past else { return nil }
        let weekly = past.weekly.map(time.nextWeekly) ?? first()
        let next = [time.nextDaily(after: past.daily), weekly].compactMap(\.self).min()
        state = .planned(past, next: next, settings: revision)
        return next
    }

    /// It came due while the office is closed.
    mutating func postpone(to opening: Instant, settings revision: Int) {
        guard let past else { return }
        state = .planned(past, next: opening, settings: revision)
    }

    /// The day's one is made; gives whether the weekly one is due with it.
    mutating func made(at now: Instant, _ time: OfficeTime) -> Bool {
        guard var past else { return false }
        let isWeekly = past.weekly.flatMap(time.nextWeekly).map { $0 <= now } ?? true
        past.daily = now
        if isWeekly { past.weekly = now }
        state = .known(past)
        return isWeekly
    }

    /// The clock was set back, or nothing of it could be written: the ledger is asked again.
    mutating func forget() {
        state = .unknown
    }
}

extension OfficeTime {
    /// The first office hour of the day after an instant's.
    fileprivate func nextDaily(after last: Instant) -> Instant? {
        nextOfficeHour(from: zone.end(of: zone.date(at: last)))
    }

    /// The first office hour of the week after an instant's.
    fileprivate func nextWeekly(after last: Instant) -> Instant? {
        let day = zone.date(at: last)
        return nextOfficeHour(from: zone.instant(day.adding(days: 8 - day.weekday.rawValue)))
    }
}
