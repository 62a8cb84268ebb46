import Directives
import Dispatch
import GRDB
import Glibc
import ReminderService
import SimulatedDisk
import TestSupport

/// Faults of the machine and what people do, in the order that the seed says.
extension Machine {
    /// Runs through the days with faults, then through those without.
    func live() throws {
        if random.one(in: 6) { armDisk() }
        try begin()
        let span = faultsEnd - start
        // Some seeds have many faults, some only one or two.
        let each = Int64([3, 8, 20, 60].randomElement(using: &random) ?? 8) * 3_600_000
        var next = time.real
        while true {
            next = max(next, time.real) + Int64.random(in: 60_000..<(each * 2), using: &random)
            guard next - start < span else { break }
            while let outage = outages.first, outage < next {
                outages.removeFirst()
                try run(until: max(time.real, outage + Int64.random(in: 0..<7_200_000, using: &added)))
                if saneDrift == nil { try order(isAboutDigest: true) }
            }
            try run(until: aim(next))
            try disturb()
        }
        try run(until: faultsEnd)
        try endFaults()
        try run(until: end)
    }

    /// Moves half of the faults to just after an instant of the plan, when messages are being sent.
    private func aim(_ moment: Int64) -> Int64 {
        guard let process, random.one(in: 2), let timer = process.clock.next, timer < moment + 86_400_000 else {
            return moment
        }
        return min(faultsEnd - 1, max(moment, timer) + Int64.random(in: 0..<5_000, using: &random))
    }

    private func disturb() throws {
        if let saneDrift {
            // An administrator sets the clock right or accepts it; one that is off by more than a month is not accepted.
            let isNear = abs(time.drift - saneDrift) < 31 * 86_400_000
            return try isNear && random.one(in: 3) ? acceptClock() : setRight(saneDrift)
        }
        switch Int.random(in: 0..<26, using: &random) {
        case 0...6: try order()
        case 7, 8: try editFiles(tells: true)
        case 9: try editFiles(tells: false)
        case 10:
            filesAreBroken = true
            record.fault("broken files")
            log("files: broken")
            refuseBrokenFiles()
            settle()
            if death != nil { try revive() }
        case 11, 12, 13: armDisk()
        case 14, 15:
            record.fault("death at a start")
            let after = Int.random(in: 0...4, using: &random)
            let before = random.one(in: 2)
            log("the process will die at start \(after)\(before ? ", before it" : "")")
            gateways.dieAtStart(after: after, beforeIt: before)
        case 16: try crash(cutsPower: true)
        case 17: try crash(cutsPower: false)
        case 18, 19: try stop()
        case 20, 21, 22: try stepClock()
        case 23: try loseClock(days: [400, 30, 4, -4, -30, -400].randomElement(using: &random) ?? 400)
        case 24: try keepFromWriting(by: .locked)
        default: try keepFromWriting(by: .full)
        }
    }

    /// The disk fails, or the process dies, at one of the operations to come.
    private func armDisk() {
        let dies = !random.one(in: 4)
        let count = Int64.random(in: 0...(random.one(in: 2) ? 12 : 60), using: &random)
        record.fault(dies ? "death at an operation" : "input/output error")
        log("the disk will \(dies ? "see the process die" : "fail") after \(count) operations")
        disk_fail_after(directory, count, dies ? 2 : 1)
    }

    private func crash(cutsPower: Bool) throws {
        record.fault(cutsPower ? "power cut" : "kill")
        log(cutsPower ? "power cut" : "kill")
        try endProcess(cutsPower: cutsPower)
        if random.one(in: 4) { try editFiles(tells: false) }
        try down(milliseconds: pause())
    }

    /// The service is stopped as systemd does, and started again.
    private func stop() throws {
        guard let process else { return }
        record.fault("restart")
        log("stop")
        let engine = process.engine
        let before = process.clock.timesDisarmed
        let ended = Ended()
        Task { await engine.end(ended) }
        while process.clock.timesDisarmed == before, death == nil { process.queue.sync {} }
        settle()
        settle()
        // As by systemd, it is killed when it has not ended after 90 seconds.
        let limit = time.real + 90_000
        while death == nil, let next = [process.clock.next, gateways.next].compactMap(\.self).min(), next < limit {
            time.advance(to: next)
            noteLatest()
            tellDue(process)
            settle()
            settle()
        }
        if death == nil, gateways.underway == 0 {
            // Only the task itself is left to wait for, which may end on another thread.
            for _ in 0..<10_000 where !ended.isDone { usleep(1_000) }
            if !ended.isDone { record.violation("a stop does not come to its end") }
            log("stopped")
        } else {
            log("killed at its stop")
        }
        try endProcess(cutsPower: false)
        try down(milliseconds: random.one(in: 3) ? pause() : Int64.random(in: 0..<5_000, using: &random))
    }

    private func keepFromWriting(by block: Block) throws {
        record.fault(block.rawValue)
        let from = time.real
        let minutes = [1, 5, 60, 600, 2_000].randomElement(using: &random) ?? 1
        let bound = min(faultsEnd, from + Int64(minutes) * 60_000)
        self.block(by: block, until: bound)
        if random.one(in: 2) { try order() }
        try run(until: max(bound, time.real))
        unblock()
        // The engine looks again within a minute.
        try run(until: time.real + 61_000)
        record.disturbed.append((from, time.real))
    }

    /// Ends all faults.
    private func endFaults() throws {
        log("faults end")
        if let saneDrift { try setRight(saneDrift) }
        disk_fail_after(directory, -1, 0)
        gateways.endFaults()
        office.limits = Office.limitless
        office.hold = false
        office.gateways = office.gateways.map { gateway in
            Gateway(
                name: gateway.name, channel: gateway.channel, from: gateway.from, command: gateway.command,
                fallback: gateway.fallback)
        }
        inFiles = record.add(office.configuration)
        filesAreBroken = false
        // A new process, so that no program of the days before still hangs.
        try endProcess(cutsPower: false)
        try down(milliseconds: 1_000)
        for row in try process?.image.rows("SELECT id FROM message WHERE hold IS NOT NULL") ?? [] {
            try order(ReleaseMessageOrder(row[0]))
        }
        try order(HoldOrder(false))
        try order(ReleaseOrder())
    }
}
