import Foundation
import Glibc
import Testing

@testable import DirectiveFiles

/// Who may change a program: looked at are the file, each folder above it and each link on the way.
@Suite struct PathTrustTests {
    /// A program in a folder, with a link to the folder, all of which only this user may write.
    private final class Programs {
        let path: String

        init() throws {
            path = FileManager.default.temporaryDirectory.path + "/dondoc-trust-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: "\(path)/bin", withIntermediateDirectories: true)
            try Data("#!/bin/sh\n".utf8).write(to: URL(filePath: "\(path)/bin/gw"))
            try FileManager.default.createSymbolicLink(atPath: "\(path)/link", withDestinationPath: "../\(name)/./bin")
            for entry in ["", "/bin", "/bin/gw"] { try set(0o755, entry) }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        private var name: String { String(path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]) }

        func set(_ mode: Int, _ entry: String) throws {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + entry)
        }
    }

    private func fault(_ programs: Programs, by link: Bool = false) -> String? {
        PathTrust.fault(ofProgram: "\(programs.path)/\(link ? "link" : "bin")/gw")
    }

    @Test(arguments: [0o757, 0o777], ["", "/bin", "/bin/gw"])
    func othersMayWriteNoPartOfThePath(mode: Int, entry: String) throws {
        let programs = try Programs()
        #expect(fault(programs) == nil)
        #expect(fault(programs, by: true) == nil)
        try programs.set(mode, entry)
        let words =
            "'\(programs.path + entry)': group or others may write it; run: chmod go-w '\(programs.path + entry)'"
        #expect(fault(programs) == "others may change the program '\(programs.path)/bin/gw': \(words)")
        #expect(fault(programs, by: true) == "others may change the program '\(programs.path)/link/gw': \(words)")
    }

    @Test(.enabled(if: geteuid() == 0), arguments: ["", "/bin", "/bin/gw", "/link"])
    func nobodyElseOwnsAPartOfThePath(entry: String) throws {
        let programs = try Programs()
        #expect(lchown(programs.path + entry, 65_534, 65_534) == 0)
        let link = entry == "/link" ? " -h" : ""
        #expect(
            fault(programs, by: true)
                == "others may change the program '\(programs.path)/link/gw': '\(programs.path + entry)': "
                + "belongs to the user 65534; run: chown root\(link) '\(programs.path + entry)'")
    }

    @Test(.enabled(if: geteuid() == 0), arguments: [(0, true), (50, true), (8, false), (1_000, false)])
    func aFolderOfRootMayBelongToAGroupOfRoot(group: UInt32, isTrusted: Bool) throws {
        let programs = try Programs()
        #expect(chown("\(programs.path)/bin", 0, group) == 0)
        try programs.set(0o2775, "/bin")
        #expect((fault(programs) == nil) == isTrusted)
        // Others may still write nothing, and a program is no folder.
        try programs.set(0o2777, "/bin")
        #expect(fault(programs) != nil)
        try programs.set(0o755, "/bin")
        #expect(chown("\(programs.path)/bin/gw", 0, group) == 0)
        try programs.set(0o775, "/bin/gw")
        #expect(fault(programs) != nil)
    }

    @Test func aStickyFolderMayBeWritableByAll() throws {
        let programs = try Programs()
        try programs.set(0o1777, "/bin")
        #expect(fault(programs) == nil)
    }

    @Test func everyFaultOfAPathComesWithItsCommand() throws {
        let programs = try Programs()
        try programs.set(0o777, "")
        try programs.set(0o777, "/bin/gw")
        #expect(
            fault(programs)?.hasSuffix("run: chmod go-w '\(programs.path)' && chmod go-w '\(programs.path)/bin/gw'")
                == true)
    }

    @Test func linksInACircleEnd() throws {
        let programs = try Programs()
        try FileManager.default.createSymbolicLink(atPath: "\(programs.path)/loop", withDestinationPath: "loop")
        #expect(PathTrust.fault(ofProgram: "\(programs.path)/loop/gw") == nil)
    }
}
