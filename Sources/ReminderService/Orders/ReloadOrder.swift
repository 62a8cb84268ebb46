/// Reads the files again.
package struct ReloadOrder: Order {
    package static let name = "reload"

    package init() {}

    package func carryOut(in context: inout OrderContext) throws -> OrderReply {
        OrderReply(["\(try context.load())"])
    }
}
