import Directives
import Yams

/// The contents of `dondoc.yaml`, together with the directory and the calendar that it names.
struct SettingsFile: Sendable {
    static let path = "dondoc.yaml"

    /// Nil where something required is missing or wrong.
    private(set) var settings: Settings?
    /// The calendar that is in force; nil where it could not be read.
    private(set) var calendar: WorkingCalendar?
    private(set) var gateways: [Gateway] = []
    private(set) var policies: [String: Policy] = [:]
    private(set) var gatewayPlaces: [String: Place] = [:]
    /// Policies with mistakes are here too.
    private(set) var policyPlaces: [String: Place] = [:]
    /// Where the program of each gateway is named.
    private(set) var programPlaces: [String: Place] = [:]
    /// Where the credential of each gateway is named.
    private(set) var credentialPlaces: [String: Place] = [:]
    private(set) var officeName = ""
    /// Whether the file could be read at all.
    private(set) var isRead = false

    private static let keys = [
        "office", "timezone", "language", "calendar", "hours", "operator", "catch-up", "limits", "reports", "retention",
        "redirect-all-to", "hold", "gateways", "policies",
    ]

    init() {}

    init(
        _ root: Node, _ reading: FileReading, in folder: FolderPath, directory: DirectoryFile,
        calendars: [String: WorkingCalendar?]
    ) {
        guard let fields = reading.fields(root, of: "dondoc.yaml", known: Self.keys) else { return }
        isRead = true
        let office = Self.office(in: fields)
        officeName = office?.name ?? ""
        let zone = fields.value(
            "timezone", required: true, expecting: "a time zone such as Asia/Ho_Chi_Minh", among: Zone.identifiers
        ) { Zone(identifier: $0) }
        if let zone, zone.identifier.hasPrefix("Etc/GMT+"), zone.identifier != "Etc/GMT+0",
            let node = fields["timezone"]
        {
            // POSIX counts west of Greenwich.
            reading.newError(
                "in '\(zone.identifier)' it is \(zone.identifier.dropFirst(8)) hours earlier than in Greenwich, not later; "
                    + "write a place such as Asia/Ho_Chi_Minh", at: node.place)
        }
        let language: Language? = fields.choice("language")
        calendar = Self.calendar(in: fields, calendars)
        let hours = fields.required("hours").flatMap { reading.hours($0) }
        let operatorAddresses = Self.addresses("operator", in: fields)
        if fields["operator"] == nil {
            reading.warning("there is no 'operator': alarms go to the journal only", at: fields.place)
        }
        let catchUp = fields.value("catch-up", expecting: "a number of days such as 7 days") { text in
            Quantities.days(text).flatMap { $0 <= 366 ? $0 : nil }
        }
        let limits = Self.limits(in: fields)
        let retention = Self.retention(in: fields)
        let reports = Self.reports(in: fields)
        let redirect = Self.addresses("redirect-all-to", in: fields)
        let hold = fields.flag("hold") ?? false
        readGateways(fields, folder)
        readPolicies(fields, directory, hours)
        for key in ["operator", "redirect-all-to"] { warnOfUnserved(key, in: fields) }
        if let calendar, let hours, let node = fields["hours"] { reading.warnOfHours(hours, node, calendar) }
        guard let office, let zone, let calendar, let hours else { return }
        settings = Settings(
            office: office, time: OfficeTime(zone: zone, calendar: calendar, hours: hours),
            language: language ?? .vietnamese, operatorAddresses: operatorAddresses ?? [:],
            catchUpDays: catchUp ?? 7, limits: limits, reports: reports, retention: retention, redirect: redirect,
            hold: hold, gateways: gateways,
            policies: policies, units: directory.units, groups: directory.groups)
    }

    private static func office(in fields: Fields) -> Settings.Office? {
        guard let node = fields.required("office"),
            let office = fields.reading.fields(node, of: "'office'", known: ["name", "short"]),
            let name = office.words("name", required: true)
        else { return nil }
        return Settings.Office(name: name, short: office.words("short"))
    }

    private static func calendar(in fields: Fields, _ calendars: [String: WorkingCalendar?]) -> WorkingCalendar? {
        guard let text = fields.text("calendar", required: true) else { return nil }
        if let calendar = calendars[text.string] { return calendar }
        let hint = Suggestion.hint(for: text.string, among: calendars.keys.sorted())
        fields.reading.error("there is no calendars/\(text.string).yaml\(hint)", at: text.place)
        return nil
    }

