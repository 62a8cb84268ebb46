import Directives
import Foundation
import Testing

@testable import ReminderService

struct VersionTests {
    /// A release that moves one of them and not the other fails here.
    @Test func theNewestReleaseOfTheChangelogIsThisVersionAndItsDay() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../.github/CHANGELOG.md").standardized
        let heading = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .first { $0.hasPrefix("## ") && $0.contains(" - ") }
        #expect(heading.map(String.init) == "## \(Version.text) - \(Zone.utc.date(at: Version.released))")
    }
}
