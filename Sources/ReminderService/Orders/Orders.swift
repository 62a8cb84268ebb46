/// Every order that the daemon knows.
enum Orders {
    static let all: [any Order.Type] = [
        StatusOrder.self, ReloadOrder.self, EndOrder.self, AcknowledgeOrder.self, ExtendOrder.self, OccurOrder.self,
        WithdrawOrder.self, HoldOrder.self, ReleaseOrder.self, AcceptClockOrder.self, RetryMessageOrder.self,
        DropMessageOrder.self, HoldMessageOrder.self, ReleaseMessageOrder.self,
    ]

    /// The order of a name on the socket.
    static func named(_ name: String) -> (any Order.Type)? {
        all.first { $0.name == name }
    }
}
