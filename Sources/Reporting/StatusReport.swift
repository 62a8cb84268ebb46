import Gateways

/// How the daemon is, for a person at a terminal and for programs.
public struct StatusReport: Encodable, Sendable {
    /// What waits at one gateway.
    public struct Queue: Encodable, Sendable {
        public let gateway: String
        public let inFlight: Int
        public let deferred: Int
        public let dead: Int
        /// Since when the gateway is suspended; null while it is not.
        public let suspendedSince: Nullable<String>
        /// When it is tried next with one message; null while none waits for that.
        public let nextProbe: Nullable<String>

        enum CodingKeys: String, CodingKey {
            case gateway
            case inFlight = "in_flight"
            case deferred, dead
            case suspendedSince = "suspended_since"
            case nextProbe = "next_probe"
        }

        package init(
            gateway: String, inFlight: Int, deferred: Int, dead: Int, suspendedSince: Nullable<String>,
            nextProbe: Nullable<String>
        ) {
            self.gateway = gateway
            self.inFlight = inFlight
            self.deferred = deferred
            self.dead = dead
            self.suspendedSince = suspendedSince
            self.nextProbe = nextProbe
        }
    }

    public let version: String
    public let now: String
    public let since: String
    public let clock: String
    public let clockFault: Nullable<String>
    /// Why nothing can be written into the ledger, and since when.
    public let storageFault: Nullable<String>
    public let storageFaultSince: Nullable<String>
    /// Since when no program of a gateway can be started, as the machine is short of something.
    public let shortSince: Nullable<String>
    public let timezone: String
    public let timezoneData: String
    public let configurationAccepted: Nullable<String>
    /// The next reminder, or when the daemon looks again where nothing can be claimed.
    public let next: Nullable<String>
    public let held: Int
    public let holdOrder: Bool
    public let obligations: [String: Int]
    public let queues: [Queue]
    /// Messages since the last load for which a built-in template was used in place of one of the office.
    public let templateFallbacks: Int
    public let lastErrors: [String]
    public let calendarYears: [Int]
    /// Of the current year and, from 1 October on, the next, those without an official list.
    public let calendarMissing: [Int]
    public let ledgerBytes: Int64
    public let ledgerHead: Nullable<String>

    enum CodingKeys: String, CodingKey {
        case version, now, since, clock
        case clockFault = "clock_fault"
        case storageFault = "storage_fault"
        case storageFaultSince = "storage_fault_since"
        case shortSince = "short_since"
        case timezone
        case timezoneData = "timezone_data"
        case configurationAccepted = "configuration_accepted"
        case next, held
        case holdOrder = "hold_order"
        case obligations, queues
        case templateFallbacks = "template_fallbacks"
        case lastErrors = "last_errors"
        case calendarYears = "calendar_years"
        case calendarMissing = "calendar_missing"
        case ledgerBytes = "ledger_bytes"
        case ledgerHead = "ledger_head"
    }

    package init(
        version: String, now: String, since: String, clock: String, clockFault: Nullable<String>,
        storageFault: Nullable<String>, storageFaultSince: Nullable<String>, shortSince: Nullable<String>,
        timezone:
            String, timezoneData: String, configurationAccepted: Nullable<String>, next: Nullable<String>,
        held:
            Int, holdOrder: Bool, obligations: [String: Int], queues: [Queue], templateFallbacks: Int,
        lastErrors:
            [String], calendarYears: [Int], calendarMissing: [Int], ledgerBytes: Int64,
        ledgerHead:
            Nullable<String>
    ) {
        self.version = version
        self.now = now
        self.since = since
        self.clock = clock
        self.clockFault = clockFault
        self.storageFault = storageFault
        self.storageFaultSince = storageFaultSince
        self.shortSince = shortSince
        self.timezone = timezone
        self.timezoneData = timezoneData
        self.configurationAccepted = configurationAccepted
        self.next = next
        self.held = held
        self.holdOrder = holdOrder
        self.obligations = obligations
        self.queues = queues
        self.templateFallbacks = templateFallbacks
        self.lastErrors = lastErrors
        self.calendarYears = calendarYears
        self.calendarMissing = calendarMissing
        self.ledgerBytes = ledgerBytes
        self.ledgerHead = ledgerHead
    }

    /// For people.
    public var lines: [String] {
        var lines = [
            "dondoc \(version), up since \(since)",
            "now          \(now) (\(clock), \(timezone), time zone data \(timezoneData))",
        ]
        if let fault = clockFault.value {
            lines.append("CLOCK        \(fault): nothing is claimed; if it is right: dondoc clock accept")
        }
        if let fault = storageFault.value {
            let since = storageFaultSince.value ?? "the start"
            lines.append("STORAGE      \(fault) (since \(since)): nothing is claimed meanwhile")
        }
        if let since = shortSince.value {
            lines.append("SHORT        of descriptors, processes or memory since \(since): no program can be started")
        }
        lines.append("config       accepted \(configurationAccepted.value ?? "never")")
        lines.append("next         \(next.value ?? "nothing to come")")
        if holdOrder { lines.append("HOLD         everything is held by an order; lift it with: dondoc hold --off") }
        lines.append(
            "obligations  "
                + obligations.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
        if held > 0 { lines.append("held         \(held) obligations; see: dondoc outbox, dondoc outbox release") }
        if templateFallbacks > 0 {
            lines.append(
                "TEMPLATES    \(templateFallbacks) messages by built-in templates in place of faulty ones; see: dondoc check"
            )
        }
        for queue in queues {
            lines.append(
                "\(Typesetting.padded(queue.gateway, 12)) \(queue.inFlight) in flight, \(queue.deferred) deferred, \(queue.dead) dead"
            )
            if let since = queue.suspendedSince.value {
                lines.append(
                    "SUSPENDED    \(queue.gateway) since \(since), after \(CircuitBreaker.threshold) failures in a row; "
                        + (queue.nextProbe.value.map { "tried again from \($0)" } ?? "being tried"))
            }
        }
        lines.append(
            "calendar     "
                + (calendarYears.isEmpty ? "no official days" : calendarYears.map(String.init).joined(separator: ", ")))
        for year in calendarMissing {
            lines.append(
                "CALENDAR     no official days off for \(year): dues counted in working days are provisional; "
                    + "see: dondoc calendar propose \(year)")
        }
        lines.append("ledger       \(ledgerBytes / 1_024) KiB, head \(ledgerHead.value ?? "none")")
        lines += lastErrors.map { "error        \($0)" }
        return lines
    }
}
