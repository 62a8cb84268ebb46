/// What a person asks of the daemon through the control socket.
///
/// A new order is one type in a file of its own here, its entry in `Orders.all`, and its command in `dondoc`.
package protocol Order: Codable, Sendable {
    /// What it is called on the socket: never changed, since an older client may speak with a newer daemon.
    static var name: String { get }
    /// Whether it only asks: it writes nothing, and the journal does not mention it.
    static var isQuestion: Bool { get }
    /// Whether it is refused on a clock that cannot be right: what is recorded at a wrong instant is wrong for ever.
    static var needsRightClock: Bool { get }

    /// Says what is to be written (`context.transaction`) and what is answered, or throws why the order is not followed.
    ///
    /// It writes nothing itself: the engine commits the transaction, and does what follows from it.
    func carryOut(in context: inout OrderContext) throws -> OrderReply
}

extension Order {
    package static var isQuestion: Bool { false }
    package static var needsRightClock: Bool { !isQuestion }
}
