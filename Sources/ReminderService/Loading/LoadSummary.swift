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
    public var opened = 0
    public var replanned = 0
    public var moved: [Move] = []
    /// Obligations that ended with the load.
    public var ended: [String] = []
}

extension LoadSummary: CustomStringConvertible {
    /// `+3 directives, 1 deadline moved: tb/8.1@phong-tnmt 2021-11-30 → 2021-12-10`.
    public var description: String {
        var parts: [String] = []
        if !added.isEmpty { parts.append("+\(added.count) \(added.count == 1 ? "directive" : "directives")") }
        if !removed.isEmpty { parts.append("-\(removed.count) \(removed.count == 1 ? "directive" : "directives")") }
        if !changed.isEmpty { parts.append("\(changed.count) changed") }
        if changedTemplates > 0 {
            parts.append("\(changedTemplates) \(changedTemplates == 1 ? "template" : "templates") changed")
        }
        if opened > 0 { parts.append("\(opened) obligations opened") }
        if replanned > 0 { parts.append("\(replanned) replanned") }
        if !ended.isEmpty { parts.append("\(ended.count) ended: \(ended.prefix(5).joined(separator: ", "))") }
        if !moved.isEmpty {
            let list = moved.prefix(5).map {
                "\($0.obligation) \($0.from?.description ?? "none") → \($0.to?.description ?? "none")"
            }
            parts.append(
                "\(moved.count) \(moved.count == 1 ? "deadline" : "deadlines") moved: \(list.joined(separator: ", "))")
        }
        return parts.isEmpty ? "no change" : parts.joined(separator: ", ")
    }
}
