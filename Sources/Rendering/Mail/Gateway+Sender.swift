public import Directives

extension Gateway {
    /// The bare address of its `from`, for the envelope; empty where it has none.
    public var senderAddress: String {
        from.flatMap(Mailbox.init)?.address ?? ""
    }
}
