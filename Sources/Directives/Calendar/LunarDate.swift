import func Foundation.sin

/// A day of the Vietnamese lunisolar calendar, reckoned at UTC+7.
///
/// A month begins on the day, at UTC+7, of the astronomical new moon; the month that contains the winter solstice is the
/// eleventh; in a year of thirteen months the first one without a major solar term is the leap month. The Chinese
/// calendar applies the same rules at UTC+8, so the two differ in some years: Tết 1985 by a month, 2007 and 2030 by a
/// day. Foundation's `Calendar.Identifier.vietnamese` answers with Gregorian fields on Linux.
///
/// Dates of 1967 to 2100 are checked against two independent tables. Before 1968 the state's calendar was reckoned at
/// UTC+8, so earlier results are not the days of that calendar.
public struct LunarDate: Hashable, Sendable {
    /// The Gregorian year in which the lunar year begins.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 30.
    public let day: Int
    /// Whether it lies in the leap month that follows the month of the same number.
    public let isLeapMonth: Bool

    public init(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
        self.year = year
        self.month = month
        self.day = day
        self.isLeapMonth = isLeapMonth
    }

    /// The lunar day of a civil day.
    public init(_ date: CivilDate) {
        let lunation = Lunation(holding: date.dayNumber)
        let solarYear = date.year
        // The lunar "solstice year" runs from one eleventh month to the next.
        let own = Lunation.eleventhMonth(of: solarYear)
        let anchorYear = lunation.number >= own.number ? solarYear : solarYear - 1
        let first = anchorYear == solarYear ? own : Lunation.eleventhMonth(of: anchorYear)
        let next = Lunation.eleventhMonth(of: anchorYear + 1)
        let position = lunation.number - first.number
        let leap = Self.leapPosition(from: first, to: next)
        let regular = leap.map { position >= $0 ? position - 1 : position } ?? position
        month = (regular + 10) % 12 + 1
        year = regular < 2 ? anchorYear : anchorYear + 1
        day = date.dayNumber - lunation.firstDay + 1
        isLeapMonth = position == leap
    }

    /// The civil day; nil for a day or a leap month that the lunar year does not have.
    public var civilDate: CivilDate? {
        let anchorYear = month >= 11 ? year : year - 1
        let first = Lunation.eleventhMonth(of: anchorYear)
        let next = Lunation.eleventhMonth(of: anchorYear + 1)
        let regular = month >= 11 ? month - 11 : month + 1
        let leap = Self.leapPosition(from: first, to: next)
        let position: Int
        switch (leap, isLeapMonth) {
        case (let leap?, true) where leap == regular + 1: position = leap
        case (_, true): return nil
        case (let leap?, false) where regular >= leap: position = regular + 1
        default: position = regular
        }
        let lunation = Lunation(number: first.number + position)
        let civil = CivilDate(dayNumber: lunation.firstDay + day - 1)
        guard day >= 1, civil.dayNumber < Lunation(number: lunation.number + 1).firstDay else { return nil }
        return civil
    }

    /// How many months after an eleventh month the leap month comes; nil in a year of twelve months.
    private static func leapPosition(from first: Lunation, to next: Lunation) -> Int? {
        guard next.number - first.number == 13 else { return nil }
        return (1...12).first { position in
            let month = Lunation(number: first.number + position)
            let following = Lunation(number: first.number + position + 1)
            return Sun.majorTerm(atStartOf: month.firstDay) == Sun.majorTerm(atStartOf: following.firstDay)
        }
    }
}

/// The offset of UTC+7 in days.
private let zoneDays = 7.0 / 24
/// The Julian date of 1970-01-01T00:00 UTC.
private let epochJulianDate = 2_440_587.5

private func sine(_ degrees: Double) -> Double {
    sin(degrees * .pi / 180)
}

/// A month from new moon to new moon, numbered from the one of January 1900.
///
/// The instant of a new moon after J. Meeus, *Astronomical Formulae for Calculators*, chapter 32.
private struct Lunation {
    let number: Int
    /// The day number, at UTC+7, of the new moon.
    let firstDay: Int

    init(number: Int) {
        self.number = number
        let k = Double(number)
        let t = k / 1_236.85
        let sun = 359.2242 + 29.10535608 * k - (0.0000333 + 0.00000347 * t) * t * t
        let moon = 306.0253 + 385.81691806 * k + (0.0107306 + 0.00001236 * t) * t * t
        let node = 21.2964 + 390.67050646 * k - (0.0016528 + 0.00000239 * t) * t * t
        let mean =
            2_415_020.75933 + 29.53058868 * k + (0.0001178 - 0.000000155 * t) * t * t
            + 0.00033 * sine(166.56 + (132.87 - 0.009173 * t) * t)
        let terms: [(Double, Double)] = [
            (0.1734 - 0.000393 * t, sun), (0.0021, 2 * sun), (-0.4068, moon), (0.0161, 2 * moon), (-0.0004, 3 * moon),
            (0.0104, 2 * node), (-0.0051, sun + moon), (-0.0074, sun - moon), (0.0004, 2 * node + sun),
            (-0.0004, 2 * node - sun), (-0.0006, 2 * node + moon), (0.0010, 2 * node - moon), (0.0005, sun + 2 * moon),
        ]
        let correction = terms.reduce(0) { $0 + $1.0 * sine($1.1) }
        let deltaT = -0.000278 + (0.000265 + 0.000262 * t) * t
        firstDay = Int((mean + correction - deltaT - epochJulianDate + zoneDays).rounded(.down))
    }

    /// The lunation that a day lies in.
    ///
    /// The estimate from the mean month can be one off near a new moon.
    init(holding day: Int) {
        var candidate = Lunation(number: Int((Double(day) + 25_537) / 29.530588853))
        while candidate.firstDay > day { candidate = Lunation(number: candidate.number - 1) }
        while true {
            let next = Lunation(number: candidate.number + 1)
            if next.firstDay > day { break }
            candidate = next
        }
        self = candidate
    }

    /// The lunation of a year's winter solstice.
    static func eleventhMonth(of year: Int) -> Lunation {
        let yearEnd = CivilDate(year: year, month: 12, day: 31) ?? CivilDate(dayNumber: 0)
        let last = Lunation(holding: yearEnd.dayNumber)
        // Sector 9 begins at the solstice, 270°: a month that begins in it comes after the solstice.
        return Sun.majorTerm(atStartOf: last.firstDay) >= 9 ? Lunation(number: last.number - 1) : last
    }
}

private enum Sun {
    /// The twelfth of the ecliptic, 0 to 11, that the Sun is in at 0:00 UTC+7 of a day (Meeus, chapter 18).
    static func majorTerm(atStartOf day: Int) -> Int {
        let t = (Double(day) + epochJulianDate - zoneDays - 2_451_545) / 36_525
        let anomaly = 357.52910 + (35_999.05030 - (0.0001559 + 0.00000048 * t) * t) * t
        let centre =
            (1.914600 - (0.004817 + 0.000014 * t) * t) * sine(anomaly) + (0.019993 - 0.000101 * t) * sine(2 * anomaly)
            + 0.000290 * sine(3 * anomaly)
        let longitude = 280.46645 + (36_000.76983 + 0.0003032 * t) * t + centre
        let turns = (longitude / 360).rounded(.down)
        return Int((longitude - turns * 360) / 30) % 12
    }
}
