import Directives

extension JSONText {
    /// A delivery as the same text that the encoder would write, at a fraction of its cost: each message carries one.
    static func encode(_ delivery: Delivery) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        append("{\"address\":", delivery.address, &bytes)
        append(",\"channel\":", delivery.channel.rawValue, &bytes)
        append(",\"gateway\":", delivery.gateway, &bytes)
        append(",\"language\":", delivery.language.rawValue, &bytes)
        bytes += ",\"slot\":".utf8
        append(delivery.slot, &bytes)
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ slot: Slot, _ bytes: inout [UInt8]) {
        append("{\"at\":", Int(slot.at.milliseconds), &bytes)
        bytes += ",\"key\":".utf8
        append(slot.key, &bytes)
        bytes += ",\"merged\":[".utf8
        for (index, merged) in slot.merged.enumerated() {
            append(index == 0 ? "{\"role\":" : ",{\"role\":", merged.role.rawValue, &bytes)
            append(merged.step, &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
        if let ordinal = slot.ordinal { append(",\"ordinal\":", ordinal, &bytes) }
        bytes += ",\"via\":[".utf8
        for (index, channel) in slot.via.enumerated() { append(index == 0 ? "" : ",", channel.rawValue, &bytes) }
        bytes += "]}".utf8
    }

    private static func append(_ key: Slot.Key, _ bytes: inout [UInt8]) {
        append("{\"obligation\":", key.obligation, &bytes)
        if let occurrence = key.occurrence { append(",\"occurrence\":", occurrence.dayNumber, &bytes) }
        append(",\"role\":", key.role.rawValue, &bytes)
        append(key.step, &bytes)
        append(",\"unit\":", key.unit, &bytes)
        append(",\"version\":", key.version, &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private static func append(_ step: SlotStep, _ bytes: inout [UInt8]) {
        func append(_ name: String, _ count: StepCount? = nil) {
            bytes += ",\"step\":{\"".utf8
            bytes += name.utf8
            bytes += "\":{".utf8
            if let count {
                Self.append("\"_0\":{\"amount\":", count.amount, &bytes)
                bytes += (count.working ? ",\"working\":true}" : ",\"working\":false}").utf8
            }
            bytes += "}}".utf8
        }
        switch step {
        case .onAssignment: append("onAssignment")
        case .changed: append("changed")
        case .before(let count): append("before", count)
        case .onTheDay: append("onTheDay")
        case .after(let count): append("after", count)
        case .every(let count): append("every", count)
        case .atOnce: append("atOnce")
        case .review: append("review")
        case .escalation: append("escalation")
        case .handedOver: append("handedOver")
        }
    }

    private static func append(_ before: String, _ text: String, _ bytes: inout [UInt8]) {
        bytes += before.utf8
        append(text, &bytes)
    }

    private static func append(_ before: String, _ number: Int, _ bytes: inout [UInt8]) {
        bytes += before.utf8
        bytes += String(number).utf8
    }
}
