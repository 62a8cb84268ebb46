import Basics
package import Directives

extension CivilDate {
    /// `30/11/2021`, as Vietnamese offices write it and as this program writes it in every language.
    package var dayMonthYear: String {
        let (year, month, day) = components
        return "\(day.padded(to: 2))/\(month.padded(to: 2))/\(year)"
    }

    /// `29/10`.
    package var dayMonth: String { "\(day.padded(to: 2))/\(month.padded(to: 2))" }
}