    private static func addresses(_ key: String, in fields: Fields) -> [Channel: [String]]? {
        guard let node = fields[key],
            let channels = fields.reading.fields(node, of: "'\(key)'", known: Channel.allCases.map(\.rawValue))
        else { return nil }
        if channels.entries.isEmpty { fields.reading.error("'\(key)' has no address", at: channels.place) }
        return fields.reading.addresses(in: channels)
    }

    private static func limits(in fields: Fields) -> Settings.Limits {
        let standard = Settings.Limits()
        guard let node = fields["limits"],
            let limits = fields.reading.fields(node, of: "'limits'", known: ["per-address-per-day", "per-hour"])
        else { return standard }
        return Settings.Limits(
            perAddressPerDay: limits.number("per-address-per-day", in: 1...1_000_000) ?? standard.perAddressPerDay,
            perHour: limits.number("per-hour", in: 1...10_000_000) ?? standard.perHour)
    }

    private static func retention(in fields: Fields) -> Retention {
        guard let node = fields["retention"],
            let retention = fields.reading.fields(node, of: "'retention'", known: ["bytes"])
        else { return Retention() }
        return retention.value("bytes", required: true, expecting: "a span such as 2 years or 18 months, or for ever") {
            Retention($0)
        } ?? Retention()
    }

    private static func reports(in fields: Fields) -> Settings.Reports {
        let standard = Settings.Reports()
        guard let node = fields["reports"],
            let reports = fields.reading.fields(node, of: "'reports'", known: ["exceptions", "summary"])
        else { return standard }
        let exceptions = reports.value(
            "exceptions", expecting: "daily or never", among: ["daily", "never"]
        ) { text -> Bool? in ["daily": true, "never": false][text] }
        let summary = reports.value(
            "summary", expecting: "a day of the week such as monday, or never",
            among: Weekday.allCases.map(\.description) + ["never"]
        ) { $0 == "never" ? .some(Weekday?.none) : Weekday($0).map(Optional.some) }
        return Settings.Reports(
            exceptions: exceptions ?? standard.exceptions, summary: summary ?? standard.summary)
    }

    /// Warns of addresses to which nothing can go.
    private func warnOfUnserved(_ key: String, in fields: Fields) {
        // With a mistake in a gateway it is not known which channels are served.
        guard gateways.count == gatewayPlaces.count, !gateways.isEmpty, let channels = fields[key]?.mapping else {
            return
        }
        for channel in Channel.allCases where !gateways.contains(where: { $0.channel == channel }) {
            guard let node = channels[Node(channel.rawValue)] else { continue }
            fields.reading.warning(
                "no gateway serves the channel '\(channel.rawValue)': nothing goes to these addresses", at: node.place)
        }
    }

    private mutating func readGateways(_ fields: Fields, _ folder: FolderPath) {
        let reading = fields.reading
        guard let node = fields.required("gateways"), let entries = reading.entries(node, of: "'gateways'")?.entries
        else {
            return
        }
        if entries.isEmpty { reading.error("there is no gateway: nothing could be sent", at: node.place) }
        for entry in entries {
            gatewayPlaces[entry.key.string] = entry.key.place
            let keys = entry.value.mapping
            programPlaces[entry.key.string] = (keys?["command"]?.sequence?.first ?? keys?["preset"])?.place
            credentialPlaces[entry.key.string] = keys?["credential"]?.place
            if let gateway = reading.gateway(entry, in: folder) { gateways.append(gateway) }
        }
        reading.checkFallbacks(of: gateways, in: entries)
    }

    private mutating func readPolicies(_ fields: Fields, _ directory: DirectoryFile, _ hours: OfficeHours?) {
        let reading = fields.reading
        guard let node = fields.required("policies"), let entries = reading.entries(node, of: "'policies'")?.entries
        else {
            return
        }
        // With a mistake in a gateway it is not known which channels are served.
        let complete = gateways.count == gatewayPlaces.count && !gateways.isEmpty
        let context = PolicyContext(
            directory: directory, hours: hours, served: complete ? Set(gateways.map(\.channel)) : nil)
        if entries.isEmpty {
            reading.error("there is no policy: no directive could be reminded of", at: node.place)
        }
        for entry in entries {
            policyPlaces[entry.key.string] = entry.key.place
            policies[entry.key.string] = reading.policy(entry, context)
        }
    }
}
