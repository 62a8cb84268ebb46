/// An order as it travels: a JSON object whose only key is the order's name.
///
/// What an order is about stands under the key `_0` where it has no name of its own, as Swift writes an enum case: the
/// first version sent that.
struct OrderEnvelope: Codable {
    let order: any Order

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(_ order: any Order) {
        self.order = order
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first,
            let type = Orders.named(key.stringValue)
        else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no order of this version"))
        }
        order = try container.decode(type, forKey: key)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(order, forKey: Name(stringValue: type(of: order).name))
    }
}
