/// What a new configuration says to recipients until its office writes its own words.
package protocol NewOfficeTexts: Sendable {
    func newOffice(_ text: NewOfficeText) -> String
}

package enum NewOfficeText: Sendable {
    /// The office's name, where none is given.
    case name
    /// The name of its one unit.
    case unit
    /// The title of its one notice.
    case title
    /// The one task of that notice.
    case task
}
