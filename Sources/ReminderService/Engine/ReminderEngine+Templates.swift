import Logging

extension ReminderEngine {
    /// Counts a message with a built-in text in the place of the office's own; the first since a load is told.
    func note(fallbackIn message: String) {
        fallbacks += 1
        guard fallbacks == 1 else { return }
        logger.warning(
            "a template of the office gave no text; the built-in one stands in: see dondoc check",
            metadata: ["event": "template-fault", "message": "\(message)"])
    }
}
