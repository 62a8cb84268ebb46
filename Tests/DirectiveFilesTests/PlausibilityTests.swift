import DirectiveFiles
import Directives
import Testing

/// What is well formed and cannot be meant: units of another time, words next to known ones, dates out of order.
struct PlausibilityTests {
    private static let ended = ["phong-tnmt": "2021-11-01", "tam-thanh": "2021-11-25", "hoang-van-thu": "2021-11-25"]

    private func folder(ending units: [String], successor: String? = nil) -> SampleFolder {
        let folder = SampleFolder()
        for unit in units {
            let end = Self.ended[unit] ?? ""
            let heir = successor.map { ", successor: \($0)" } ?? ""
            folder.replace("directory.yaml", "\(unit): {", "\(unit): {valid-to: \(end)\(heir), ")
        }
        return folder
    }

    @Test(arguments: [nil, "van-phong"])
    func aUnitThatHadEndedBeforeTheNoticeIsRefused(successor: String?) throws {
        let heir = successor.map { ": '\($0)'" } ?? ""
        #expect(
            try folder(ending: ["phong-tnmt"], successor: successor).lines(.error) == [
                "directives/tb.yaml:3:35: error: 'phong-tnmt' ended on 2021-11-01, before 2021-11-26; name its "
                    + "successor\(heir)"
            ])
    }

    @Test(arguments: ["coordinating", "supervising", "receiving"])
    func soItIsInEveryRole(role: String) throws {
        let folder = folder(ending: ["tam-thanh"])
        folder.replace("directives/tb.yaml", "quote: trong", "\(role): [tam-thanh], quote: trong")
        folder.replace("directives/tb.yaml", "coordinating: [phuong-xa], ", "")
        #expect(try folder.lines(.error).count == 1)
    }

    @Test func aGroupHasTheMembersOfItsTime() throws {
        let one = try folder(ending: ["tam-thanh"]).load()
        #expect(one.configuration?.directives[1].lead == ["hoang-van-thu"])
        // Its successor has the work of a member that has one.
        let heir = try folder(ending: ["tam-thanh"], successor: "van-phong").load()
        #expect(heir.configuration?.directives[1].lead == ["tam-thanh", "hoang-van-thu"])
        #expect(
            try folder(ending: ["tam-thanh", "hoang-van-thu"]).lines(.error).contains {
                $0.hasSuffix("error: all units of the group 'phuong-xa' had ended before 2021-11-26")
            })
    }

    @Test(arguments: [
        ("notices", "notice"), ("notise", "notice"), ("recipt", "receipt"), ("reciept", "receipt"),
        ("receipts", "receipt"), ("christmass", "christmas' with a year"),
    ])
    func anEventNextToAKnownWordIsASlip(name: String, meant: String) throws {
        let folder = SampleFolder("directives/tb.yaml", "5 days after receipt", "5 days after \(name)")
        let quote = meant.contains("'") ? "" : "'"
        #expect(
            try folder.lines(.error) == [
                "directives/tb.yaml:4:57: error: '\(name)' would be an event of your own; did you mean '\(meant)\(quote)?"
            ])
    }

    @Test(arguments: ["thanh-tra", "receipt-of-file", "notification", "tet-meeting", "approval"])
    func anEventOfOnesOwnIsNone(name: String) throws {
        #expect(try SampleFolder("directives/tb.yaml", "5 days after receipt", "5 days after \(name)").lines() == [])
        #expect(try SampleFolder("directives/tb.yaml", "after 8.1 fails", "after \(name)").lines() == [])
    }

    @Test(arguments: ["tet", "christmas"])
    func aNamedDayWantsItsYear(name: String) throws {
        let error = "error: '\(name)' is a day of the calendar and wants its year, such as \(name) 2021"
        let counted = SampleFolder("directives/tb.yaml", "5 days after receipt", "10 days after \(name)")
        #expect(try counted.lines(.error) == ["directives/tb.yaml:4:57: \(error)"])
        let opening = SampleFolder("directives/tb.yaml", "after 8.1 fails", "after \(name)")
        #expect(try opening.lines(.error) == ["directives/tb.yaml:6:54: \(error)"])
    }

    @Test(arguments: ["2", "8", "8.1"])
    func aDirectiveIsNoEvent(item: String) throws {
        let lines = try SampleFolder("directives/tb.yaml", "after 8.1 fails", "after \(item)").lines(.error)
        #expect(lines == ["directives/tb.yaml:6:54: error: write 'after \(item) fails' or 'after \(item) is done'"])
    }

    @Test(arguments: ["2021-11-30", "2021-12", "before christmas 2021", "at once", "urgent"])
    func aRollThatDoesNothingIsRefused(deadline: String) throws {
        let folder = SampleFolder("directives/tb.yaml", "deadline: 2021-11,", "deadline: \(deadline), roll: forward,")
        #expect(
            try folder.lines(.error) == [
                "directives/tb.yaml:3:85: error: 'roll' does nothing here: only what is counted, or recurs, is moved off "
                    + "a day off; write the day itself"
            ])
    }

    @Test(arguments: ["forward", "backward", "none"], ["5 days after notice", "every month on day 20"])
    func aRollOfWhatIsCountedOrRecursWorks(roll: String, deadline: String) throws {
        #expect(
            try SampleFolder("directives/tb.yaml", "deadline: 2021-11,", "deadline: \(deadline), roll: \(roll),")
                .lines(.error) == [])
    }

    @Test(arguments: [
        (
            "deadline: 2021-11,", "deadline: 2020-12-31,",
            "3:85: warning: the due 2020-12-31 lies before the notice, which"
        ),
        ("deadline: 2021-11,", "deadline: 2021-10,", "3:85: warning: the due 2021-10-31 lies before the notice, which"),
        ("met: 2021-11-26", "met: 2021-12-26", "1:114: warning: 'met' is 2021-12-26, after the notice was issued"),
    ])
    func datesOutOfOrderAreWarnedOf(old: String, new: String, line: String) throws {
        let lines = try SampleFolder("directives/tb.yaml", old, new).lines(.warning)
        #expect(lines.contains { $0.hasPrefix("directives/tb.yaml:\(line)") }, "\(lines)")
    }

    @Test(arguments: [("2021-11-25", 1), ("2021-11-26", 0), ("2021-11-30", 0)])
    func aNoticeOfADayToComeIsWarnedOfUnlessItsMeetingHasBeen(today: String, count: Int) throws {
        let now: @Sendable (Zone) -> Instant = { $0.instant(CivilDate(today)!) }
        let found = try SampleFolder().load(.init(now: now)).diagnostics.filter { $0.message.hasPrefix("'issued'") }
        #expect(found.count == count)
    }
}
