import DirectiveFiles
import Directives
import Dispatch
import Foundation
import GRDB
import Ledger
import Logging
import ReminderService
import Rendering
import SimulatedDisk
import TestSupport

/// One simulated machine: an office, its gateways, and the daemon's processes one after another, all from one seed.
///
/// The engine, the ledger's code and the gateway limits are the product's own; time, disk and gateways are simulated.
final class Machine {
    /// What a running process of the daemon consists of.
    struct Process {
        let ledger: Ledger
        let engine: ReminderEngine
        let clock: SimulatedClock
        let queue: DispatchQueue
        let image: LedgerImage
    }

    /// Ends a simulation that cannot continue.
    struct Stuck: Error { let reason: String }

    let seed: UInt64
    let directory: String
    /// A folder of files with mistakes, at the same path for every seed, since the ledger records it.
    let broken: String
    let time: SimulatedTime
    let gateways: SimulatedGateways
    let plantedBugs: Set<PlantedBug>
    let start: Int64
    /// When the outages to come begin, in which orders meet what waits; in real time, in order.
    var outages: [Int64]
    /// When the faults stop, in real time.
    let faultsEnd: Int64
    let end: Int64
    var random: SplitMix64
    /// For what was added later: so the seeds from before keep their stories.
    var added: SplitMix64
    var record: Record
    /// The content of the configuration files.
    var office: Office
    /// The index in `record.configurations` of what the files contain.
    var inFiles: Int
    /// The index of what the ledger has in force; nil before the first load.
    var inForce: Int?
    var filesAreBroken = false
    var process: Process?
    var processes = 0
    private var acceptances: Int64 = 0
    private let cache = LedgerImage.Cache()
    /// Whether the ledger allows what some planted bugs do.
    private var mayRepeatDeliveries = false
    /// When the last process ended, by the clock; nil as soon as the next one has been checked against the ledger.
    private var diedAt: Instant?
    /// What keeps the daemon from writing for a while.
    enum Block: String {
        case full = "full disk"
        case locked = "foreign lock"
    }

    /// Writes after an error until the ledger was opened for the first time: SQLite undoes that a new file becomes one with
    /// a WAL, and nothing is in it that could be lost.
    private(set) var writesAtCreation: Int64?
    /// While the disk is full or the database locked: until when, in real time.
    private(set) var blocked: (by: Block, until: Int64)?
    /// Set by the engine when its storage has failed.
    private let storageFailure = Failure()
    /// How far the clock was ahead of real time when this process began.
    var driftAtStart: Int64 = 0
    /// The latest instant that the clock has shown while it was right: the newest that the ledger may contain.
    var latest = Instant.distantPast
    /// The latest instant that the process knows: from its clock, or from the ledger when it began.
    var latestKnown = Instant.distantPast
    /// The drift before the clock became insane; nil while it is right.
    var saneDrift: Int64?
    /// Which configurations were in force while this process ran, and when it began.
    var configurationsOfProcess: Set<Int> = []

    /// - Parameters:
    ///   - kind: a fault that all gateways have all the time, instead of those of the seed.
    ///   - plantedBugs: what is wrong with the engine, for the checker to find.
    init(
        seed: UInt64, days: Int, isTracing: Bool, kind: GatewayFaults.Kind? = nil, plantedBugs: Set<PlantedBug> = []
    ) throws {
        self.seed = seed
        self.plantedBugs = plantedBugs
        let shape = Shape(seed: seed, days: days)
        let days = shape.days
        added = SplitMix64(seed: seed &* 0x5851_F42D &+ 7)
        random = SplitMix64(seed: seed &* 0x9E37_79B9 &+ 17)
        let base = Fixture.zone.instant(
            Fixture.date("2027-01-04").adding(days: Int.random(in: 0..<300, using: &random)))
        let begin = base.adding(milliseconds: Int64.random(in: 0..<86_400_000, using: &random))
        start = begin.milliseconds
        end = start + Int64(days) * 86_400_000
        faultsEnd = end - min(15, Int64(days) / 3) * 86_400_000
        time = SimulatedTime(at: begin)
        record = Record(isTracing: isTracing)
        office = Office(
            &random, from: Fixture.zone.date(at: begin),
            directives: shape.directives ?? Int.random(in: 2...(days > 40 ? 24 : 8), using: &random), shape)
        inFiles = record.add(office.configuration)
        let path =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/dondoc-\(UUID().uuidString)"
        directory = path
        broken = FileManager.default.temporaryDirectory.path + "/dondoc-simulation-broken"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        disk_create(path, random.next())
        if plantedBugs.contains(.noFsync) { disk_forget_syncs(path) }
        let names = office.gateways.map(\.name)
        var faults = GatewayFaults(&random, gateways: names, from: start, faultsEnd: faultsEnd, zone: shape.zone)
        if let kind { faults = GatewayFaults(kind, over: names, from: start, to: end) }
        outages = faults.outages.map { $0 + 1_800_000 }
        gateways = SimulatedGateways(
            time, faults, isDead: { disk_is_dead(path) != 0 }, die: { disk_die(path) })
    }

