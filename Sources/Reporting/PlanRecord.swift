public import Directives

/// One delivery as `plan --json` and `rehearse --json` print it.
public struct PlanRecord: Encodable, Sendable {
    /// Zero for a single step, the nominal date of a repeating one.
    public enum Occurrence: Encodable, Sendable {
        case single
        case nominal(CivilDate)

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .single: try container.encode(0)
            case .nominal(let date): try container.encode("\(date)")
            }
        }
    }

    public let at: String
    public let due: Nullable<String>
    public let dueDate: Nullable<String>
    public let directive: String
    public let obligation: String
    public let unit: String
    public let role: String
    public let step: String
    public let version: Int
    public let occurrence: Occurrence
    public let ordinal: Nullable<Int>
    public let gateway: String
    public let to: String

    enum CodingKeys: String, CodingKey {
        case at, due
        case dueDate = "due_date"
        case directive, obligation, unit, role, step, version, occurrence, ordinal, gateway, to
    }

    public init(_ delivery: Delivery, of obligation: Obligation, in zone: Zone) {
        let slot = delivery.slot
        at = zone.iso8601(slot.at)
        due = Nullable(obligation.due.map { zone.iso8601($0.due) })
        dueDate = Nullable(obligation.due.map { "\($0.dueDate)" })
        directive = "\(obligation.directive)"
        self.obligation = obligation.id
        unit = slot.key.unit
        role = slot.key.role.rawValue
        step = "\(slot.key.step)"
        version = slot.key.version
        occurrence = slot.key.occurrence.map { .nominal($0) } ?? .single
        ordinal = Nullable(slot.ordinal)
        gateway = delivery.gateway
        to = delivery.address
    }
}

/// A delivery that was sent in a rehearsal.
public struct SentRecord: Encodable, Sendable {
    private let planned: PlanRecord
    private let sentAt: Nullable<String>
    private let message: String

    private enum CodingKeys: String, CodingKey {
        case sentAt = "sent_at"
        case message
    }

    /// - Parameters:
    ///   - sentAt: when the gateway accepted it; nil where it did not.
    ///   - message: the id of the message that carries it.
    public init(_ planned: PlanRecord, sentAt: Instant?, message: String, in zone: Zone) {
        self.planned = planned
        self.sentAt = Nullable(sentAt.map(zone.iso8601))
        self.message = message
    }

    public func encode(to encoder: any Encoder) throws {
        try planned.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sentAt, forKey: .sentAt)
        try container.encode(message, forKey: .message)
    }
}
