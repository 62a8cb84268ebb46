import Directives
import Foundation
import Testing

@testable import DirectiveFiles

private let link =
    "this is a symbolic link, and none is followed below this folder: put what it leads to here"

@Test func mistakesOfAllFilesComeInOneRun() throws {
    let folder = SampleFolder("directives/tb.yaml", "deadline: 2021-11,", "deadline: 2021-13, roll: up,")
    folder.replace("directives/tb.yaml", "policy: standard", "polcy: standard")
    folder.replace("directory.yaml", "language: en", "language: english")
    folder.replace("calendars/vn.yaml", "12-25", "12-32")
    folder.replace("dondoc.yaml", "Asia/Ho_Chi_Minh", "ICT")
    folder.replace("directives/2022/tc.yaml", "", "notice: {id: tb, title: Khác, issued: 2022-01-05}\ndirectives: []\n")
    folder.replace("calendars/old.yaml", "", "weekend: sunday\n")
    let places = try folder.lines(.error).map { $0.prefix { $0 != " " } }
    #expect(
        places == [
            "calendars/old.yaml:1:10:", "calendars/vn.yaml:4:25:", "directives/tb.yaml:1:14:",
            "directives/tb.yaml:3:85:", "directives/tb.yaml:3:100:", "directives/tb.yaml:4:79:",
            "directory.yaml:6:89:", "dondoc.yaml:2:11:",
        ])
}

@Test func aNoticeIDUsedTwiceNamesItsFirstPlace() throws {
    let folder = SampleFolder(
        "directives/tc.yaml", "", "notice: {id: tb, title: Khác, issued: 2022-01-05}\ndirectives: []\n")
    #expect(
        try folder.lines(.error) == [
            "directives/tc.yaml:1:14: error: the notice id 'tb' is used twice; the first is in "
                + "\(folder.path)/directives/tb.yaml:1"
        ])
}

@Test(arguments: [
    ("dondoc.yaml", "dondoc.yaml:1:1: error: cannot read: there is no such file or folder"),
    ("directory.yaml", "directory.yaml:1:1: error: cannot read: there is no such file or folder"),
    ("directives/tb.yaml", "directives:1:1: error: cannot read this folder: there is no such file or folder"),
])
func aMissingFileIsAFindingAtItsPlace(file: String, line: String) throws {
    let folder = SampleFolder()
    folder.remove(file)
    #expect(try folder.lines(.error) == [line])
}

@Test func aMissingFolderIsAFinding() {
    let result = ConfigurationFolder(path: "/nonexistent/dondoc/").load()
    #expect(
        result.diagnostics.map(\.description) == [
            "/nonexistent/dondoc:1:1: error: cannot read this folder: there is no such file or folder"
        ])
    #expect(result.configuration == nil)
}

@Test func everyFileThatIsNotReadIsAWarning() throws {
    let folder = SampleFolder()
    let unread = "this file is not read"
    let files: [(path: String, warning: String?)] = [
        ("Directory.yaml", "\(unread); did you mean directory.yaml?"),
        ("calendars/old/x.yaml", nil),
        ("directive/tb.yaml", nil),
        ("directives/2022/tb.txt", "\(unread); its name must end in .yaml"),
        ("directives/tb", "\(unread); its name must end in .yaml"),
        ("directives/tb.YAML", "\(unread); its name must end in .yaml"),
        ("directives/tb.json", "\(unread); its name must end in .yaml"),
        ("directives/tb.yaml.txt", "\(unread); its name must end in .yaml"),
        ("tb.yaml", "\(unread); notices are in directives/, calendars in calendars/, templates in templates/"),
        ("templates/vi/letter.txt", "\(unread); its name must end in .mustache"),
    ]
    for file in files { try folder.write(Data("x: y\n".utf8), to: file.path) }
    // Pages, programs, hidden files and the copies of editors may be there.
    for file in [
        "README.md", "send-sms", "directives/.tb.yaml.swp", "directives/tb.yaml~", "directives/#tb.yaml#",
        "directives/tb.yaml.bak", "directives/.hidden/tb.yaml", "notes/x.txt",
    ] { try folder.write(Data("x".utf8), to: file) }
    let lines = files.compactMap { file in file.warning.map { "\(file.path):1:1: warning: \($0)" } }
    let folders = [
        "calendars/old:1:1: warning: this folder is not read: calendars are files of calendars/ itself",
        "directive:1:1: warning: this folder is not read; did you mean directives?",
    ]
    #expect(try folder.lines().sorted() == (lines + folders).sorted())
    #expect(try folder.load().configuration != nil)
}

