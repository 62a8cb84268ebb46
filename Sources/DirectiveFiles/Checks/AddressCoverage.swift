import Directives

/// Finds units to which a step sends reminders, but which have no address that a gateway serves.
struct AddressCoverage {
    /// Units without an address on a channel that a gateway serves, external ones left out.
    private let unserved: Set<UnitID>
    private let settings: SettingsFile
    private let directory: DirectoryFile
    /// Of each such unit, why the first directive or policy that names it needs an address.
    private var reasons: [UnitID: String] = [:]

    init(_ settings: SettingsFile, _ directory: DirectoryFile) {
        self.settings = settings
        self.directory = directory
        let served = Set(settings.gateways.map(\.channel))
        // Where a gateway or the settings could not be read, only a unit without any address is certainly unserved.
        let knowsGateways = settings.isRead && settings.gateways.count == settings.gatewayPlaces.count
        unserved = Set(
            directory.units.values.filter { unit in
                !unit.external
                    && (unit.addresses.isEmpty
                        || knowsGateways && !unit.addresses.contains { served.contains($0.key) && !$0.value.isEmpty })
            }.map(\.id))
    }

    /// A finding for each such unit, at its place in the directory.
    mutating func findings(_ files: [NoticeFile], in folder: FolderPath) -> [Diagnostic] {
        guard !unserved.isEmpty else { return [] }
        for file in files {
            for entry in file.entries where entry.directive.withdrawn == nil { visit(entry.directive) }
        }
        for (name, policy) in settings.policies.sorted(by: { $0.key < $1.key }) {
            for unit in policy.escalation?.to ?? [] { need(unit, "policy '\(name)' escalates to it") }
        }
        return reasons.compactMap { unit, reason in
            guard let place = directory.unitPlaces[unit] else { return nil }
            let has = directory.units[unit]?.addresses.isEmpty == false
            let lack = has ? "has no address on a channel that a gateway serves" : "has no address"
            return Diagnostic(
                .error, "the unit '\(unit)' \(lack), but \(reason)",
                at: place.location(in: folder.shown(DirectoryFile.path)))
        }
    }

    private mutating func need(_ unit: UnitID, _ reason: @autoclosure () -> String) {
        if unserved.contains(unit), reasons[unit] == nil { reasons[unit] = reason() }
    }

    private mutating func visit(_ directive: Directive) {
        // A policy with a mistake of its own says nothing of the others; a lead is addressed by every one.
        let policy = settings.policies[directive.policy]
        for lead in directive.lead {
            need(lead, "'\(directive.id)' names it as lead")
            if let successor = directory.units[lead]?.successor {
                need(successor, "it succeeds '\(lead)', which '\(directive.id)' names as lead")
            }
        }
        if policy?.coordinating?.steps.isEmpty == false {
            for unit in directive.coordinating { need(unit, "'\(directive.id)' names it as coordinating") }
        }
        if !directive.supervising.isEmpty {
            for unit in directive.supervising { need(unit, "'\(directive.id)' names it as supervising") }
        } else {
            for lead in directive.lead {
                guard let unit = directory.units[lead]?.supervising else { continue }
                need(unit, "it supervises '\(lead)', which '\(directive.id)' names as lead")
            }
        }
    }
}
