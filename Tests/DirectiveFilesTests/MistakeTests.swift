import DirectiveFiles
import Directives
import Testing

/// One small change to the good configuration, and the one line that must follow.
struct Mistake: CustomTestStringConvertible, Sendable {
    let file: String
    let old: String
    let new: String
    let line: String

    init(_ file: String, _ old: String, _ new: String, _ line: String) {
        self.file = file
        self.old = old
        self.new = new
        self.line = line
    }

    var testDescription: String { "\(old) → \(new)" }
}

@Test(
    arguments: settingsMistakes + gatewayMistakes + policyMistakes + directoryMistakes + calendarMistakes
        + directiveMistakes
        + deadlineMistakes)
func aMistakeIsSaidWithItsPlace(_ mistake: Mistake) throws {
    let folder = SampleFolder(mistake.file, mistake.old, mistake.new)
    #expect(try folder.lines(.error) == [mistake.line.replacing("FOLDER", with: folder.path)])
    #expect(try folder.load().configuration == nil)
}
