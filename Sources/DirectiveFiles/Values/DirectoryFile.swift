import Directives
import Yams

/// The units and groups of `directory.yaml`, with their places.
struct DirectoryFile: Sendable {
    /// Units with mistakes are here too, so that a mistake does not make each reference one to an unknown unit.
    private(set) var units: [UnitID: Unit] = [:]
    private(set) var groups: [String: UnitGroup] = [:]
    /// In the order of the file.
    private(set) var unitOrder: [UnitID] = []
    private(set) var unitPlaces: [UnitID: Place] = [:]
    private(set) var supervisingPlaces: [UnitID: Place] = [:]
    private(set) var successorPlaces: [UnitID: Place] = [:]
    private(set) var groupPlaces: [String: Place] = [:]
    /// Whether the file could be read at all.
    private(set) var isRead = false

    static let path = "directory.yaml"
    private static let keys = [
        "name", "short", "aliases", "email", "sms", "supervising", "language", "sms-text", "external", "valid-to",
        "successor",
    ]

    init() {}

    init(_ root: Node, _ reading: FileReading) {
        guard let fields = reading.fields(root, of: "directory.yaml", known: ["units", "groups"]) else { return }
        // An unknown key may contain units or groups that others refer to.
        isRead = fields.entries.allSatisfy { ["units", "groups"].contains($0.key.string) }
        if let node = fields.required("units"), let entries = reading.entries(node, of: "'units'")?.entries {
            for entry in entries { readUnit(entry, reading) }
        }
        if let node = fields["groups"], let entries = reading.entries(node, of: "'groups'")?.entries {
            for entry in entries { readGroup(entry, reading) }
        }
        checkReferences(reading)
    }

    /// The unit that has the work of another one on a day: itself, or the last of its successors; nil for none.
    func heir(of unit: UnitID, on day: CivilDate) -> UnitID? {
        var (current, seen): (UnitID, Set<UnitID>) = (unit, [])
        while let end = units[current]?.validTo, end < day {
            guard let next = units[current]?.successor, seen.insert(next).inserted else { return nil }
            current = next
        }
        return current
    }

    private mutating func readUnit(_ entry: Fields.Entry, _ reading: FileReading) {
        guard let id = reading.identifier(entry.key, of: "unit") else { return }
        if id == Unit.operatorID {
            reading.error("the id '\(id)' stands for the operator; choose another", at: entry.key.place)
        }
        unitOrder.append(id)
        unitPlaces[id] = entry.key.place
        guard let fields = reading.fields(entry.value, of: "a unit", known: Self.keys) else {
            units[id] = Unit(id: id, name: id)
            return
        }
        let supervising = fields.text("supervising")
        let successor = fields.text("successor")
        supervisingPlaces[id] = supervising?.place
        successorPlaces[id] = successor?.place
        let validTo = fields.date("valid-to")
        if let successor, fields["valid-to"] == nil {
            reading.error(
                "a unit with 'successor' needs 'valid-to', the last day on which it exists", at: successor.place)
        }
        units[id] = Unit(
            id: id, name: fields.words("name", required: true) ?? id, short: fields.words("short"),
            aliases: fields.list("aliases")?.compactMap { reading.words($0, of: "aliases") } ?? [],
            addresses: reading.addresses(in: fields), supervising: supervising?.string,
            language: fields.choice("language"), smsText: smsText(in: fields, reading),
            external: fields.flag("external") ?? false, validTo: validTo,
            successor: successor?.string)
    }

    private func smsText(in fields: Fields, _ reading: FileReading) -> Gateway.Text? {
        guard let text = fields.text("sms-text") else { return nil }
        if fields["sms"] == nil { reading.error("a unit with 'sms-text' needs 'sms', its telephone", at: text.place) }
        return reading.choice(text, of: "sms-text")
    }

    private mutating func readGroup(_ entry: Fields.Entry, _ reading: FileReading) {
        guard let id = reading.identifier(entry.key, of: "group") else { return }
        if let unit = unitPlaces[id] {
            reading.error("'\(id)' is a unit too, in line \(unit.line); a group needs another id", at: entry.key.place)
        }
        groupPlaces[id] = entry.key.place
        var members: [UnitID] = []
        var name = id
        defer { groups[id] = UnitGroup(id: id, name: name, members: members) }
        guard let fields = reading.fields(entry.value, of: "a group", known: ["name", "members"]) else { return }
        name = fields.words("name", required: true) ?? id
        guard let texts = fields.list("members", required: true) else { return }
        if texts.isEmpty {
            reading.error("the group '\(id)' is empty", at: fields["members"]?.place ?? fields.place)
        }
        for text in texts {
            if members.contains(text.string) {
                reading.laterError("'\(text.string)' is named twice; take one of them out", at: text.place)
            } else {
                members.append(text.string)
            }
        }
        groupMembers.append((id, texts))
    }

    /// The members of groups, checked when all units and groups are known.
    private var groupMembers: [(group: String, members: [Text])] = []

    private mutating func checkReferences(_ reading: FileReading) {
        for (group, members) in groupMembers {
            for member in members where units[member.string] == nil {
                if groups[member.string] != nil {
                    reading.error(
                        "'\(member.string)' is a group; the members of the group '\(group)' are units", at: member.place
                    )
                } else {
                    reading.error(unknownUnit(member.string), at: member.place)
                }
            }
        }
        groupMembers = []
        for id in unitOrder {
            guard let unit = units[id] else { continue }
            if let other = unit.supervising, let place = supervisingPlaces[id] {
                checkUnit(other, of: id, at: place, as: "supervise", reading)
            }
            if let other = unit.successor, let place = successorPlaces[id] {
                checkUnit(other, of: id, at: place, as: "succeed", reading)
            }
        }
        reportCycles(\.supervising, places: supervisingPlaces, "supervision goes in a circle", reading)
        reportCycles(\.successor, places: successorPlaces, "succession goes in a circle", reading)
    }

    private func checkUnit(_ other: UnitID, of id: UnitID, at place: Place, as verb: String, _ reading: FileReading) {
        if other == id {
            reading.error("a unit cannot \(verb) itself", at: place)
        } else if groups[other] != nil, units[other] == nil {
            reading.error("'\(other)' is a group; one unit is needed here", at: place)
        } else if let unit = units[other] {
            if unit.external { reading.error("'\(other)' is external: it cannot \(verb) another", at: place) }
        } else {
            reading.error(unknownUnit(other), at: place)
        }
    }

    private func reportCycles(
        _ next: KeyPath<Unit, UnitID?>, places: [UnitID: Place], _ message: String, _ reading: FileReading
    ) {
        let edges = units.compactMapValues { $0[keyPath: next] }.filter { $0.key != $0.value }
        for cycle in Cycles.find(in: edges, order: unitOrder) {
            guard let first = cycle.first, let place = places[first] else { continue }
            reading.error("\(message): \((cycle + [first]).joined(separator: " → "))", at: place)
        }
    }

    /// The first external unit among those that an id of a unit or group means; nil where there is none.
    func externalUnit(in id: String) -> UnitID? {
        if let unit = units[id] { return unit.external ? id : nil }
        return groups[id]?.members.first { units[$0]?.external == true }
    }

    func unknownUnit(_ id: String) -> String {
        "unknown unit '\(id)'\(Unit.hint(for: id, among: units))"
    }
}
