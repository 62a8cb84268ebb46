/// What an audit examined, and the first thing wrong of each kind.
public struct AuditReport: Hashable, Sendable {
    public struct Check: Hashable, Sendable {
        /// What was examined, such as `events`.
        public let name: String
        /// How many of them.
        public let count: Int
        /// The first one that is not as it must be, and how; nil where all are.
        public let wrong: String?

        public init(_ name: String, count: Int, wrong: String? = nil) {
            self.name = name
            self.count = count
            self.wrong = wrong
        }
    }

    public let checks: [Check]
    /// The last event of a chain that holds.
    public let head: ChainHead?

    public var isSound: Bool { checks.allSatisfy { $0.wrong == nil } }
}
