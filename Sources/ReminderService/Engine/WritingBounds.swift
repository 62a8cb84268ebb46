/// How far a queue is written ahead: a bound on its memory.
struct WritingBounds {
    private static let mostMessages = 10_000
    private static let mostBytes = 64 << 20
    /// More than this is given back to the system when the burst is over.
    private static let muchBytes = 1 << 20

    private var counts: [String: Int] = [:]
    private var messages = 0
    private var bytes = 0

    var hasRoom: Bool { messages < Self.mostMessages && bytes < Self.mostBytes }
    var isMuch: Bool { bytes > Self.muchBytes }

    /// How many messages at the head of a gateway's queue have been looked at.
    func count(of gateway: String) -> Int { counts[gateway, default: 0] }

    mutating func note(_ size: Int, of gateway: String) {
        counts[gateway, default: 0] += 1
        messages += 1
        bytes += size
    }
}
