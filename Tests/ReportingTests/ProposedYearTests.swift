import DirectiveFiles
import Directives
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Reporting

struct ProposedYearTests {
    @Test(arguments: Language.allCases, [2027, 2028, 2029, 2033])
    func theBlockIsReadBackAndStaysProvisional(language: Language, year: Int) throws {
        let proposal = try #require(StatutoryYear(year))
        let folder = try copyOfTheSample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "calendars/vn.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let block = ProposedYear(proposal, texts: language.texts).lines.joined(separator: "\n")
        try text.replacing("\nyears:\n", with: "\nyears:\n\(block)\n").write(
            to: file, atomically: true, encoding: .utf8)

        let result = ConfigurationFolder(path: folder.path).load()
        let time = try #require(result.configuration, "\(result.diagnostics)").settings.time
        #expect(Set(time.calendar.proposals[year]?.daysOff.keys.map(\.self) ?? []) == Set(proposal.certain.map(\.date)))
        #expect(time.calendar.years[year] == nil)

        let notice = Notice(
            id: "tb", symbol: "", number: "", title: "", issuer: "", issued: CalendarFixture.date("\(year)-04-28"))
        let derivation = try Deriver(time).derivation(
            of: try #require(Deadline("3 working days after notice")), in: notice, event: nil)
        guard case .dated(let due) = derivation.track else {
            Issue.record("no due")
            return
        }
        // 30/4 and 1/5 are passed over, or what makes up for them, though no list says so yet.
        let known = WorkingCalendar(
            name: "vn", weekend: time.calendar.weekend, years: time.calendar.years, namedDays: [:])
        #expect(due.dueDate > known.adding(workingDays: 3, to: notice.issued))
        #expect(due.provisional)
    }

    @Test func aFlagThatIsNeitherTrueNorFalseIsRefused() throws {
        let folder = try copyOfTheSample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "calendars/vn.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("  2026:\n", with: "  2026:\n    proposed: perhaps\n")
            .write(to: file, atomically: true, encoding: .utf8)
        let result = ConfigurationFolder(path: folder.path).load()
        #expect(result.configuration == nil)
        #expect(result.diagnostics.contains { "\($0)".contains("vn.yaml:") && "\($0)".contains("perhaps") })
    }

    private func copyOfTheSample() throws -> URL {
        let sample = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config")
        let copy = FileManager.default.temporaryDirectory.appending(path: "dondoc-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: sample.standardizedFileURL, to: copy)
        return copy
    }
}
