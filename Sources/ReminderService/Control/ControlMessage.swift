import Foundation

/// The form in which orders and replies travel: JSON objects that end in NUL, as Varlink's do.
///
/// A call names a method and carries parameters, a reply carries parameters, an error a name and parameters; a full
/// Varlink interface is an addition to this, not a change of it.
enum ControlMessage {
    static let method = "vn.dondoc.Order"
    static let refused = "vn.dondoc.Refused"
    /// The most bytes that a call may have.
    static let limit = 65_536

    struct Call: Codable {
        let method: String
        let parameters: OrderEnvelope
    }

    struct Refusal: Codable {
        let error: String
        let parameters: OrderRefusal
    }

    struct Reply: Codable {
        let parameters: OrderReply
    }

    static func encode(_ value: some Encodable) -> [UInt8] {
        let data = (try? JSONEncoder().encode(value)) ?? Data()
        return Array(data) + [0]
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: some Collection<UInt8>) -> Value? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
