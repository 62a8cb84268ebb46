import DequeModule
import Directives
import Ledger

/// The messages of the obligations that are due, planned but not yet claimed.
///
/// Pure: built from what the ledger says at one moment, and thrown away when anything else than a claim changes that.
/// Whatever of it is unclaimed when the process ends is planned again from the ledger.
struct Round {
    /// A message in the making: the deliveries of one address at one instant.
    struct Message {
        let at: Instant
        let gateway: String
        let address: String
        let language: Language
        var items: [Item]
        /// When it goes to the fallback of its gateway, should that not be served by then; nil where there is none.
        var expires: Instant?
    }

    struct Item {
        let delivery: Delivery
        let obligation: String
        /// The instant of a slot that passed unclaimed.
        let lateSince: Instant?
    }

    /// An obligation of the round and what is still to be claimed of it.
    struct Entry {
        let waking: WakingObligation
        /// How many of its deliveries are neither claimed nor held.
        var open: Int
        /// Where it stands when all is claimed.
        let settled: Instant
        let wake: Instant?
        /// Whether something that the fuse held is not claimed with it: it waits for the office.
        let held: Bool
        /// Whether nothing will wake it though it must be looked at once more: its unit has ended.
        let endsWithUnit: Bool
        /// What the fuse has stopped of it so far.
        var stopped: Stop?

        /// When there may be room; nil while that has no instant.
        struct Stop {
            var until: Instant?
        }

        /// Where it comes to when nothing of it is left to be claimed.
        fileprivate func advance(of id: String) -> ObligationAdvance {
            if let stopped {
                return ObligationAdvance(id: id, settled: waking.row.settled, wake: stopped.until, held: true)
            }
            return ObligationAdvance(
                id: id, settled: settled, wake: wake ?? (endsWithUnit ? settled : nil), held: held)
        }
    }

    private(set) var entries: [String: Entry] = [:]
    private(set) var queues: [String: Deque<Message>] = [:]
    /// What is settled without a message: recorded with the first claim.
    private(set) var skips: [SkippedSlot] = []
    private(set) var advances: [ObligationAdvance] = []
    /// When an obligation must be looked at that the round does not have.
    private(set) var following: Instant?
    /// Slots up to it are in the round.
    let horizon: Instant
    /// A round that is planned ahead of its instant is claimed from here on.
    let opens: Instant

    var isEmpty: Bool { skips.isEmpty && advances.isEmpty && queues.values.allSatisfy(\.isEmpty) }
    var addresses: Set<String> { Set(queues.values.joined().map(\.address)) }

    /// What the round is built from besides the obligations.
    struct Context {
        let planner: Planner
        let now: Instant
        /// Slots up to it are claimed now.
        let horizon: Instant
        /// Slots before it passed while nobody watched.
        let watchedSince: Instant
        /// Slots before it passed while their gateway was suspended, by the gateway's name.
        var silentUntil: [String: Instant] = [:]
    }

    init(_ waking: [WakingObligation], settled: SettledKeys, _ context: Context) {
        horizon = context.horizon
        opens = context.horizon.adding(milliseconds: -ReminderEngine.claimAhead)
        var building = Building(context: context)
        for obligation in waking { building.add(obligation, settled) }
        entries = building.entries
        skips = building.skips
        advances = building.advances
        let gateways = context.planner.settings.gateways
        let falling = Set(gateways.lazy.filter { $0.fallback != nil }.map(\.name))
        let schedule = RetrySchedule(context.planner.settings.time)
        for key in building.order {
            guard var message = building.messages[key] else { continue }
            if falling.contains(message.gateway) {
                let dues = message.items.compactMap { entries[$0.obligation]?.waking.row.obligation.due?.due }
                let first = message.items.compactMap(\.lateSince).min() ?? message.at
                message.expires = schedule.expiry(firstAttempt: first, yieldingTo: dues)
            }
            queues[message.gateway, default: []].append(message)
        }
        for gateway in queues.keys {
            // Instants in order; the order of the plan within one.
            queues[gateway] = Deque(
                queues[gateway, default: []].enumerated().sorted {
                    ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
                }.map(\.element))
        }
        for entry in entries.values { note(following: entry.wake) }
        for advance in advances { note(following: advance.wake) }
    }

