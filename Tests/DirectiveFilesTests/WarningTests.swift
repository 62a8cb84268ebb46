import DirectiveFiles
import Directives
import Foundation
import Testing

@Test(arguments: [
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: 2021-W49,",
        "directives/tb.yaml:3:85: warning: 2021-12-12 is a Sunday; the last working day before it is 2021-12-10"),
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: 2021-01-01,",
        """
        directives/tb.yaml:3:85: warning: 2021-01-01 is a day off (Tết Dương lịch); the last working day before \
        it is 2020-12-31
        """),
    Mistake(
        "directives/tb.yaml", "deadline: 2021-11,", "deadline: 2023-11-30,",
        """
        directives/tb.yaml:3:85: warning: the calendar 'vn' has no data for 2023: what is counted in working days \
        there is provisional
        """),
    Mistake(
        "directory.yaml", "+999100000008", "+841234567890",
        """
        directory.yaml:4:86: warning: '+841234567890' is a Vietnamese mobile number of before 2018; today it is \
        "+84834567890"
        """),
    Mistake(
        "directory.yaml", "+999100000008", "+8491234567",
        "directory.yaml:4:86: warning: '+8491234567' has 8 digits behind +84, and Vietnamese mobile numbers have 9"),
    Mistake(
        "directory.yaml", "+999100000008", "+842438252121",
        "directory.yaml:4:86: warning: '+842438252121' is a fixed line in Vietnam, which takes no SMS"),
    Mistake(
        "directory.yaml", "+999100000008", "+8419001234",
        """
        directory.yaml:4:86: warning: '+8419001234' is no Vietnamese mobile number: behind +84 they begin with 3, 5, 7, \
        8 or 9
        """),
    Mistake(
        "directory.yaml", "tnmt@ubnd.example", "tnmt@ubnd",
        "directory.yaml:4:60: warning: 'tnmt@ubnd': 'ubnd' is no domain of the internet, such as office.example"),
    Mistake(
        "dondoc.yaml", ", friday: [\"07:30-11:30\"]", "",
        """
        dondoc.yaml:5:8: warning: 'friday' has no hours, and the calendar 'vn' has it as a working day: give it hours, or \
        put it into the weekend
        """),
    Mistake(
        "dondoc.yaml", ", friday:", ", friday: [\"07:30-10:00\"], saturday:",
        "dondoc.yaml:5:8: warning: 'saturday' has hours, and the calendar 'vn' has it in the weekend: they have no effect"
    ),
    Mistake(
        "dondoc.yaml", ", then every 5 working days, until 60 working days after]", "]",
        "dondoc.yaml:20:15: warning: the lead has no more than 1 overdue reminders, so this never comes"),
    Mistake(
        "directory.yaml", "[tam-thanh, hoang-van-thu]", "[tam-thanh, hoang-van-thu, tam-thanh]",
        """
        directory.yaml:9:80: warning: 'tam-thanh' is named twice; take one of them out; from version 0.3.0 on this is an \
        error
        """),
    Mistake(
        "dondoc.yaml", "until 60 working days after", "until 1 working day after",
        """
        dondoc.yaml:17:105: warning: 'until 1 working day after' comes before the first repetition, 6 working days after: \
        it has none; from version 0.3.0 on this is an error
        """),
    Mistake("dondoc.yaml", "/bin/cat", "/bin/kat", "dondoc.yaml:10:79: warning: there is no program '/bin/kat'"),
    Mistake(
        "dondoc.yaml", "/bin/cat", "/etc/passwd",
        "dondoc.yaml:10:79: warning: the program '/etc/passwd' is not executable"),
    Mistake(
        "dondoc.yaml", "operator: {email: [quan-tri@ubnd.example]}\n", "",
        "dondoc.yaml:1:1: warning: there is no 'operator': alarms go to the journal only"),
])
func aDoubtIsAWarningAndTheConfigurationHolds(_ doubt: Mistake) throws {
    let folder = SampleFolder(doubt.file, doubt.old, doubt.new)
    // The only day off of the sample lies before its notice, which is another doubt.
    let lines = try folder.lines().filter { !$0.contains("lies before the notice") }
    #expect(lines == [doubt.line])
    #expect(try folder.load().configuration != nil)
}

