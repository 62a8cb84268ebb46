import Directives

extension FileReading {
    /// The units that ids of units and groups mean on a day: groups expanded, each unit once, in the order written.
    ///
    /// A group has the members that exist then, or whose successors do. A unit that has ended is a mistake: its work would
    /// end as soon as it begins.
    ///
    /// - Parameter day: nil where it could not be read; then all count as existing.
    func units(_ texts: [Text], _ directory: DirectoryFile, on day: CivilDate?) -> [UnitID] {
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
                if let day, let end = unit.validTo, end < day {
                    let heir = directory.heir(of: unit.id, on: day).map { ": '\($0)'" } ?? ""
                    newError("'\(unit.id)' ended on \(end), before \(day); name its successor\(heir)", at: text.place)
                }
            } else if let group = directory.groups[text.string] {
                let members = day.map { day in group.members.filter { directory.heir(of: $0, on: day) != nil } }
                if let members, members.isEmpty, !group.members.isEmpty, let day {
                    newError("all units of the group '\(text.string)' had ended before \(day)", at: text.place)
                }
                let chosen = members.map { $0.isEmpty ? group.members : $0 } ?? group.members
                if units.isEmpty {
                    units = chosen
                } else {
                    for member in chosen { add(member, to: &units) }
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
