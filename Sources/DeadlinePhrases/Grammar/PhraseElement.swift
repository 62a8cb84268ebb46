import Directives

/// What the grammar finds in a phrase, in order.
struct PhraseElement: Sendable {
    enum Kind: Sendable {
        case date(StatedDate)
        /// `16-20/11/2025`: the first day of a range whose end is the date.
        case days(Int, StatedDate)
        case daysOfMonth([Int], DayOwner)
        case lastDayOfMonth(working: Bool, quarterly: Bool)
        /// "ngày làm việc cuối cùng của", before a period.
        case lastWorkingDay
        case time(StatedTime)
        case officeEnd(PartOfDay)
        /// An hour, a minute or a weekday that does not exist.
        case impossible
        case weekday(Weekday, weekOffset: Int?)
        case relativeDay(Int, PartOfDay?)
        case nextWorkingDay
        case period(StatedPeriod)
        /// A year without the word.
        case bareYear(Int)
        case years(Int, Int)
        case amount(PhraseResolution.Pending)
        case frequency(PhraseRule.Frequency, interval: Int)
        case event(StatedEvent)
        case citation(number: Range<Int>?)
        case marker(Marker)
        case word
        case mark
    }

    /// A word that says how a day or a period limits the task.
    enum Marker: Hashable, Sendable {
        case before, latest, within, after, since, until, throughEnd, at, done, label, progress, periodic, and, or,
            gloss
        case occasion
    }

    let kind: Kind
    let tokens: Range<Int>
}
