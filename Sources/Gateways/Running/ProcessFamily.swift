internal import CLinux
import Glibc

/// All processes that one run has started, whatever their parents or sessions are now.
///
/// A process belongs to the family if it is in the leader's session, if its parent belongs, if it belonged at an earlier
/// look, or if it was started with the run's own variables (which also finds one that has called `setsid` and lost its
/// parent). The leader's status is not taken while a family exists, so that its id is not reused.
struct ProcessFamily {
    private let leader: pid_t
    private let start: UInt64
    private let marks: [String]
    private let reaper: pid_t?
    private var known: Set<ProcessEntry.Identity> = []

    init(leader: pid_t, environment: [String: String]) {
        self.leader = leader
        start = ProcessEntry(leader)?.identity.start ?? 0
        let names = ["DONDOC_ID", "DONDOC_ATTEMPT"]
        let marks = names.compactMap { name in environment[name].map { "\(name)=\($0)" } }
        self.marks = marks.count == names.count ? marks : []
        reaper = linux_is_subreaper() != 0 ? getpid() : nil
    }

    /// The members that run now, without the leader; they are remembered.
    mutating func survivors() -> Set<ProcessEntry.Identity> {
        let entries = ProcessEntry.all(since: start)
        let parents = Dictionary(entries.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        var members: Set<pid_t> = [leader]
        for entry in entries where entry.session == leader || known.contains(entry.identity) {
            members.insert(entry.id)
        }
        for entry in entries where !members.contains(entry.id) && !entry.isZombie && isOurs(entry, parents) {
            members.insert(entry.id)
        }
        // Children of members, and their children, until no more are found.
        var size = 0
        while size != members.count {
            size = members.count
            for entry in entries where members.contains(entry.parent) { members.insert(entry.id) }
        }
        let living = entries.filter { members.contains($0.id) && $0.id != leader && !$0.isZombie }.map(\.identity)
        known.formUnion(living)
        return Set(living)
    }

    func terminate() {
        kill(-leader, SIGTERM)
    }

    /// Kills all of them: stops each one first, so that none starts another one meanwhile.
    mutating func killAll() {
        kill(-leader, SIGSTOP)
        var stopped: Set<ProcessEntry.Identity> = []
        for _ in 0..<16 {
            let running = survivors().subtracting(stopped)
            if running.isEmpty { break }
            for member in running { Self.signal(member, SIGSTOP) }
            stopped.formUnion(running)
        }
        kill(-leader, SIGKILL)
        for member in stopped { Self.signal(member, SIGKILL) }
    }

    /// Another daemon (a rehearsal on a copied ledger) may run a gateway for the same id and attempt: where this process
    /// reaps orphans, only its descendants count.
    private func isOurs(_ entry: ProcessEntry, _ parents: [pid_t: pid_t]) -> Bool {
        guard !marks.isEmpty, entry.environmentContains(marks) else { return false }
        guard let reaper else { return true }
        var ancestor = entry.parent
        for _ in 0..<parents.count where ancestor != reaper {
            guard let next = parents[ancestor] else { return false }
            ancestor = next
        }
        return ancestor == reaper
    }

    /// Through a pidfd, so that another process with the same id gets no signal.
    private static func signal(_ member: ProcessEntry.Identity, _ signal: Int32) {
        let pidfd = linux_pidfd_open(member.id)
        guard pidfd >= 0 else { return }
        defer { close(pidfd) }
        if ProcessEntry(member.id)?.identity == member { _ = linux_pidfd_signal(pidfd, signal) }
    }
}
