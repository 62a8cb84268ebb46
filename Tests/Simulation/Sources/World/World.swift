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

/// One machine with an office, its gateways and the daemon's lives on it, all from one seed.
///
/// The engine, the ledger's code and the couriers are the product's own; time, disk and gateways are not.
final class World {
    /// What one process holds.
    struct Life {
        let ledger: Ledger
        let engine: ReminderEngine
        let clock: SimulatedClock
        let queue: DispatchQueue
        let image: LedgerImage
    }

    /// What must stop a simulation that cannot go on.
    struct Stuck: Error { let reason: String }

    let seed: UInt64
    let directory: String
    /// A folder of files with mistakes, at the same path for every seed, since the ledger records it.
    let broken: String
    let time: SimulatedTime
    let gateways: SimulatedGateways
    let plantedBugs: Set<PlantedBug>
    let start: Int64
    /// When the faults stop, in real time.
    let calm: Int64
    let end: Int64
    var random: SplitMix64
    var record: Record
    /// What stands in the files.
    var office: Office
    /// Which configuration of the record the files hold.
    var inFiles: Int
    /// Which one the ledger has put in force; nil before the first.
    var inForce: Int?
    var filesAreBroken = false
    var life: Life?
    var lives = 0
    private var acceptances: Int64 = 0
    private let cache = LedgerImage.Cache()
    /// When the last process ended, by the clock; nil once the next one has looked at what it left.
    private var diedAt: Instant?
    /// While the disk is full: until when, in real time.
    private(set) var fullUntil: Int64?
    /// Set by the engine when its storage has failed.
    private let storageFailure = Failure()
    /// What the clock showed beyond true time at this life's begin.
    var driftAtBirth: Int64 = 0
    /// The latest that the clock has shown while it was right, and so what the ledger may bear.
    var latest = Instant.distantPast
    /// The latest that the process knows of: what its clock has shown, and what the ledger bore when it began.
    var latestKnown = Instant.distantPast
    /// Drift before the clock went insane; nil while it is right.
    var saneDrift: Int64?
    /// Which configurations were in force since this life began, and since the one before.
    var configurationsOfLife: Set<Int> = []

    /// - Parameters:
    ///   - spell: what is the matter with all gateways all the time, in place of what the seed says.
    ///   - plantedBugs: what the checker is to find.
    init(
        seed: UInt64, days: Int, isTracing: Bool, spell: Weather.Spell? = nil, plantedBugs: Set<PlantedBug> = []
    ) throws {
        self.seed = seed
        self.plantedBugs = plantedBugs
        random = SplitMix64(seed: seed &* 0x9E37_79B9 &+ 17)
        let base = Fixture.zone.instant(
            Fixture.date("2027-01-04").adding(days: Int.random(in: 0..<300, using: &random)))
        let begin = base.adding(milliseconds: Int64.random(in: 0..<86_400_000, using: &random))
        start = begin.milliseconds
        end = start + Int64(days) * 86_400_000
        calm = end - min(15, Int64(days) / 3) * 86_400_000
        time = SimulatedTime(at: begin)
        record = Record(isTracing: isTracing)
        office = Office(
            &random, from: Fixture.zone.date(at: begin),
            directives: Int.random(in: 2...(days > 40 ? 24 : 8), using: &random))
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
        var weather = Weather(&random, gateways: names, from: start, calm: calm)
        if let spell { weather = Weather(spell, over: names, from: start, to: end) }
        gateways = SimulatedGateways(
            time, weather, isDead: { disk_is_dead(path) != 0 }, die: { disk_die(path) })
    }

    deinit {
        life?.image.close()
        life?.ledger.close()
        disk_free(directory)
        try? FileManager.default.removeItem(atPath: directory)
    }

    var now: Instant { time.now }
    var zone: Zone { office.time.zone }

    /// The moment in the decision log.
    func log(_ text: String) {
        record.log("\((time.real - start) / 1_000)s \(zone.iso8601(now)) \(text)")
    }

    // MARK: Life

    /// A process begins, again and again until it stands.
    func begin() throws {
        for attempt in 0..<10_000 {
            do {
                if try tryToBegin() { return }
            } catch let error as LedgerError {
                log("cannot begin: \(error.code)")
            }
            try endProcess(cutsPower: false)
            disk_fail_after(directory, -1, 0)
            // As systemd does; after some minutes in longer steps, since nothing changes while the disk is full.
            pass(milliseconds: attempt < 30 ? 10_000 : 600_000)
            if let fullUntil, fullUntil <= time.real { makeRoom() }
        }
        throw Stuck(reason: "the daemon cannot begin")
    }

