/// The key of a unit in the directory, such as `phong-tnmt`.
public typealias UnitID = String

/// The stable id of a directive: `NOTICE/ITEM`.
public struct DirectiveID: Hashable, Sendable {
    public let notice: String
    public let item: String

    public init(notice: String, item: String) {
        self.notice = notice
        self.item = item
    }
}

extension DirectiveID: LosslessStringConvertible, Comparable {
    /// Parses `tb-2021-11-30/8.1`.
    public init?(_ description: String) {
        guard let slash = description.firstIndex(of: "/") else { return nil }
        let item = description[description.index(after: slash)...]
        guard slash != description.startIndex, !item.isEmpty, !item.contains(where: { "/@= ".contains($0) }) else {
            return nil
        }
        self.init(notice: String(description[..<slash]), item: String(item))
    }

    public var description: String { "\(notice)/\(item)" }

    /// By notice, then by item with numbers as numbers: 8.2 before 8.10.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if lhs.notice != rhs.notice { return lhs.notice < rhs.notice }
        let (left, right) = (lhs.item.split(separator: "."), rhs.item.split(separator: "."))
        for (a, b) in zip(left, right) where a != b {
            switch (Int(a), Int(b)) {
            case (let x?, let y?) where x != y: return x < y
            // Numbers come before words; else 2 < 10 < 1a < 2 would be no order.
            case (.some, nil): return true
            case (nil, .some): return false
            default: return a < b
            }
        }
        return left.count < right.count
    }
}
