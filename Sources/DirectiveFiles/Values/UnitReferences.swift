import Directives

extension FileReading {
    /// The units that ids of units and groups mean: groups expanded, each unit once, in the order written.
    func units(_ texts: [Text], _ directory: DirectoryFile) -> [UnitID] {
        var units: [UnitID] = []
        var written: Set<String> = []
        for text in texts {
            if !written.insert(text.string).inserted {
                error("'\(text.string)' is named twice; take one of them out", at: text.place)
                continue
            }
            if let unit = directory.units[text.string] {
                // The directory's own string, so that thousands of references share its storage.
                add(unit.id, to: &units)
            } else if let group = directory.groups[text.string] {
                if units.isEmpty {
                    units = group.members
                } else {
                    for member in group.members { add(member, to: &units) }
                }
            } else if directory.isRead {
                let hint = Unit.hint(for: text.string, among: directory.units, directory.groups)
                error("unknown unit or group '\(text.string)'\(hint)", at: text.place)
            }
        }
        return units
    }

    private func add(_ unit: UnitID, to units: inout [UnitID]) {
        if !units.contains(unit) { units.append(unit) }
    }
}