    private func tryToBegin() throws -> Bool {
        storageFailure.note(nil)
        lives += 1
        gateways.beginLife(lives)
        driftAtBirth = time.drift
        let ledger = try Ledger.open(directory: directory, clock: .wall)
        let queue = DispatchQueue(label: "world")
        let clock = SimulatedClock(time)
        let image: LedgerImage
        let engine: ReminderEngine
        do {
            let path = directory + "/ledger.sqlite"
            if plantedBugs.claimsAgain { try LedgerImage.allowRepeatedDeliveries(path) }
            image = try LedgerImage(path, cache)
            var dependencies = ReminderEngine.Dependencies(
                ledger: ledger, clock: clock, runner: gateways, queue: queue,
                logger: Logger(label: "world") { _ in SwiftLogNoOpLogHandler() }, stateDirectory: "/",
                templates: .builtIn, operatorMessages: .all,
                storageFailed: { [storageFailure] in storageFailure.note("\($0.code)") })
            dependencies.plantedBugs = plantedBugs
            let settings = try ledger.configurationInForce()?.settings ?? record.configurations[inFiles].settings
            engine = ReminderEngine(dependencies, settings: settings)
        } catch {
            ledger.close()
            throw LedgerError(code: .other, message: "\(error)")
        }
        life = Life(ledger: ledger, engine: engine, clock: clock, queue: queue, image: image)
        guard disk_is_dead(directory) == 0 else { return false }
        latestKnown = max(now, try image.newestEntry() ?? now)
        try noteInForce()
        try examineRemains()
        // What an order or a load left when the process died with it was in force from then on.
        if let diedAt, let inForce {
            record.begin(
                try image.obligations(), configuration: inForce, at: diedAt, row: try image.head()?.row ?? 0)
            self.diedAt = nil
        }
        configurationsOfLife = Set([inForce].compactMap(\.self))
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
        log("life \(lives) begins with configuration \(inForce ?? -1)")
        return true
    }

    /// The disk is full until a moment of real time, also for processes that begin meanwhile.
    func fillDisk(until bound: Int64) {
        log("the disk is full")
        fullUntil = bound
        disk_fill(directory, 1)
    }

    func makeRoom() {
        guard fullUntil != nil else { return }
        fullUntil = nil
        disk_fill(directory, 0)
        log("there is room again")
    }

    /// Which configuration the ledger holds: a crash may have come before or after its commit.
    func noteInForce() throws {
        guard let count: Int64 = try life?.image.rows("SELECT count(*) FROM configuration").first?[0] else { return }
        if count > acceptances, let offered {
            inForce = offered
            configurationsOfLife.insert(offered)
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

    /// The process is gone, at whatever point it was.
    func endProcess(cutsPower: Bool) throws {
        disk_die(directory)
        if life != nil, saneDrift == nil { diedAt = now }
        if let life {
            life.clock.arm(at: nil) {}
            gateways.endLife()
            life.queue.sync {}
            if cutsPower { disk_cut(directory) } else { disk_kill(directory) }
            life.image.close()
            life.ledger.close()
        } else if cutsPower {
            disk_cut(directory)
        } else {
            disk_kill(directory)
        }
        gateways.endLife()
        life = nil
        if cutsPower { time.reboot() }
    }

    /// Whether the process has died or given up, and how.
    var death: String? {
        if disk_is_dead(directory) != 0 { return "killed" }
        return storageFailure.text.map { "storage \($0)" }
    }

    // MARK: The engine

    /// Does something on the engine's own queue.
    @discardableResult
    func onEngine<Value: Sendable>(_ body: @Sendable (isolated ReminderEngine) throws -> Value) throws -> Value {
        guard let life else { throw Stuck(reason: "no daemon") }
        return try life.queue.sync { try life.engine.assumeIsolated { try body($0) } }
    }

    var passes: Int { (try? onEngine { $0.passes }) ?? 0 }

    /// Waits until the engine waits: no pass came of the one before.
    func settle() {
        guard let life else { return }
        var before = passes
        for _ in 0..<20_000 {
            life.queue.sync {}
            let after = passes
            if after == before { return }
            before = after
        }
        record.violation("the engine does not come to rest")
    }

    /// Notes what is in force now.
    func snapshot() throws {
        guard let life, let inForce else { return }
        record.begin(
            try life.image.obligations(), configuration: inForce, at: now, row: try life.image.head()?.row ?? 0)
    }

    /// The head of the chain now: whatever was told must be below it for ever.
    func promise(_ what: String) throws {
        guard let head = try life?.image.head() else { return }
        record.promises.append(.init(head: ChainHead(row: head.row, hash: head.hash), what: what))
    }
}