@Test func aFileThatCannotBeReadIsReported() throws {
    let folder = SampleFolder("directives/a.yml", "", "notice: {}\n")
    folder.replace("directives/empty.yaml", "", "# nothing\n")
    try folder.write()
    let files = FileManager.default
    try files.createDirectory(atPath: "\(folder.path)/directives/b.yaml", withIntermediateDirectories: false)
    try files.createSymbolicLink(atPath: "\(folder.path)/directives/c.yaml", withDestinationPath: "c.yaml")
    try files.createSymbolicLink(atPath: "\(folder.path)/directives/d", withDestinationPath: ".")
    try files.createSymbolicLink(atPath: "\(folder.path)/directives/e.yaml", withDestinationPath: "/dev/zero")
    try folder.write(Data([0x61, 0x3A, 0x0A, 0xC4, 0x91, 0xFF]), to: "directives/f.yaml")
    try folder.write(Data(repeating: 0x20, count: 16 << 20 | 1), to: "directives/g.yaml")
    let lines = try folder.lines()
    #expect(
        lines.filter { $0.hasPrefix("directives/") && !$0.hasPrefix("directives/tb.yaml") } == [
            "directives/a.yml:1:1: warning: this file is not read; its name must end in .yaml",
            "directives/b.yaml:1:1: error: this is a folder, expected a file",
            "directives/c.yaml:1:1: error: \(link)",
            "directives/d:1:1: error: \(link)",
            "directives/e.yaml:1:1: error: \(link)",
            "directives/empty.yaml:1:1: error: the file is empty",
            "directives/f.yaml:2:2: error: this is not UTF-8 text",
            "directives/g.yaml:1:1: error: the file is larger than 16 MiB",
        ])
}

@Test func aFileThatChangesWhileItIsReadIsReported() {
    // It says that it is empty, and has more to read: as a file that grows after its size was asked for.
    let text = FileText("status", in: FolderPath("/proc/self"))
    #expect(text.findings.map(\.message) == ["the file changed while it was read"])
}

@Test func pathsBeginWithTheFolderAsItWasGiven() throws {
    let folder = SampleFolder("dondoc.yaml", "language: vi", "language: fr")
    try folder.write()
    let result = ConfigurationFolder(path: folder.path + "//").load()
    #expect(result.diagnostics.first { $0.severity == .error }?.location.file == "\(folder.path)/dondoc.yaml")
}

@Test(arguments: [
    "dondoc.yaml", "directory.yaml", "calendars/vn.yaml", "directives/tb.yaml", "directives", "calendars",
])
func aLinkIsRefusedAndItsTargetIsNotQuoted(entry: String) throws {
    let folder = SampleFolder()
    try folder.write()
    let outside = "\(folder.path)-outside"
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try FileManager.default.moveItem(atPath: "\(folder.path)/\(entry)", toPath: outside)
    if entry.hasSuffix(".yaml") { try Data("S3cretToken99\n".utf8).write(to: URL(filePath: outside)) }
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(entry)", withDestinationPath: outside)
    let findings = ConfigurationFolder(path: folder.path).load().diagnostics.filter { $0.severity == .error }
    #expect(findings.contains { $0.description == "\(folder.path)/\(entry):1:1: error: \(link)" }, "\(findings)")
    #expect(!findings.contains { $0.message.contains("S3cret") })
}

@Test func aFileInForceIsReadOverItsLinkWithAWarningWhileItsBytesAreTheSame() throws {
    let folder = SampleFolder(
        "directives/2022/tc.yaml", "", "notice: {id: tc, title: K, issued: 2022-01-05}\ndirectives: []\n")
    let accepted = try folder.load().files
    let outside = "\(folder.path)-outside"
    defer { try? FileManager.default.removeItem(atPath: outside) }
    for entry in ["dondoc.yaml", "directives"] {
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: "\(folder.path)/\(entry)", toPath: "\(outside)/\(entry)")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/\(entry)", withDestinationPath: "\(outside)/\(entry)")
    }
    let configuration = ConfigurationFolder(path: folder.path).followingLinks(of: accepted)
    let result = configuration.load()
    #expect(result.configuration != nil)
    #expect(
        result.diagnostics.filter { $0.message.hasPrefix(link) }.map(\.description)
            == ["directives/2022/tc.yaml", "directives/tb.yaml", "dondoc.yaml"].map {
                "\(folder.path)/\($0):1:1: warning: \(link); from version 0.3.0 on this is an error"
            })
    #expect(configuration.isUnchanged(since: result.files))
    // What is new or changed is an error at once.
    try Data("S3cretToken99\n".utf8).write(to: URL(filePath: "\(outside)/directives/tb.yaml"))
    let changed = configuration.load()
    #expect(changed.diagnostics.contains { $0.description == "\(folder.path)/directives/tb.yaml:1:1: error: \(link)" })
    #expect(!changed.diagnostics.contains { $0.message.contains("S3cret") })
}
