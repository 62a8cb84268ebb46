import Basics
import Glibc

/// Whether only root and the user of this process may change what a path leads to: the file, each folder above it, and
/// each symbolic link on the way.
///
/// A sticky folder such as `/tmp` may be writable by all, since only the owner of an entry can replace it there. A folder
/// of root may be writable by the groups `root` and `staff`: Debian lets `staff` write `/usr/local`, and says that its
/// members can become root (Debian Policy, 9.1.2).
enum PathTrust {
    /// What is wrong, and the command that corrects it.
    struct Fault {
        let reason: String
        let command: String
    }

    /// Debian's numbers of the groups `root` and `staff` (base-passwd), the same on all machines.
    private static let groupsOfRoot: Set<UInt32> = [0, 50]

    /// Who else may change a file or a folder.
    static func faults(of status: FileStatus) -> [Fault] {
        var faults: [Fault] = []
        let isSticky = status.isFolder && status.mode & S_ISVTX != 0
        let isOfRoot = status.isFolder && status.owner == 0 && groupsOfRoot.contains(status.group)
        let writers = S_IWOTH | (isOfRoot ? 0 : S_IWGRP)
        if !status.isLink, !isSticky, status.mode & writers != 0 {
            faults.append(Fault(reason: "group or others may write it", command: "chmod go-w"))
        }
        if ![0, geteuid()].contains(status.owner) {
            faults.append(Fault(reason: "belongs to the user \(status.owner)", command: "chown root"))
        }
        return faults
    }

    /// Why somebody else may change the program at an absolute path; nil where nobody may, or where there is none.
    static func fault(ofProgram path: String) -> String? {
        var (reasons, commands): ([String], [String]) = ([], [])
        var (done, links) = ("", 0)
        var rest = ["/"] + path.split(separator: "/").map(String.init)
        while !rest.isEmpty {
            let name = rest.removeFirst()
            switch name {
            case ".": continue
            case "..":
                done = String(done[..<(done.lastIndex(of: "/") ?? done.startIndex)])
                continue
            default: break
            }
            let here = name == "/" ? name : "\(done)/\(name)"
            guard case .success(let status) = FileStatus.of(here, followsLinks: false) else { return nil }
            // A link may lead through the same folder again.
            for fault in faults(of: status) where !reasons.contains("'\(here)': \(fault.reason)") {
                reasons.append("'\(here)': \(fault.reason)")
                commands.append("\(fault.command)\(status.isLink ? " -h" : "") '\(here)'")
            }
            guard status.isLink else {
                if name != "/" { done = here }
                continue
            }
            links += 1
            guard links <= 40, let target = FileStatus.target(ofLink: here) else { return nil }
            if target.hasPrefix("/") { done = "" }
            rest = target.split(separator: "/").map(String.init) + rest
        }
        if reasons.isEmpty { return nil }
        return VisibleText.escaped(
            "others may change the program '\(path)': \(reasons.joined(separator: ", ")); "
                + "run: \(commands.joined(separator: " && "))")
    }
}
