import Directives

/// A unit's name in its two lengths.
struct UnitName: Hashable, Sendable {
    let full: String
    let short: String
}

/// The names of an office, its units and groups, cleaned once for all messages.
struct OfficeNames: Sendable {
    let settings: Settings
    let planner: Planner
    /// Whether a unit may have taken the place of another.
    private let hasSuccessors: Bool
    let officeName: String
    let officeShort: String
    private let names: [UnitID: UnitName]
    /// The largest first, so that a list of units has as few names as can be.
    private let groups: [(name: String, members: Set<UnitID>)]
    /// Names that have a short form, the longest first, so that none is replaced inside another.
    let shortForms: [(full: String, short: String)]

    init(_ settings: Settings) {
        self.settings = settings
        planner = Planner(settings: settings)
        hasSuccessors = settings.units.values.contains { $0.successor != nil }
        officeName = CleanText.oneLine(settings.office.name)
        officeShort = CleanText.oneLine(settings.office.short)
        let names = settings.units.mapValues {
            UnitName(full: CleanText.oneLine($0.name), short: CleanText.oneLine($0.short))
        }
        self.names = names
        groups = settings.groups.values
            .filter { $0.members.count > 1 }
            .sorted { ($1.members.count, $0.id) < ($0.members.count, $1.id) }
            .map { (CleanText.oneLine($0.name), Set($0.members)) }
        shortForms = names.values
            .filter { $0.short.utf8.count < $0.full.utf8.count && !$0.short.isEmpty }
            .sorted { ($1.full.utf8.count, $0.full) < ($0.full.utf8.count, $1.full) }
            .map { ($0.full, $0.short) }
    }

    /// The name of a unit; the operator, who is addressed where there is no unit, has the name of the office.
    func name(of unit: UnitID) -> UnitName {
        if let name = names[unit] { return name }
        if unit == Unit.operatorID { return UnitName(full: officeName, short: officeShort) }
        let id = CleanText.oneLine(unit)
        return UnitName(full: id, short: id)
    }

    /// Units, or their successors of a day; one that has ended without a successor stays.
    func currentUnits(_ units: [UnitID], on date: CivilDate) -> [UnitID] {
        guard hasSuccessors else { return units }
        var seen: Set<UnitID> = []
        return units.map { planner.successor(of: $0, on: date) ?? $0 }.filter { seen.insert($0).inserted }
    }

    /// The full names of units in their order; where all members of a group are among them, the group's name instead.
    func names(of units: [UnitID]) -> [String] {
        guard units.count > 1 else { return units.map { name(of: $0).full } }
        var left = Set(units)
        var groupNames: [String] = []
        for group in groups where group.members.isSubset(of: left) {
            groupNames.append(group.name)
            left.subtract(group.members)
        }
        return units.filter(left.contains).map { name(of: $0).full } + groupNames
    }

    /// A text with the names of units in their short forms.
    func shortened(_ text: String) -> String {
        var text = text
        for form in shortForms where text.contains(form.full) {
            text = text.split(separator: form.full, omittingEmptySubsequences: false).joined(separator: form.short)
        }
        return text
    }
}
