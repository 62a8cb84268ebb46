import DirectiveFiles
import Directives
import Foundation

/// A small good configuration in a temporary folder, into which tests put mistakes.
final class SampleFolder {
    let path: String
    private(set) var files: [String: String] = [
        "dondoc.yaml": """
        office: {name: Văn phòng UBND thành phố, short: VP UBND}
        timezone: Asia/Ho_Chi_Minh
        language: vi
        calendar: vn
        hours: {monday-thursday: ["07:30-11:30", "13:30-17:00"], friday: ["07:30-11:30"]}
        operator: {email: [quan-tri@ubnd.example]}
        catch-up: 7 days
        limits: {per-address-per-day: 10, per-hour: 500}
        gateways:
          email: {channel: email, from: "VP UBND <van-phong@ubnd.example>", command: [/bin/cat, "{to}"], timeout: 60s}
          sms: {channel: sms, command: [./spool, sms, "{to}"], text: auto, segments: 2, exit-statuses: {69: rejected}}
        policies:
          standard:
            at: "08:00"
            lead:
              via: [email, sms]
              steps: [on assignment, 7 days before, on the day, 1 working day after, then every 5 working days, until 60 working days after]
            coordinating: [on assignment]
            supervising: [1 working day after]
            escalate: {after: 3 overdue reminders, to: [lanh-dao]}
            review: every 10 working days

        """,
        "directory.yaml": """
        units:
          lanh-dao: {name: Thường trực UBND, email: [lanh-dao@ubnd.example]}
          van-phong: {name: Văn phòng, email: [vp@ubnd.example], supervising: lanh-dao}
          phong-tnmt: {name: Phòng TN&MT, aliases: [TNMT], email: [tnmt@ubnd.example], sms: ["+999100000008"], supervising: van-phong}
          tam-thanh: {name: UBND phường Tam Thanh, sms: ["+999100000009"]}
          hoang-van-thu: {name: UBND phường Hoàng Văn Thụ, email: [hvt@ubnd.example], language: en}
          so-tnmt: {name: Sở TN&MT, external: true}
        groups:
          phuong-xa: {name: "UBND các phường, xã", members: [tam-thanh, hoang-van-thu]}

        """,
        "calendars/vn.yaml": """
        weekend: [saturday, sunday]
        years:
          2021: {source: Thông báo 4875, days-off: {2021-01-01: Tết Dương lịch}, working: {2021-02-06: làm bù}}
        named-days: {christmas: 12-25, new-year: 01-01, tet: lunar 1-1, leap: 02-29}

        """,
        "directives/tb.yaml": """
        notice: {id: tb, symbol: TB-UBND, number: "", title: Thông báo, issuer: UBND thành phố, issued: 2021-11-30, met: 2021-11-26}
        directives:
          - {id: "8.1", task: Một, lead: [phong-tnmt], coordinating: [phuong-xa], deadline: 2021-11, quote: trong tháng 11}
          - {id: "8.2", task: Hai, lead: [phuong-xa], deadline: 5 days after receipt, policy: standard}
          - {id: "8.3", task: Ba, lead: [van-phong], deadlines: [{name: mot, by: before christmas 2021}, {name: hai, by: "2021-12-15 16:00"}]}
          - {id: "8.4", task: Bốn, lead: [van-phong], opens: after 8.1 fails, deadline: urgent, personal: true}

        """,
    ]

    /// The same configuration with one text of a file replaced by another.
    init(_ file: String = "", _ old: String = "", _ new: String = "") {
        path = FileManager.default.temporaryDirectory.appending(path: "dondoc-\(UUID().uuidString)").path
        replace(file, old, new)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func replace(_ file: String, _ old: String, _ new: String) {
        if old.isEmpty {
            if !file.isEmpty { files[file] = new }
        } else if let text = files[file], text.contains(old) {
            files[file] = text.replacing(old, with: new, maxReplacements: 1)
        } else {
            fatalError("'\(old)' is not in \(file)")
        }
    }

    /// Removes a file.
    func remove(_ file: String) {
        files[file] = nil
    }

    func write(_ bytes: Data, to file: String) throws {
        let url = URL(fileURLWithPath: path).appending(path: file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }

    func write() throws {
        for (file, text) in files { try write(Data(text.utf8), to: file) }
        let spool = "\(path)/spool"
        try write(Data("#!/bin/sh\n".utf8), to: "spool")
        for path in [path, spool] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
    }

    func load(_ options: ConfigurationFolder.Options = .init()) throws -> LoadResult {
        try write()
        return ConfigurationFolder(path: path).load(options)
    }

    /// The findings as lines, without the path of the folder.
    func lines(_ severity: Diagnostic.Severity? = nil) throws -> [String] {
        try load().diagnostics.filter { severity == nil || $0.severity == severity }
            .map { String($0.description.dropFirst(path.count + 1)) }
    }
}
