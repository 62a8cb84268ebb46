/// What the weekly message to the operator says.
package struct SignOfLife: Hashable, Sendable {
    let since: String
    let open, accepted, deferred, dead, held: Int
    /// The instant of the next reminder; nil where none is to come.
    let next: String?
    /// Of the ledger's chain; nil where it is empty.
    let head: String?
    /// Of this year and the next, those without official days off.
    let uncovered: [Int]

    package init(
        since: String, open: Int, accepted: Int, deferred: Int, dead: Int, held: Int, next: String?, head: String?,
        uncovered: [Int]
    ) {
        self.since = since
        self.open = open
        self.accepted = accepted
        self.deferred = deferred
        self.dead = dead
        self.held = held
        self.next = next
        self.head = head
        self.uncovered = uncovered
    }
}
