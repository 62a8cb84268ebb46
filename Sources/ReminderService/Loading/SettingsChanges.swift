import Directives

extension Settings {
    /// What is other than in earlier settings, each as its kind and name: `unit to-mot: email`, `limits`.
    func changes(from old: Settings) -> [String] {
        var changes: [String] = []
        func note(_ isChanged: Bool, _ name: String) { if isChanged { changes.append(name) } }
        note(office != old.office, "office")
        note(time.zone != old.time.zone, "timezone \(time.zone.identifier)")
        note(time.hours != old.time.hours, "hours")
        note(language != old.language, "language")
        changes += calendarChanges(from: old.time.calendar)
        note(operatorAddresses != old.operatorAddresses, "operator")
        note(catchUpDays != old.catchUpDays, "catch-up")
        note(limits != old.limits, "limits")
        note(reports != old.reports, "reports")
        note(retention != old.retention, "retention")
        note(redirect != old.redirect, "redirect-all-to")
        note(hold != old.hold, "hold: \(hold)")
        let (gateways, before) = (Self.byName(gateways, \.name), Self.byName(old.gateways, \.name))
        changes += Self.changes("gateway", before, gateways)
        note(
            Set(gateways.keys) == Set(before.keys) && self.gateways.map(\.name) != old.gateways.map(\.name),
            "order of gateways")
        changes += Self.changes("policy", old.policies, policies)
        changes += Self.changes("unit", old.units, units) { Self.keys(of: $0, otherThan: $1) }
        changes += Self.changes("group", old.groups, groups)
        return changes
    }

    private func calendarChanges(from old: WorkingCalendar) -> [String] {
        let calendar = time.calendar
        if calendar == old { return [] }
        if calendar.name != old.name { return ["calendar \(calendar.name)"] }
        let years = Set(calendar.years.keys).union(old.years.keys).sorted()
            .filter { calendar.years[$0] != old.years[$0] }
        return years.isEmpty ? ["calendar \(calendar.name)"] : years.map { "calendar \(calendar.name): \($0)" }
    }

    private static func byName<Value>(_ values: [Value], _ name: (Value) -> String) -> [String: Value] {
        Dictionary(values.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What came, went or changed of one kind, by name.
    ///
    /// - Parameter keys: which keys differ between two of the same name.
    private static func changes<Value: Equatable>(
        _ kind: String, _ old: [String: Value], _ new: [String: Value],
        keys: (Value, Value) -> [String] = { _, _ in [] }
    ) -> [String] {
        Set(old.keys).union(new.keys).sorted().compactMap { name in
            switch (old[name], new[name]) {
            case (let before?, let after?) where before != after:
                let keys = keys(before, after)
                return "\(kind) \(name)\(keys.isEmpty ? "" : ": \(keys.joined(separator: " "))")"
            case (nil, _?): return "+\(kind) \(name)"
            case (_?, nil): return "-\(kind) \(name)"
            default: return nil
            }
        }
    }

    private static func keys(of old: Unit, otherThan new: Unit) -> [String] {
        var keys: [String] = []
        if old.name != new.name { keys.append("name") }
        if old.short != new.short { keys.append("short") }
        if old.aliases != new.aliases { keys.append("aliases") }
        for channel in Channel.allCases where old.addresses[channel] != new.addresses[channel] {
            keys.append(channel.rawValue)
        }
        if old.supervising != new.supervising { keys.append("supervising") }
        if old.language != new.language { keys.append("language") }
        if old.smsText != new.smsText { keys.append("sms-text") }
        if old.external != new.external { keys.append("external") }
        if old.validTo != new.validTo { keys.append("valid-to") }
        if old.successor != new.successor { keys.append("successor") }
        return keys
    }
}
