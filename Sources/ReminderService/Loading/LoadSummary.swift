public import Directives

/// What an accepted load changed.
public struct LoadSummary: Hashable, Sendable {
    /// A due that moved.
    public struct Move: Hashable, Sendable {
        public let obligation: String
        public let from: CivilDate?
        public let to: CivilDate?
    }

    public var added: [DirectiveID] = []
    public var changed: [DirectiveID] = []
    public var removed: [DirectiveID] = []
    public var changedTemplates = 0
    /// What of the settings changed, each as its kind and name.
    public var settings: [String] = []
    public var opened = 0
    public var replanned = 0
    public var moved: [Move] = []
    /// Obligations that ended with the load.
    public var ended: [String] = []
    /// Obligations that opened or moved and of which nobody is told in time.
    public var silent: [Silence: [String]] = [:]
}

extension LoadSummary: CustomStringConvertible {
    /// `+3 directives, 1 deadline moved: tb/8.1@phong-tnmt 2021-11-30 → 2021-12-10`.
    public var description: String {
        var parts: [String] = []
        if !added.isEmpty { parts.append("+\(added.count) \(added.count == 1 ? "directive" : "directives")") }
        if !removed.isEmpty { parts.append("-\(removed.count) \(removed.count == 1 ? "directive" : "directives")") }
        if !changed.isEmpty { parts.append("\(changed.count) changed: \(Self.list(changed.map(\.description)))") }
        if !settings.isEmpty { parts.append("settings: \(Self.list(settings))") }
        if changedTemplates > 0 {
            parts.append("\(changedTemplates) \(changedTemplates == 1 ? "template" : "templates") changed")
        }
        if opened > 0 { parts.append("\(opened) obligations opened") }
        if replanned > 0 { parts.append("\(replanned) replanned") }
        if !ended.isEmpty { parts.append("\(ended.count) ended: \(Self.list(ended))") }
        if !moved.isEmpty {
            let list = moved.map {
                "\($0.obligation) \($0.from?.description ?? "none") → \($0.to?.description ?? "none")"
            }
            parts.append(
                "\(moved.count) \(moved.count == 1 ? "deadline" : "deadlines") moved: \(Self.list(list))")
        }
        for (reason, ids) in silent.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            parts.append("\(ids.count) told to nobody in time, as \(reason.words): \(Self.list(ids, 3))")
        }
        return parts.isEmpty ? "no change" : parts.joined(separator: ", ")
    }

    /// The first few, and how many are left.
    private static func list(_ names: [String], _ count: Int = 5) -> String {
        let first = names.prefix(count).joined(separator: ", ")
        return names.count > count ? "\(first) and \(names.count - count) more" : first
    }
}
