import Directives
import Dispatch
import Glibc
import ReminderService
import SimulatedDisk
import TestSupport

/// What happens to a machine.
extension World {
    /// Lives through the days of trouble, then through calm ones.
    func live() throws {
        if random.one(in: 6) { armDisk() }
        try begin()
        let span = calm - start
        // Some seeds are eventful, some see a fault or two.
        let each = Int64([3, 8, 20, 60].randomElement(using: &random) ?? 8) * 3_600_000
        var next = time.real
        while true {
            next = max(next, time.real) + Int64.random(in: 60_000..<(each * 2), using: &random)
            guard next - start < span else { break }
            try run(until: aim(next))
            try disturb()
        }
        try run(until: calm)
        try settleDown()
        try run(until: end)
    }

    /// Half of what happens comes while messages go: just after an instant of the plan.
    private func aim(_ moment: Int64) -> Int64 {
        guard let life, random.one(in: 2), let timer = life.clock.next, timer < moment + 86_400_000 else {
            return moment
        }
        return min(calm - 1, max(moment, timer) + Int64.random(in: 0..<5_000, using: &random))
    }

    private func disturb() throws {
        if let saneDrift {
            // Nobody works by a clock that is plainly wrong; somebody sets it right, or takes it for right.
            // More than a month off, nobody takes it for right.
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
        default: try fillDisk()
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
        guard let life else { return }
        record.fault("restart")
        log("stop")
        let engine = life.engine
        let before = life.clock.timesDisarmed
        let ended = Ended()
        Task { await engine.end(ended) }
        while life.clock.timesDisarmed == before, death == nil { life.queue.sync {} }
        settle()
        settle()
        // As systemd does, it is killed when it does not end in a minute and a half.
        let limit = time.real + 90_000
        while death == nil, let next = [life.clock.next, gateways.next].compactMap(\.self).min(), next < limit {
            time.advance(to: next)
            noteLatest()
            for tell in gateways.takeDue() { tell() }
            for fire in life.clock.takeDue() { life.queue.async(execute: fire) }
            settle()
            settle()
        }
        if death == nil, gateways.underway == 0 {
            // Nothing is left to wait for but the task itself, which may come by another thread.
            for _ in 0..<10_000 where !ended.isDone { usleep(1_000) }
            if !ended.isDone { record.violation("a stop does not come to its end") }
            log("stopped")
        } else {
            log("killed at its stop")
        }
        try endProcess(cutsPower: false)
        try down(milliseconds: random.one(in: 3) ? pause() : Int64.random(in: 0..<5_000, using: &random))
    }

    private func fillDisk() throws {
        record.fault("full disk")
        let from = time.real
        let minutes = [1, 5, 60, 600, 2_000].randomElement(using: &random) ?? 1
        let bound = min(calm, from + Int64(minutes) * 60_000)
        fillDisk(until: bound)
        if random.one(in: 2) { try order() }
        try run(until: max(bound, time.real))
        makeRoom()
        // The engine looks again within a minute.
        try run(until: time.real + 61_000)
        record.disturbed.append((from, time.real))
    }

    /// From here on nothing goes wrong.
    private func settleDown() throws {
        log("calm")
        if let saneDrift { try setRight(saneDrift) }
        disk_fail_after(directory, -1, 0)
        gateways.calm()
        office.limits = Office.limitless
        office.hold = false
        office.gateways = office.gateways.map { gateway in
            Gateway(
                name: gateway.name, channel: gateway.channel, from: gateway.from, command: gateway.command,
                fallback: gateway.fallback)
        }
        inFiles = record.add(office.configuration)
        filesAreBroken = false
        // What hangs for days hangs no longer: the machine is started anew.
        try endProcess(cutsPower: false)
        try down(milliseconds: 1_000)
        try order(.hold(false, reason: nil))
        try order(.release)
    }
}
