import DequeModule
import Directives
import Gateways
import Ledger
import Rendering

/// The messages of the obligations that are due, planned but not yet claimed.
///
/// Pure: built from what the ledger says at one moment, and built again when anything but a claim changes that (see
/// `Claimer`). What of it is unclaimed when the process ends is planned again from the ledger.
struct DueQueue {
    /// A message in the making: the deliveries of one address at one instant.
    struct Message {
        let at: Instant
        let gateway: String
        let address: String
        let language: Language
        var items: [Item]
        /// When it goes to the fallback of its gateway, should that not be served by then; nil where there is none.
        var expires: Instant?
        /// What it says, where that was written ahead of its instant.
        var words: Words?
        /// Whether it is about slots alone that passed unclaimed.
        var isLate: Bool { items.allSatisfy { $0.lateSince != nil } }
    }

    /// What a message says, in the bytes that its gateway receives.
    struct Words {
        let id: String
        let rendered: RenderedMessage
        /// From here on it would say something else.
        let end: Instant
        /// Nil where it can be made only with the start of the program.
        let command: GatewayCommand?
    }

    struct Item {
        let delivery: Delivery
        let obligation: String
        /// The instant of a slot that passed unclaimed.
        let lateSince: Instant?
    }

    /// An obligation of the queue and what is still to be claimed of it.
    struct Entry {
        let waking: WakingObligation
        /// The slots of it of which its readers know.
        let told: Set<Slot.Key>
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

        /// Where it stands when nothing of it is left to be claimed.
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
    /// When the first message of a gateway goes to its fallback, or before that.
    private(set) var firstExpiry: [String: Instant] = [:]
    /// What is written ahead.
    private var writing = WritingBounds()
    private let settlesEarly: Bool
    /// What is settled without a message: recorded with the first claim.
    private(set) var skips: [SkippedSlot] = []
    private(set) var advances: [ObligationAdvance] = []
    /// When an obligation must be looked at that the queue does not have.
    private(set) var following: Instant?
    /// When one must be looked at that the queue has and that is not settled yet, or before that.
    private(set) var reopening: Instant?
    /// Slots up to it are in the queue.
    private(set) var horizon: Instant
    /// A queue that is planned ahead of its instant is claimed from here on.
    let opens: Instant

    var isEmpty: Bool { skips.isEmpty && advances.isEmpty && queues.values.allSatisfy(\.isEmpty) }
    /// When what there is to be claimed changes by time alone.
    var next: Instant? { [following, reopening].compactMap(\.self).min() }
    var addresses: Set<String> { Set(queues.values.joined().map(\.address)) }

    /// What the queue is built from besides the obligations.
    struct Context {
        let planner: Planner
        let now: Instant
        /// Slots up to it are claimed now.
        let horizon: Instant
        /// Slots before it passed while no engine ran, or none that could claim.
        let onTimeSince: Instant
        /// The same for a gateway that was suspended, by its name.
        var gatewayOnTimeSince: [String: Instant] = [:]
        var plantedBugs: Set<PlantedBug> = []

        /// When the first claim can be made.
        var opens: Instant { horizon.adding(milliseconds: -ReminderEngine.claimAhead) }
    }

    /// - Parameter told: by obligation, the slots of which their readers know; of those with a later version than the first.
    init(
        _ waking: [WakingObligation], settled: SettledKeys, told: [String: Set<Slot.Key>] = [:], _ context: Context
    ) {
        settlesEarly = context.plantedBugs.contains(.settledWithoutClaim)
        horizon = context.horizon
        opens = context.opens
        var building = Building(context: context)
        for one in waking { building.add(one, settled, told: told[one.row.obligation.key] ?? []) }
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
                note(expiry: message.expires, of: message.gateway)
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
        for entry in entries.values { note(reopening: entry.wake) }
        for advance in advances { note(following: advance.wake) }
    }

    /// Adds what has come due after its horizon; what waits in it stays as it is planned.
    ///
    /// No obligation may be in both that is not settled in this one, and what that one settled must be written.
    mutating func extend(by later: DueQueue) {
        entries.merge(later.entries) { $1 }
        skips += later.skips
        advances += later.advances
        horizon = later.horizon
        following = later.following
        note(reopening: later.reopening)
        for (gateway, messages) in later.queues {
            note(expiry: later.firstExpiry[gateway], of: gateway)
            for message in messages {
                let queue = queues[gateway, default: []]
                let index = queue.lastIndex { $0.at <= message.at }.map { $0 + 1 } ?? 0
                queues[gateway, default: []].insert(message, at: index)
            }
        }
    }

