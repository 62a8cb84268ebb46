import DirectiveFiles
public import Directives
import Foundation

/// The sample's calendar: Vietnam's.
public enum CalendarFixture {
    public static let settings: Settings? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config")
        return ConfigurationFolder(path: folder.standardizedFileURL.path).load().configuration?.settings
    }()

    public static func date(_ text: String) -> CivilDate { CivilDate(text)! }
}