    deinit {
        process?.image.close()
        process?.ledger.close()
        disk_free(directory)
        try? FileManager.default.removeItem(atPath: directory)
    }

    var now: Instant { time.now }
    var zone: Zone { office.time.zone }

    /// Adds a line with the current time to the decision log.
    func log(_ text: String) {
        record.log("\((time.real - start) / 1_000)s \(zone.iso8601(now)) \(text)")
    }

    // MARK: Processes

    /// Starts a process, again and again until one is running.
    func begin() throws {
        for attempt in 0..<10_000 {
            do {
                if try tryToBegin() { return }
            } catch let error as LedgerError {
                log("cannot begin: \(error.code)")
            }
            try endProcess(cutsPower: false)
            disk_fail_after(directory, -1, 0)
            // systemd waits 10 s between starts; here longer after some minutes, since nothing changes while the disk is full.
            pass(milliseconds: attempt < 30 ? 10_000 : 600_000)
            if let blocked, blocked.until <= time.real { unblock() }
        }
        throw Stuck(reason: "the daemon cannot begin")
    }

    private func tryToBegin() throws -> Bool {
        storageFailure.note(nil)
        processes += 1
        gateways.beginProcess(processes)
        driftAtStart = time.drift
        if plantedBugs.claimsAgain, !mayRepeatDeliveries {
            try Ledger.open(directory: directory, clock: .wall).close()
            try LedgerImage.allowRepeatedDeliveries(directory + "/ledger.sqlite")
            mayRepeatDeliveries = true
        }
        let ledger = try Ledger.open(directory: directory, clock: .wall)
        writesAtCreation = writesAtCreation ?? disk_writes_after_error(directory)
        let queue = DispatchQueue(label: "machine")
        let clock = SimulatedClock(time)
        let image: LedgerImage
        let engine: ReminderEngine
        do {
            image = try LedgerImage(directory + "/ledger.sqlite", cache)
            var dependencies = ReminderEngine.Dependencies(
                ledger: ledger, clock: clock, runner: gateways, queue: queue,
                logger: Logger(label: "machine") { _ in SwiftLogNoOpLogHandler() }, stateDirectory: "/",
                templates: .builtIn, automaticMail: .all,
                storageFailed: { [storageFailure] in storageFailure.note("\($0.code)") })
            dependencies.plantedBugs = plantedBugs
            let settings = try ledger.configurationInForce()?.settings ?? record.configurations[inFiles].settings
            engine = ReminderEngine(dependencies, settings: settings)
        } catch {
            ledger.close()
            throw LedgerError(code: .other, message: "\(error)")
        }
        process = Process(ledger: ledger, engine: engine, clock: clock, queue: queue, image: image)
        guard disk_is_dead(directory) == 0 else { return false }
        latestKnown = max(now, try image.newestEntry() ?? now)
        try noteInForce()
        try checkRemainingLedger()
        // What an order or a load had committed when the process died was in force from then on.
        if let diedAt, let inForce {
            record.begin(
                try image.obligations(), configuration: inForce, at: diedAt, row: try image.head()?.row ?? 0)
            self.diedAt = nil
        }
        configurationsOfProcess = Set([inForce].compactMap(\.self))
        do {
            try onEngine { try $0.recordStart() }
            if inForce != inFiles, !filesAreBroken || inForce == nil { try accept(inFiles) }
            if filesAreBroken, inForce != nil { refuseBrokenFiles() }
            try onEngine { engine in try engine.start() }
        } catch let error as LedgerError {
            log("cannot start: \(error.code)")
            return false
        }
        settle()
        guard disk_is_dead(directory) == 0, storageFailure.text == nil else { return false }
        try noteInForce()
        try snapshot()
        log("process \(processes) begins with configuration \(inForce ?? -1)")
        return true
    }

