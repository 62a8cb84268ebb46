import DirectiveFiles
import Directives
import Foundation

/// The sample's calendar: Vietnam's.
enum CalendarFixture {
    static let settings: Settings? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config")
        return ConfigurationFolder(path: folder.standardizedFileURL.path).load().configuration?.settings
    }()

    static func date(_ text: String) -> CivilDate { CivilDate(text)! }
}
