import Directives
import Ledger
import Rendering
import Reporting
import TestSupport
import Testing

@testable import ReminderService

/// What nobody is reminded of stands in the weekly table, with since when.
struct WeeklyTableTests {
    private static let ninthSix = DirectiveID(notice: "tb", item: "9.6")

    private func lab(
        _ directives: [Directive], policy: Policy = Fixture.standard, start: String = "2021-12-01 07:00"
    ) async throws -> Lab {
        let settings = Fixture.changing(
            Fixture.settings(policies: [policy], limits: Fixture.unlimited), reports: .init(exceptions: false))
        return try await Lab(
            Fixture.configuration(directives, settings: settings), at: Fixture.instant(start), automaticMail: .all)
    }

    /// The attached table: the item of the notice, and its row from the due date on.
    private func table(_ lab: Lab, in language: Language = .vietnamese) throws -> [String: String] {
        let settings = try #require(try lab.ledger.configurationInForce()).settings
        let items = try SupervisedWork.year(of: lab.now, in: lab.ledger, settings: settings)
        let csv = ReportTable(items, settings: settings, texts: language.texts, at: lab.now).csv
        let rows = String(decoding: csv.dropFirst(3), as: UTF8.self).split(separator: "\r\n").dropFirst()
        #expect(rows.count == items.count)
        return Dictionary(
            zip(items, rows).map { item, row in
                let cells = row.split(separator: ",", omittingEmptySubsequences: false)
                return (item.obligation.directive.item, cells.suffix(6).joined(separator: ","))
            }, uniquingKeysWith: { "\($0)\n\($1)" })
    }