    /// Notes an instant after its horizon at which somebody must look at an obligation.
    mutating func note(following instant: Instant?) {
        guard let instant, instant > horizon else { return }
        following = min(following ?? instant, instant)
    }

    /// Takes what is settled without a message.
    mutating func takeSettled() -> (skips: [SkippedSlot], advances: [ObligationAdvance]) {
        defer { (skips, advances) = ([], []) }
        return (skips, advances)
    }

    /// Whether a gateway has a message to claim.
    func hasMessage(of gateway: String) -> Bool {
        queues[gateway]?.isEmpty == false
    }

    /// Whether a gateway has a message whose address is not being served.
    func hasMessage(of gateway: String, unless isBusy: (String) -> Bool) -> Bool {
        queues[gateway]?.contains { !isBusy($0.address) } ?? false
    }

    /// Takes the next message of a gateway whose address is not being served.
    mutating func next(of gateway: String, unless isBusy: (String) -> Bool) -> Message? {
        guard let index = queues[gateway]?.firstIndex(where: { !isBusy($0.address) }) else { return nil }
        return queues[gateway]?.remove(at: index)
    }

    /// What a message says.
    ///
    /// - Parameter histories: what those who supervise hear of the reminders before, by obligation.
    func items(of message: Message, _ histories: [String: ReminderHistory]) -> [Letter.Item] {
        message.items.compactMap { item in
            guard let waking = entries[item.obligation]?.waking else { return nil }
            return Letter.Item(
                delivery: item.delivery, obligation: waking.row.obligation, directive: waking.directive,
                notice: waking.notice, lateSince: item.lateSince,
                history: item.delivery.slot.key.role.hearsHistory
                    ? histories[item.obligation] ?? ReminderHistory() : nil)
        }
    }

    /// Puts a message back that cannot go yet.
    mutating func putBack(_ message: Message) {
        let index = queues[message.gateway]?.firstIndex { $0.at >= message.at }
        queues[message.gateway, default: []].insert(
            message, at: index ?? queues[message.gateway, default: []].endIndex)
    }

    /// The next message of a gateway, whether its address is being served or not.
    func first(of gateway: String) -> Message? {
        queues[gateway]?.first
    }

    /// When the first message of a gateway goes to its fallback.
    func firstExpiry(of gateway: String) -> Instant? {
        queues[gateway]?.lazy.compactMap(\.expires).min()
    }

    /// Takes the messages of a gateway whose time is over.
    mutating func takeExpired(of gateway: String, at now: Instant, limit: Int) -> [Message] {
        var expired: [Message] = []
        queues[gateway]?.removeAll { message in
            guard expired.count < limit, let expires = message.expires, expires <= now else { return false }
            expired.append(message)
            return true
        }
        return expired
    }

    /// Notes that a message is claimed; returns the obligations that are settled with it.
    mutating func claimed(_ message: Message) -> [ObligationAdvance] {
        message.items.compactMap { took(one: $0.obligation) }
    }

    /// Notes that the fuse stopped a message: its obligations are looked at again when there may be room, or with
    /// their next slot; with `hold` in force, for which there is no instant, when that is lifted.
    ///
    /// An obligation counts as held when nothing of it is left to be claimed: until then it stays due, and what goes
    /// to its other addresses is on time even when the round is thrown away.
    mutating func held(_ message: Message, until instant: Instant?) -> [ObligationAdvance] {
        for id in Set(message.items.map(\.obligation)).sorted() {
            guard let entry = entries[id] else { continue }
            let again = instant.map { [$0, entry.stopped?.until, entry.wake].compactMap(\.self).min() ?? $0 }
            entries[id]?.stopped = Entry.Stop(until: again)
            note(following: again)
        }
        return message.items.compactMap { took(one: $0.obligation) }
    }

    private mutating func took(one id: String) -> ObligationAdvance? {
        entries[id]?.open -= 1
        guard let entry = entries[id], entry.open == 0 else { return nil }
        let advance = entry.advance(of: id)
        note(following: advance.wake)
        return advance
    }
}

