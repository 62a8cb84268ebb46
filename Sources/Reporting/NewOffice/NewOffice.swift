package import Directives
import Rendering

/// A small configuration for an office that begins with Dondoc: one unit, one task that is due within a fortnight, and a
/// gateway that writes each message to a file.
///
/// A pure function of its parameters.
package struct NewOffice: Sendable {
    /// The office's name; nil for a text that stands for it.
    let name: String?
    let zone: Zone
    let language: Language
    /// The day of the notice, in the office's zone.
    let date: CivilDate
    /// The calendar of the sample, with a proposal for this year and the next where it has no list of them.
    let calendar: String

    package init(name: String?, zone: Zone, language: Language, on date: CivilDate) {
        self.name = name
        self.zone = zone
        self.language = language
        self.date = date
        let sample = String(decoding: PackageResources.vn_yaml, as: UTF8.self)
        let proposals = [date.year, date.year + 1].filter { !sample.contains("\n  \($0):\n") }
            .compactMap { StatutoryYear($0) }.flatMap { ProposedYear($0, texts: language.texts).lines }
        calendar = sample.replacing("\nyears:\n", with: (["\nyears:"] + proposals).joined(separator: "\n") + "\n")
    }

    /// The last weekday within a fortnight that is worked whatever is decided on: the calendar names it nowhere.
    package var due: CivilDate {
        let last = date.adding(days: 14)
        let days = (0..<14).map { last.adding(days: -$0) }
        return days.first { ![.saturday, .sunday].contains($0.weekday) && !calendar.contains("\($0):") } ?? last
    }

    /// All files of the folder.
    package var files: [NewFolder.File] {
        [
            NewFolder.File(path: "dondoc.yaml", text: settings),
            NewFolder.File(path: "directory.yaml", text: directory),
            NewFolder.File(path: "calendars/vn.yaml", text: calendar),
            NewFolder.File(path: "directives/notice-1.yaml", text: notice),
            NewFolder.File(
                path: "spool", text: String(decoding: PackageResources.spool, as: UTF8.self), isProgram: true),
        ]
    }
}
