import DirectiveFiles
import Directives
import Dispatch
import Foundation
import Glibc
import Ledger
import Logging
import TestSupport
import Testing

@testable import ReminderService

/// Loading from files: refused whole, and what was in force stays.
struct FolderLoadingTests {
    private let head = """
        notice: {id: tb, symbol: TB-UBND, number: "", title: Thông báo, issuer: UBND, issued: 2021-11-30, met: 2021-11-26}
        directives:

        """
    private let one = #"  - {id: "8.1", task: Một, lead: [phong-tnmt], deadline: 2021-12-07}"# + "\n"
    private let two = #"  - {id: "8.2", task: Hai, lead: [phong-tnmt], deadline: 2021-12-09}"# + "\n"

    private func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/dondoc-files-\(UUID().uuidString)"
        for folder in ["calendars", "directives"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        try write(
            """
            office: {name: Văn phòng UBND, short: VP}
            timezone: Asia/Ho_Chi_Minh
            language: vi
            calendar: vn
            hours: {monday-friday: ["07:30-11:30", "13:30-17:00"]}
            operator: {email: [quan-tri@ubnd.example]}
            gateways:
              email: {channel: email, from: "VP <vp@ubnd.example>", command: [/bin/true]}
            policies:
              standard: {at: "08:00", lead: [on assignment, on the day, 1 working day after]}

            """, to: "\(path)/dondoc.yaml")
        try write(
            "units:\n  phong-tnmt: {name: Phòng TN&MT, email: [tnmt@ubnd.example]}\n", to: "\(path)/directory.yaml")
        try write(
            "weekend: [saturday, sunday]\nyears:\n  2021: {source: x, days-off: {}, working: {}}\n",
            to: "\(path)/calendars/vn.yaml")
        try write(head + one + two, to: "\(path)/directives/tb.yaml")
        return path
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private func lab(_ path: String) async throws -> Lab {
        let result = ConfigurationFolder(path: path).load()
        let configuration = try #require(result.configuration, "\(result.diagnostics)")
        // In force through the folder itself, with its files.
        let lab = try await Lab(
            Configuration(settings: configuration.settings, notices: [], directives: []),
            at: Fixture.instant("2021-12-01 07:45"), onDisk: true)
        #expect(try await lab.engine.load(ConfigurationFolder(path: path)).added.count == 2)
        await lab.settle()
        return lab
    }

    @Test func aDirectiveWithAnOpenObligationIsNotLostWithItsLine() async throws {
        let path = try folder()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lab = try await lab(path)
        try write(head + one, to: "\(path)/directives/tb.yaml")
        let folder = ConfigurationFolder(path: path)
        await #expect(throws: ConfigurationRefusal.self) { _ = try await lab.engine.load(folder) }
        await lab.settle()
        try await lab.restart(after: 60)
        let refusal = await #expect(throws: ConfigurationRefusal.self) { _ = try await lab.engine.load(folder) }
        #expect(refusal?.diagnostics.first?.description.contains("tb/8.2") == true)
        await lab.run(until: "2021-12-10")
        #expect(try lab.letters().allSatisfy { $0.state == .accepted } && lab.letters().count >= 1)
        #expect(try lab.messages().flatMap(\.deliveries).count { $0.slot.key.obligation.hasPrefix("tb/8.2") } == 2)
        #expect(try lab.events(.configurationRefused).count == 2)
        // Done, it may go.
        try await lab.engine.end(DirectiveID(notice: "tb", item: "8.2"), as: .done, reason: nil, author: "an")
        #expect(try await lab.engine.load(folder).removed == [DirectiveID(notice: "tb", item: "8.2")])
    }

    @Test func aBrokenFileIsRefusedAndTheOldConfigurationGoesOn() async throws {
        let path = try folder()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lab = try await lab(path)
        try write(head + one + "  - {id: 8.2, tusk: x", to: "\(path)/directives/tb.yaml")
        await #expect(throws: ConfigurationRefusal.self) {
            _ = try await lab.engine.load(ConfigurationFolder(path: path))
        }
        await lab.run(until: "2021-12-02")
        #expect(
            try lab.sent() == [
                "2021-12-01 08:00 on assignment phong-tnmt email", "2021-12-01 08:00 on assignment phong-tnmt email",
            ])
    }

    @Test func aStartWithUnchangedFilesOpensNoneOfThem() async throws {
        let path = try folder()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let count = 10_000
        let lines = (1...count).map { #"  - {id: "\#($0)", task: Việc, lead: [phong-tnmt], deadline: 2022-06-30}"# }
        let lab = try await lab(path)
        try write(head + one + two + lines.joined(separator: "\n") + "\n", to: "\(path)/directives/tb.yaml")
        #expect(try await lab.engine.load(ConfigurationFolder(path: path)).added.count == count)
        try await lab.restart(after: 1)
        // Whoever opened it now would find no YAML in it: the same file, size and time of change.
        try Self.spoil("\(path)/directives/tb.yaml")
        #expect(try await lab.engine.load(ConfigurationFolder(path: path)) == LoadSummary())
        #expect(try lab.ledger.counts().obligations[.open] == count + 2)
    }

    private static func spoil(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.write(contentsOf: Data(repeating: UInt8(ascii: "{"), count: Int(status.st_size)))
        try file.close()
        let times = [status.st_atim, status.st_mtim]
        guard utimensat(AT_FDCWD, path, times, 0) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