    /// Writes messages ahead, so many at most, evenly for all gateways; returns whether there are more to be written.
    ///
    /// - Parameter words: what a message says; nil for one that must be written with its claim.
    mutating func write(_ limit: Int, _ words: (Message, [ReminderContent.Item]) -> Words?) -> Bool {
        for _ in 0..<limit {
            guard writing.hasRoom,
                let gateway = queues.keys.filter({ writing.count(of: $0) < queues[$0, default: []].count })
                    .min(by: { (writing.count(of: $0), $0) < (writing.count(of: $1), $1) })
            else { return false }
            let index = writing.count(of: gateway)
            let message = queues[gateway]?[index]
            let said = message.flatMap { words($0, items(of: $0, [:])) }
            queues[gateway]?[index].words = said
            writing.note(said?.rendered.bytes.count ?? 0, of: gateway)
        }
        return true
    }

    /// Whether what is written ahead takes much memory.
    var hasWrittenMuch: Bool { writing.isMuch }

    /// Notes an instant after its horizon at which an obligation must be looked at.
    mutating func note(following instant: Instant?) {
        guard let instant, instant > horizon else { return }
        following = min(following ?? instant, instant)
    }

    private mutating func note(reopening instant: Instant?) {
        guard let instant, instant > horizon else { return }
        reopening = min(reopening ?? instant, instant)
    }

    private mutating func note(expiry: Instant?, of gateway: String) {
        guard let expiry else { return }
        firstExpiry[gateway] = min(firstExpiry[gateway] ?? expiry, expiry)
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
    /// - Parameter histories: what messages to those who supervise say of the reminders before, by obligation.
    func items(of message: Message, _ histories: [String: ReminderHistory]) -> [ReminderContent.Item] {
        message.items.compactMap { item in
            guard let entry = entries[item.obligation] else { return nil }
            let waking = entry.waking
            return ReminderContent.Item(
                delivery: item.delivery, obligation: waking.row.obligation, directive: waking.directive,
                notice: waking.notice,
                known: waking.row.obligation.known(before: item.delivery.slot.key, told: entry.told),
                lateSince: item.lateSince,
                history: item.delivery.slot.key.role.receivesHistory
                    ? histories[item.obligation] ?? ReminderHistory() : nil)
        }
    }

    /// Requeues a message that cannot go yet.
    mutating func requeue(_ message: Message) {
        let index = queues[message.gateway]?.firstIndex { $0.at >= message.at }
        queues[message.gateway, default: []].insert(
            message, at: index ?? queues[message.gateway, default: []].endIndex)
    }

    /// The next message of a gateway, whether its address is being served or not.
    func first(of gateway: String) -> Message? {
        queues[gateway]?.first
    }

    /// The due of each obligation that a message is about; nil for one without.
    func dues(of message: Message) -> [Instant?] {
        message.items.map { entries[$0.obligation]?.waking.row.obligation.due?.due }
    }

    /// Takes the messages of a gateway whose time is over.
    mutating func takeExpired(of gateway: String, at now: Instant, limit: Int) -> [Message] {
        guard let first = firstExpiry[gateway], first <= now else { return [] }
        var expired: [Message] = []
        queues[gateway]?.removeAll { message in
            guard expired.count < limit, let expires = message.expires, expires <= now else { return false }
            expired.append(message)
            return true
        }
        firstExpiry[gateway] = queues[gateway]?.lazy.compactMap(\.expires).min()
        return expired
    }

    /// Notes that a message is claimed; returns the obligations that are settled with it.
    mutating func claimed(_ message: Message) -> [ObligationAdvance] {
        message.items.compactMap { noteSettled(one: $0.obligation) }
    }

    /// Notes that the fuse stopped a message: its obligations are looked at again when there may be room, or with
    /// their next slot; with `hold` in force, for which there is no instant, when that is lifted.
    ///
    /// An obligation counts as held when nothing of it is left to be claimed: until then it stays due, and what goes
    /// to its other addresses is on time even when the queue is planned again.
    mutating func held(_ message: Message, until instant: Instant?) -> [ObligationAdvance] {
        for id in Set(message.items.map(\.obligation)).sorted() {
            guard let entry = entries[id] else { continue }
            let again = instant.map { [$0, entry.stopped?.until, entry.wake].compactMap(\.self).min() ?? $0 }
            entries[id]?.stopped = Entry.Stop(until: again)
            note(reopening: again)
        }
        return message.items.compactMap { noteSettled(one: $0.obligation) }
    }

    private mutating func noteSettled(one id: String) -> ObligationAdvance? {
        entries[id]?.open -= 1
        guard let entry = entries[id], entry.open == 0 || settlesEarly else { return nil }
        let advance = entry.advance(of: id)
        note(following: advance.wake)
        return advance
    }
}
