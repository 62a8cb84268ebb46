/// An office that does work, or supervises it.
public struct Unit: Hashable, Sendable {
    public let id: UnitID
    public let name: String
    /// The form that fits an SMS; the name where none is given.
    public let short: String
    /// Other ways in which notices write the name.
    public let aliases: [String]
    /// Addresses by channel, in the order of the file.
    public internal(set) var addresses: [Channel: [String]]
    /// The unit that supervises its work unless a directive names another.
    public let supervising: UnitID?
    public let language: Language?
    /// How its telephones take Vietnamese text; nil for the choice of the gateway.
    public let smsText: Gateway.Text?
    /// Whether the office has no authority over it: it is never reminded.
    public let external: Bool
    /// The last day on which the unit exists.
    public let validTo: CivilDate?
    /// The unit that takes over its open obligations after that day.
    public let successor: UnitID?

    public init(
        id: UnitID, name: String, short: String? = nil, aliases: [String] = [], addresses: [Channel: [String]] = [:],
        supervising: UnitID? = nil, language: Language? = nil, smsText: Gateway.Text? = nil, external: Bool = false,
        validTo: CivilDate? = nil,
        successor: UnitID? = nil
    ) {
        self.id = id
        self.name = name
        self.short = short ?? name
        self.aliases = aliases
        self.addresses = addresses
        self.supervising = supervising
        self.language = language
        self.smsText = smsText
        self.external = external
        self.validTo = validTo
        self.successor = successor
    }

    /// The id under which the operator receives what would go to a supervising unit where there is none.
    public static let operatorID: UnitID = "operator"
}

extension Unit {
    /// What a person may have meant by a text that is no id: the unit or group of that name, or with that address, else
    /// the nearest id.
    package static func hint(
        for text: String, among units: [UnitID: Unit], _ groups: [String: UnitGroup] = [:]
    ) -> String {
        let names = units.mapValues { [$0.name, $0.short] + $0.aliases + $0.addresses.values.joined() }
        for (kind, names) in [("unit", names), ("group", groups.mapValues { [$0.name] })] {
            let same = names.filter { $0.value.contains { $0.lowercased() == text.lowercased() } }.keys.sorted()
            if let id = same.first { return "; the \(kind) of that name is \(id)" }
        }
        return Suggestion.hint(for: text, among: Array(units.keys) + groups.keys)
    }
}

/// Several units under one name, such as "UBND các phường, xã".
public struct UnitGroup: Hashable, Sendable {
    public let id: String
    public let name: String
    public let members: [UnitID]

    public init(id: String, name: String, members: [UnitID]) {
        self.id = id
        self.name = name
        self.members = members
    }
}
