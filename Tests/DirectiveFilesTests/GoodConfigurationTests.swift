import DirectiveFiles
import Directives
import Foundation
import Testing

@testable import Ledger

@Test func aGoodConfigurationLoadsWithItsValues() throws {
    let folder = SampleFolder()
    let result = try folder.load()
    #expect(result.diagnostics.filter { $0.severity == .error } == [])
    let configuration = try #require(result.configuration)
    let settings = configuration.settings

    #expect(settings.office == .init(name: "Văn phòng UBND thành phố", short: "VP UBND"))
    #expect(settings.time.zone.identifier == "Asia/Ho_Chi_Minh")
    #expect(settings.time.calendar.name == "vn")
    #expect(settings.time.hours.spans[.monday]?.map(\.description) == ["07:30-11:30", "13:30-17:00"])
    #expect(settings.time.hours.spans[.sunday] == nil)
    #expect(settings.operatorAddresses == [.email: ["quan-tri@ubnd.example"]])
    #expect(settings.gateways.map(\.name) == ["email", "sms"])
    #expect(settings.gateways[1].command == ["\(folder.path)/spool", "sms", "{to}"])
    #expect(settings.gateways[1].exitStatuses == [69: .rejected])
    let policy = try #require(settings.policies["standard"])
    #expect(policy.lead.via == [.email, .sms])
    #expect(policy.lead.steps.count == 6)
    #expect(policy.escalation == .init(after: 3, to: ["lanh-dao"]))
    #expect(policy.review == StepCount(10, working: true))
    #expect(settings.units["hoang-van-thu"]?.language == .english)
    #expect(settings.groups["phuong-xa"]?.members == ["tam-thanh", "hoang-van-thu"])

    #expect(configuration.notices.map(\.id) == ["tb"])
    #expect(configuration.notices[0].assigned == CivilDate("2021-11-26"))
    #expect(configuration.directives.map(\.id.item) == ["8.1", "8.2", "8.3", "8.4"])
    #expect(configuration.directives[0].coordinating == ["tam-thanh", "hoang-van-thu"])
    #expect(configuration.directives[1].lead == ["tam-thanh", "hoang-van-thu"])
    #expect(configuration.directives[2].deadlines.map(\.name) == ["mot", "hai"])
    #expect(configuration.directives[3].opens == .failure(of: DirectiveID(notice: "tb", item: "8.1")))
    #expect(configuration.directives[3].deadlines == [.init(.urgent)])
    #expect(configuration.directives[3].personal)

    #expect(result.files.map(\.path) == ["calendars/vn.yaml", "directives/tb.yaml", "directory.yaml", "dondoc.yaml"])
    #expect(result.files.allSatisfy { $0.sha256.utf8.count == 64 && $0.size > 0 && $0.inode > 0 && $0.modified > 0 })
    let place = result.locations.directives[DirectiveID(notice: "tb", item: "8.2")]
    #expect(place == .init(file: "\(folder.path)/directives/tb.yaml", line: 4, column: 10))
    #expect(result.locations.units["van-phong"]?.line == 3)
    #expect(result.locations.gateways["sms"]?.line == 11)
}

@Test(arguments: ["\u{a0}Một\u{a0}", " Một\u{a0}", "\u{a0}Một\n", "\u{3000}Một"])
func whiteSpaceOfAnyKindIsTrimmedAtEachEnd(task: String) throws {
    let folder = SampleFolder("directives/tb.yaml", "task: Một", "task: \"\(task.replacing("\n", with: "\\n"))\"")
    #expect(try #require(try folder.load().configuration).directives.first?.task == "Một")
}

@Test func reportsAndTextsOfTelephonesCanBeChosen() throws {
    let folder = SampleFolder()
    #expect(try #require(try folder.load().configuration).settings.reports == .init(exceptions: true, summary: .monday))
    folder.replace("dondoc.yaml", "language: vi", "reports: {exceptions: never, summary: friday}")
    folder.replace("directory.yaml", "aliases: [TNMT]", "sms-text: accented")
    let settings = try #require(try folder.load().configuration).settings
    #expect(settings.reports == .init(exceptions: false, summary: .friday))
    #expect(settings.units["phong-tnmt"]?.smsText == .accented)
    folder.replace("dondoc.yaml", "summary: friday", "summary: never")
    #expect(try #require(try folder.load().configuration).settings.reports.summary == nil)
}

@Test func aConfigurationSurvivesStoringAndReading() throws {
    func stored<Value: VersionedForm>(_ value: Value) throws -> Value {
        let text = JSON.text(value)
        return try Value(text: text, form: 1, sum: Checksum.of(text))
    }
    let configuration = try #require(try SampleFolder().load().configuration)
    #expect(try stored(configuration.settings) == configuration.settings)
    #expect(try configuration.notices.map(stored) == configuration.notices)
    #expect(try configuration.directives.map(stored) == configuration.directives)
}

@Test func marksAndEndsOfLinesOfOtherSystemsAreRead() throws {
    let plain = SampleFolder()
    let expected = try #require(try plain.load().configuration)
    let other = SampleFolder()
    for (file, text) in plain.files {
        let decomposed = text.decomposedStringWithCanonicalMapping
        other.replace(file, "", "\u{FEFF}" + decomposed.replacing("\n", with: "\r\n"))
    }
    let result = try other.load()
    #expect(result.diagnostics.filter { $0.severity == .error } == [])
    let configuration = try #require(result.configuration)
    #expect(configuration.notices == expected.notices)
    #expect(configuration.directives == expected.directives)
    // Swift holds composed and decomposed text for equal; bytes are what the ledger compares.
    let utf8 = configuration.directives.map { Array($0.task.utf8) }
    #expect(utf8 == expected.directives.map { Array($0.task.utf8) })
}