/// A text and what YAML takes for a comment in it; nil where nothing is lost.
@Test(arguments: [
    ("task: Sửa nhà số #5 Hàng Bài", "directives/tc.yaml:9:11: warning: 'task' ends before '#5 Hàng Bài', "),
    ("task: Sửa nhà\n      tại số #5", "directives/tc.yaml:9:11: warning: 'task' ends before '#5', "),
    ("task: a\n    quote: trong #tháng", "directives/tc.yaml:10:12: warning: 'quote' ends before '#tháng', "),
    (
        "task: a\n    withdrawn:\n      date: 2021-12-01\n      reason: số #7\n",
        "directives/tc.yaml:12:15: warning: 'reason'"
    ),
    ("task: Sửa nhà số # 5", nil), ("task: \"Sửa nhà #5\"", nil), ("task: Sửa nhà#5", nil), ("task: a # ghi chú", nil),
])
func aWordThatIsAComment(_ task: String, _ warning: String?) throws {
    let notice = """
        notice:
          id: tc
          title: Thông báo
          issued: 2021-11-30
        directives:
          - id: "1"
            lead: [van-phong]
            deadline: 2021-11-30
            \(task)

        """
    let lines = try SampleFolder("directives/tc.yaml", "", notice).lines()
    #expect(lines.count == (warning == nil ? 0 : 1), "\(lines)")
    if let warning { #expect(lines.first?.hasPrefix(warning) == true, "\(lines)") }
}

@Test func addressesThatNoGatewayServesAreAWarning() throws {
    let folder = SampleFolder(
        "dondoc.yaml", "operator: {email: [quan-tri@ubnd.example]}", "operator: {sms: [\"+84912345678\"]}")
    folder.replace("dondoc.yaml", "via: [email, sms]", "via: [email]")
    folder.replace("directory.yaml", "sms: [\"+999100000009\"]", "email: [tt@ubnd.example]")
    let sms =
        "  sms: {channel: sms, command: [./spool, sms, \"{to}\"], text: auto, segments: 2, exit-statuses: {69: rejected}}\n"
    folder.replace("dondoc.yaml", sms, "")
    #expect(
        try folder.lines() == [
            "dondoc.yaml:6:17: warning: no gateway serves the channel 'sms': nothing goes to these addresses"
        ])
}

@Test func aNewRuleIsAWarningForAFileInForce() throws {
    let folder = SampleFolder("directory.yaml", "+999100000008", "+840912345678")
    let accepted = try folder.load().files
    #expect(!accepted.isEmpty)
    let result = ConfigurationFolder(path: folder.path).followingLinks(of: accepted).load()
    #expect(
        result.diagnostics.map(\.description) == [
            """
            \(folder.path)/directory.yaml:4:86: warning: '+840912345678' is not in international form: write \
            "+84912345678"; from version 0.3.0 on this is an error
            """
        ])
    #expect(result.configuration?.settings.units["phong-tnmt"]?.addresses[.sms] == ["+840912345678"])
}

@Test func aCountThatIsMovedGivesNoWarning() throws {
    // 2021-12-05 is a Sunday, and the count goes on to the Monday by itself.
    let folder = SampleFolder("directives/tb.yaml", "deadline: 2021-11,", "deadline: 5 days after notice,")
    #expect(try folder.lines() == [])
}

@Test func aFileThatOthersMayWriteIsFoundForTheDaemon() throws {
    let folder = SampleFolder("dondoc.yaml", "/bin/cat", "/bin/kat")
    let file = "\(folder.path)/dondoc.yaml"
    try folder.write()
    try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: file)
    let result = try folder.load()
    let findings = ConfigurationFolder(path: folder.path).programFindings(in: result)
    #expect(
        findings.map(\.description) == [
            "\(file):1:1: error: this file names programs, and group or others may write it: chmod go-w",
            "\(file):10:79: error: there is no program '/bin/kat'",
        ])
}
