import Directives
import Dispatch
import SimulatedDisk
import TestSupport

/// How time passes.
extension Machine {
    /// Lets real time pass while no process runs.
    func pass(milliseconds: Int64) {
        time.advance(to: time.real + milliseconds)
        noteLatest()
    }

    func noteLatest() {
        guard saneDrift == nil else { return }
        latest = max(latest, now)
        latestKnown = max(latestKnown, now)
    }

    /// Advances to the next timer or end of a program before a moment of real time; false where there is none.
    private func step(before bound: Int64) throws -> Bool {
        guard let process else { return false }
        guard let next = [process.clock.next, gateways.next].compactMap(\.self).min(), next < bound else {
            return false
        }
        time.advance(to: next)
        noteLatest()
        let before = gateways.count
        tellDue(process)
        settle()
        noteRuns(from: before)
        return true
    }

    /// Calls what is due: the ends of programs, then timers.
    ///
    /// From the engine's own queue, so that none of them runs before all are queued: a seed decides always the same.
    func tellDue(_ process: Process) {
        let calls = gateways.takeDue()
        let timers = process.clock.takeDue()
        process.queue.sync {
            for tell in calls { tell() }
            for fire in timers { process.queue.async(execute: fire) }
        }
    }

    /// Records the programs that have started.
    func noteRuns(from index: Int) {
        for run in gateways.runs(from: index) {
            if run.isFault { record.fault("gateway") }
            log("run \(run.gateway) \(run.message) #\(run.attempt) to \(run.to): \(run.ending)")
        }
    }

    /// Lets time pass up to a moment of real time; a process that dies meanwhile is started again.
    func run(until bound: Int64) throws {
        var (last, same) = (time.real, 0)
        while try step(before: bound) {
            same = time.real == last ? same + 1 : 0
            last = time.real
            if same > 3_000 {
                record.violation("the engine spins at \(zone.iso8601(now))")
                throw Stuck(reason: "it spins")
            }
            if death != nil { try revive() }
        }
        if death != nil { try revive() }
        time.advance(to: bound)
        noteLatest()
    }

    /// Starts the next process after one died as arranged: at once, or after a while.
    func revive() throws {
        guard let how = death else { return }
        let cutsPower = how == "killed" && random.one(in: 2)
        record.fault(how == "killed" ? (cutsPower ? "power cut" : "kill") : "storage failure")
        log("the process ends: \(how)\(cutsPower ? ", power cut" : "")")
        try endProcess(cutsPower: cutsPower)
        try down(milliseconds: how == "killed" ? pause() : 10_000)
    }

    /// No process runs for a while; then one starts.
    func down(milliseconds: Int64) throws {
        let from = time.real
        pass(milliseconds: milliseconds)
        try begin()
        record.disturbed.append((from, time.real))
    }

    /// How long a machine is down: seconds, minutes, hours, days or a month.
    func pause() -> Int64 {
        let left = max(1, faultsEnd - time.real)
        let minutes = [0, 0, 1, 10, 60, 600, 1_440, 4_320, 20_000, 43_200].randomElement(using: &random) ?? 0
        return min(Int64(minutes) * 60_000 + Int64.random(in: 0..<60_000, using: &random), left)
    }
}
