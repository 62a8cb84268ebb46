/// The contents of `dondoc.yaml`, the directory and the calendar: small, and always in memory.
public struct Settings: Hashable, Sendable {
    public struct Office: Hashable, Sendable {
        public let name: String
        public let short: String

        public init(name: String, short: String? = nil) {
            self.name = name
            self.short = short ?? name
        }
    }

    /// The limits of the fuse: how much a mistake in a calendar or policy can send before a person looks at it.
    public struct Limits: Hashable, Sendable {
        /// Messages to one address from midnight to midnight at most.
        public let perAddressPerDay: Int
        /// Messages in any 60 minutes at most.
        public let perHour: Int

        public init(perAddressPerDay: Int = 10, perHour: Int = 500) {
            self.perAddressPerDay = perAddressPerDay
            self.perHour = perHour
        }
    }

    /// The reports that supervising units receive by e-mail besides their slots, at the first office hour.
    public struct Reports: Hashable, Sendable {
        /// Whether unsent messages and overdue work are reported on each working day that has any.
        public let exceptions: Bool
        /// The day of the week of the summary, or the next working day where that one is off; nil for no summary.
        public let summary: Weekday?

        public init(exceptions: Bool = true, summary: Weekday? = .monday) {
            self.exceptions = exceptions
            self.summary = summary
        }
    }

    public let office: Office
    public let time: OfficeTime
    public let language: Language
    /// Where alarms go, by channel.
    public let operatorAddresses: [Channel: [String]]
    /// A missed slot is still sent within so many days.
    public let catchUpDays: Int
    public let limits: Limits
    public let reports: Reports
    public let retention: Retention
    /// For commissioning: every message goes to these addresses instead.
    public let redirect: [Channel: [String]]?
    /// For commissioning: nothing is sent.
    public let hold: Bool
    /// In the order of the file: the first one of a channel serves it.
    public let gateways: [Gateway]
    public let policies: [String: Policy]
    public let units: [UnitID: Unit]
    public let groups: [String: UnitGroup]

    public init(
        office: Office, time: OfficeTime, language: Language = .vietnamese,
        operatorAddresses: [Channel: [String]] = [:], catchUpDays: Int = 7, limits: Limits = Limits(),
        reports: Reports = Reports(), retention: Retention = Retention(), redirect: [Channel: [String]]? = nil,
        hold: Bool = false, gateways: [Gateway], policies: [String: Policy],
        units: [UnitID: Unit], groups: [String: UnitGroup] = [:]
    ) {
        var spellings = Spellings(units)
        self.office = office
        self.time = time
        self.language = language
        self.operatorAddresses = spellings.unified(operatorAddresses)
        self.catchUpDays = catchUpDays
        self.limits = limits
        self.reports = reports
        self.retention = retention
        self.redirect = redirect.map { spellings.unified($0) }
        self.hold = hold
        self.gateways = gateways
        self.policies = policies
        self.units = spellings.unified(units)
        self.groups = groups
    }

    /// The one spelling of each mailbox: that of the first unit that has it.
    ///
    /// So messages, limits and what waits for a message to the same mailbox need not know of other spellings.
    private struct Spellings {
        private var first: [String: String] = [:]
        private var areSeveral = false

        init(_ units: [UnitID: Unit]) {
            let all = units.sorted { $0.key < $1.key }.flatMap { $0.value.addresses[.email] ?? [] }
            for address in all { areSeveral = spelling(address) != address || areSeveral }
        }

        private mutating func spelling(_ address: String) -> String {
            let mailbox = Channel.email.mailbox(ofAddress: address)
            return first[mailbox]
                ?? {
                    first[mailbox] = address; return address
                }()
        }

        mutating func unified(_ addresses: [Channel: [String]]) -> [Channel: [String]] {
            guard let mails = addresses[.email] else { return addresses }
            var result = addresses
            result[.email] = mails.map { spelling($0) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            return result
        }

        mutating func unified(_ units: [UnitID: Unit]) -> [UnitID: Unit] {
            guard areSeveral else { return units }
            return units.mapValues { unit in
                var unit = unit
                unit.addresses = unified(unit.addresses)
                return unit
            }
        }
    }

    /// The gateway that serves a channel.
    public func gateway(for channel: Channel) -> Gateway? {
        gateways.first { $0.channel == channel }
    }

    /// The gateway that sends the dead messages of another one again.
    public func fallback(of gateway: String) -> Gateway? {
        guard let name = gateways.first(where: { $0.name == gateway })?.fallback else { return nil }
        return gateways.first { $0.name == name }
    }

    /// The units that an id means: the unit itself, or the members of the group.
    public func members(of id: String) -> [UnitID] {
        groups[id]?.members ?? [id]
    }
}
