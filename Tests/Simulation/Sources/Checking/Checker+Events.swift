import Directives

/// By the events alone: nothing is claimed after a `done`, or while everything is held.
extension Checker {
    func checkEvents() {
        var ended: [String: Int64] = [:]
        var isHeld = false
        for event in tables.events {
            switch event.kind {
            case "done", "failed", "withdrawn":
                guard let obligation = event.obligation else { continue }
                // A withdrawal in the files may name a later day, and may be removed again.
                if event.kind != "withdrawn" || event.author != nil { ended[obligation] = event.row }
            case "held" where event.detail["scope"] == "all": isHeld = true
            case "released" where event.detail["scope"] == "all": isHeld = false
            case "claimed":
                guard let id = event.message, let message = tables.message(id), message.isReminder,
                    message.replaces == nil, message.origin == nil
                else { continue }
                expect(!isHeld, "\(id) was claimed while everything was held")
                for delivery in message.deliveries {
                    expect(
                        ended[delivery.obligation] == nil, "\(id) was claimed after the end of \(delivery.obligation)")
                }
            default: break
            }
        }
    }
}