    /// Nothing can be written until a moment of real time, also by processes that begin meanwhile.
    func block(by block: Block, until bound: Int64) {
        log("\(block.rawValue)")
        blocked = (block, bound)
        switch block {
        case .full: disk_fill(directory, 1)
        case .locked: disk_lock(directory, 1)
        }
    }

    func unblock() {
        guard blocked != nil else { return }
        blocked = nil
        disk_fill(directory, 0)
        disk_lock(directory, 0)
        log("it can be written again")
    }

    /// Notes which configuration the ledger has in force: a crash may have come before or after its commit.
    func noteInForce() throws {
        guard let count: Int64 = try process?.image.rows("SELECT count(*) FROM configuration").first?[0] else { return }
        if count > acceptances, let offered {
            inForce = offered
            configurationsOfProcess.insert(offered)
        }
        acceptances = count
    }

    /// The configuration that was offered last.
    private var offered: Int?

    func accept(_ index: Int) throws {
        offered = index
        let configuration = record.configurations[index]
        let now = now
        try onEngine { engine in
            _ = try engine.accept(
                configuration, hashes: ReminderEngine.hashes(of: configuration), files: [], at: now
            ) { _ in ("directives/tb.yaml", 1) }
        }
    }

    /// Ends the process at once, whatever it was doing.
    func endProcess(cutsPower: Bool) throws {
        disk_die(directory)
        if process != nil, saneDrift == nil { diedAt = now }
        if let process {
            process.clock.arm(at: nil) {}
            gateways.endProcess()
            process.queue.sync {}
            if cutsPower { disk_cut(directory) } else { disk_kill(directory) }
            process.image.close()
            process.ledger.close()
        } else if cutsPower {
            disk_cut(directory)
        } else {
            disk_kill(directory)
        }
        gateways.endProcess()
        process = nil
        if cutsPower { time.reboot() }
    }

    /// How the process has died, or ended because of its storage; nil while it runs.
    var death: String? {
        if disk_is_dead(directory) != 0 { return "killed" }
        return storageFailure.text.map { "storage \($0)" }
    }

    // MARK: The engine

    /// Does something on the engine's own queue.
    @discardableResult
    func onEngine<Value: Sendable>(_ body: @Sendable (isolated ReminderEngine) throws -> Value) throws -> Value {
        guard let process else { throw Stuck(reason: "no daemon") }
        return try process.queue.sync { try process.engine.assumeIsolated { try body($0) } }
    }

    var passes: Int { (try? onEngine { $0.passes }) ?? 0 }

    /// Waits until the engine has nothing to do: the last pass queued no other one.
    func settle() {
        guard let process else { return }
        var before = passes
        for _ in 0..<20_000 {
            process.queue.sync {}
            let after = passes
            if after == before { return }
            before = after
        }
        record.violation("the engine does not come to rest")
    }

    /// Notes what is in force now.
    func snapshot() throws {
        guard let process, let inForce else { return }
        record.begin(
            try process.image.obligations(), configuration: inForce, at: now, row: try process.image.head()?.row ?? 0)
    }

    /// Remembers the head of the chain now: a person has been told of what is below it, so it must never be lost.
    func promise(_ what: String) throws {
        guard let head = try process?.image.head() else { return }
        record.promises.append(.init(head: ChainHead(row: head.row, hash: head.hash), what: what))
    }
}