/// The round while it is put together.
private struct Building {
    struct Key: Hashable {
        let at: Instant
        let gateway: String
        let address: String
        let language: Language
    }

    let context: Round.Context
    var entries: [String: Round.Entry] = [:]
    var messages: [Key: Round.Message] = [:]
    var order: [Key] = []
    var skips: [SkippedSlot] = []
    var advances: [ObligationAdvance] = []

    private var time: OfficeTime { context.planner.settings.time }

    init(context: Round.Context) {
        self.context = context
    }

    mutating func add(_ waking: WakingObligation, _ settled: SettledKeys) {
        let row = waking.row
        let slots = context.planner.slots(of: row.obligation, in: waking.directive)
        var unclaimed: [Slot: [Delivery]] = [:]
        for slot in slots where slot.at >= row.settled && slot.at <= context.horizon {
            guard !settled.skipped.contains(slot.key.description) else { continue }
            let deliveries = context.planner.deliveries(of: slot).filter { !settled.deliveries.contains($0.key) }
            if !deliveries.isEmpty { unclaimed[slot] = deliveries }
        }
        let oldest = context.now.adding(seconds: -context.planner.settings.catchUpDays * 86_400)
        // What the fuse held has passed; what comes with the look at it has not.
        let watchedSince = row.held ? max(context.watchedSince, row.wake ?? .distantPast) : context.watchedSince
        let silent = context.silentUntil
        let outcome = CatchUp.settle(Array(unclaimed.keys), watchedSince: watchedSince, oldest: oldest) { slot in
            !silent.isEmpty && unclaimed[slot, default: []].allSatisfy { silent[$0.gateway] ?? slot.at > slot.at }
        }
        skips += outcome.skipped.map {
            SkippedSlot(key: $0.slot.key, at: $0.slot.at, reason: $0.reason, recordedAt: context.now)
        }

        let horizon = context.horizon
        let later = context.planner.wake(
            of: row.obligation, slots, from: horizon.adding(milliseconds: 1))
        let start = lateStart(of: row.obligation)
        let goes = start.map { $0 <= horizon } ?? false
        var claims = outcome.due.map { ($0, $0.at, nil as Instant?) }
        if goes, let start { claims += outcome.late.map { ($0, start, $0.at) } }
        var count = 0
        for (slot, at, lateSince) in claims.sorted(by: { ($0.0.at, $0.0.key.unit) < ($1.0.at, $1.0.key.unit) }) {
            for delivery in unclaimed[slot] ?? [] {
                append(delivery, of: row.obligation.id, at: at, lateSince: lateSince)
                count += 1
            }
        }
        let waits = !goes && !outcome.late.isEmpty
        let held = waits && row.held
        let wake = [later, waits ? start : nil].compactMap(\.self).min()
        let settledTo = waits ? row.settled : context.horizon.adding(milliseconds: 1)
        let endsWithUnit = context.planner.unitEnd(of: row.obligation, slots) != nil
        if count == 0 {
            advances.append(
                ObligationAdvance(
                    id: row.obligation.id, settled: settledTo, wake: wake ?? (endsWithUnit ? settledTo : nil),
                    held: held))
        } else {
            entries[row.obligation.id] = Round.Entry(
                waking: waking, open: count, settled: settledTo, wake: wake, held: held,
                endsWithUnit: endsWithUnit)
        }
    }

    /// When what is late may go: it waits for office hours, except when less than a working day remains.
    ///
    /// Nil for an office that never works.
    private func lateStart(of obligation: Obligation) -> Instant? {
        RetrySchedule(time).isPressing(obligation.due?.due, at: context.now)
            ? context.now : time.nextOpening(from: context.now)
    }

    private mutating func append(_ delivery: Delivery, of obligation: String, at: Instant, lateSince: Instant?) {
        let key = Key(at: at, gateway: delivery.gateway, address: delivery.address, language: delivery.language)
        if messages[key] == nil {
            order.append(key)
            messages[key] = Round.Message(
                at: key.at, gateway: key.gateway, address: key.address, language: key.language, items: [])
        }
        messages[key]?.items.append(Round.Item(delivery: delivery, obligation: obligation, lateSince: lateSince))
    }
}
