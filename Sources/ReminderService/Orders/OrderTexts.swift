import Basics
import Glibc

/// The rule for every text of an order: one line that looks as it is.
///
/// `log` and `show` print what a person typed years later, and a control character could forge a line there.
enum OrderTexts {
    /// Refuses a text with a control character, or with one that turns the direction of writing, in any stored property of
    /// an order: none can be forgotten.
    static func check(_ part: Any, of name: String) throws(OrderRefusal) {
        if let text = part as? String {
            let shown = VisibleText.escaped(text)
            guard shown == text else {
                throw OrderRefusal(
                    EX_USAGE, "the \(name) has a control character: '\(shown)'; write it as one line of plain text")
            }
        } else {
            for child in Mirror(reflecting: part).children {
                // The value of an optional is labelled "some".
                try check(child.value, of: child.label.flatMap { $0 == "some" ? nil : $0 } ?? name)
            }
        }
    }
}
