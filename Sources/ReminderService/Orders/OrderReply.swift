/// What came of an order, in lines for people.
package struct OrderReply: Hashable, Codable, Sendable {
    package let lines: [String]
    /// One JSON object, where the order asked for facts.
    package let json: String?

    init(_ lines: [String], json: String? = nil) {
        self.lines = lines
        self.json = json
    }
}