    private func summaries(_ lab: Lab) throws -> [(to: String, mail: ReadableMail)] {
        try lab.ledger.messages(MessageFilter(kind: .report)).map { message in
            (message.recipient, ReadableMail(try #require(try lab.ledger.message(message.id)?.bytes)))
        }.sorted { $0.to < $1.to }
    }

    @Test func whatWaitsStandsThereUntilItsEventIsRecorded() async throws {
        let lab = try await lab([
            Fixture.directive("8.3", lead: ["phong-tnmt"], (nil, "5 days after receipt")),
            Fixture.directive("8.4", lead: ["phong-tnmt"], (nil, "5 days after nghiem-thu"), opens: .event("receipt")),
            Fixture.directive("8.5", lead: ["phong-tnmt"], ("dot-1", "2021-12-20"), ("dot-2", "2 days after receipt")),
            Fixture.directive("9.6", lead: ["tt-ptqd"], (nil, "2021-12-30")),
            Fixture.directive("9.7", lead: ["tt-ptqd"], (nil, "urgent"), opens: .failure(of: Self.ninthSix)),
            Fixture.directive("9.8", lead: ["tt-ptqd"], (nil, "2021-12-31"), opens: .completion(of: Self.ninthSix)),
            Fixture.directive(
                "9.9", lead: ["tt-ptqd"], (nil, "5 days after receipt"),
                withdrawn: .init(date: Fixture.date("2021-12-01"), reason: "thôi")),
        ])
        let since = "(từ ngày 01/12/2021)"
        var table = try table(lab)
        #expect(table["8.3"] == ",,Chưa phát sinh,,0,chưa phát sinh: chờ tiếp nhận \(since)")
        #expect(table["8.4"] == ",,Chưa phát sinh,,0,chưa phát sinh: chờ tiếp nhận \(since)")
        #expect(
            table["8.5"] == """
                2021-12-20,,Đang thực hiện trong hạn,,0,
                ,,Chưa phát sinh,,0,chưa phát sinh: chờ tiếp nhận \(since)
                """)
        #expect(table["9.6"]?.contains("chờ") == false)
        #expect(table["9.7"] == ",,Chưa phát sinh,,0,chưa phát sinh: chờ mục 9.6 không hoàn thành \(since)")
        #expect(table["9.8"] == "2021-12-31,,Chưa phát sinh,,0,chưa phát sinh: chờ mục 9.6 hoàn thành \(since)")
        #expect(table["9.9"] == nil)
        let english = try self.table(lab, in: .english)
        #expect(english["8.3"] == ",,Waiting,,0,nothing to do yet: waiting for the receipt since 01/12/2021")
        #expect(english["9.7"] == ",,Waiting,,0,nothing to do yet: waiting for item 9.6 to fail since 01/12/2021")

        await lab.run(until: "2021-12-02 09:00")
        let receipt = Facts.RecordedEvent(
            event: "receipt", occasion: nil, date: Fixture.date("2021-12-02"), time: nil, recorded: lab.now)
        for item in ["8.3", "8.4", "8.5"] {
            try await lab.engine.occur(DirectiveID(notice: "tb", item: item), receipt, author: "root")
        }
        try await lab.engine.end(Self.ninthSix, as: .failed, reason: nil, author: "root")
        table = try self.table(lab)
        #expect(table["8.3"]?.hasPrefix("2021-12-07,") == true)
        // The first of its two events has come.
        #expect(table["8.4"] == ",,Chưa phát sinh,,0,chưa phát sinh: chờ sự kiện 'nghiem-thu' \(since)")
        #expect(table["8.5"]?.contains("chờ") == false)
        #expect(table["9.7"] == ",,Không thời hạn,,0,")
        #expect(table["9.8"]?.contains("chờ mục 9.6 hoàn thành") == true)
    }

    @Test func theLettersNameItToThoseWhoSuperviseIt() async throws {
        let lab = try await lab(
            [
                Fixture.directive("8.3", lead: ["phong-tnmt"], (nil, "5 days after receipt")),
                Fixture.directive(
                    "8.4", lead: ["phong-tnmt"], supervising: ["lanh-dao"], (nil, "5 days after receipt")),
                Fixture.directive("8.5", lead: ["lanh-dao"], (nil, "5 days after receipt")),
            ], start: "2021-11-20 07:00")
        await lab.run(until: "2021-11-29 12:00")
        let summaries = try summaries(lab)
        #expect(summaries.map(\.to) == ["lanh-dao@ubnd.example", "quan-tri@ubnd.example", "van-phong@ubnd.example"])
        for (summary, item) in zip(summaries, ["8.4", "8.5", "8.3"]) {
            // Assigned on the 26th, after the load.
            let words = "chưa phát sinh: chờ tiếp nhận (từ ngày 26/11/2021)"
            #expect(summary.mail.text.contains("- Ghi chú: \(words)"), "\(summary.mail.text)")
            #expect(summary.mail.html?.contains("Ghi chú: \(words)") == true)
            #expect(summary.mail.text.contains("1. Việc \(item)\n"), "\(summary.mail.text)")
            #expect(summary.mail.text.contains("Tổng số giao: 1; chưa phát sinh: 1; tỷ lệ hoàn thành (%): 0"))
            #expect(summary.mail.attachments.count == 1)
        }
    }

    @Test func whatIsOverdueAfterItsLadderSaysSinceWhen() async throws {
        let lab = try await lab(
            [Fixture.directive("8.1", lead: ["phong-tnmt"], (nil, "2021-12-10"))],
            policy: Fixture.policy([
                "on assignment", "1 working day after", "then every 1 working days", "until 3 working days after",
            ]))
        for day in ["2021-12-08", "2021-12-13", "2021-12-15"] {
            await lab.run(until: "\(day) 07:59")
            #expect(try table(lab)["8.1"]?.contains("hết các lần nhắc") == false)
        }
        await lab.run(until: "2021-12-20 12:00")
        // The third working day after Friday the 10th.
        #expect(try table(lab)["8.1"]?.contains("đã hết các lần nhắc (từ ngày 15/12/2021)") == true)
        #expect(try table(lab, in: .english)["8.1"]?.contains("reminders ended on 15/12/2021") == true)
        let summary = try #require(try summaries(lab).first { $0.mail.text.contains("20/12/2021") })
        #expect(summary.mail.text.contains("đã hết các lần nhắc (từ ngày 15/12/2021)"), "\(summary.mail.text)")
        #expect(summary.mail.html?.contains("đã hết các lần nhắc (từ ngày 15/12/2021)") == true)
        try await lab.engine.end(DirectiveID(notice: "tb", item: "8.1"), as: .done, reason: nil, author: "root")
        #expect(try table(lab)["8.1"]?.contains("hết các lần nhắc") == false)
    }

    @Test func undatedWorkThatIsHandedOverSaysSinceWhen() async throws {
        let lab = try await lab(
            [Fixture.directive("9.6", lead: ["tt-ptqd"], (nil, "urgent"))],
            policy: Fixture.policy(["on assignment"], review: "1 working day"))
        await lab.run(until: "2022-01-07 07:59")
        #expect(try table(lab)["9.6"]?.contains("hết các lần nhắc") == false)
        await lab.run(until: "2022-01-10 12:00")
        // With the twenty-sixth review.
        #expect(try table(lab)["9.6"]?.hasSuffix("đã hết các lần nhắc (từ ngày 07/01/2022)") == true)
    }
}
