public import Directives

/// An address as a person types it.
public enum Address {
    /// Why it is not an address of the channel; nil where it is one.
    public static func fault(in text: String, of channel: Channel) -> String? {
        switch channel {
        case .email:
            return MailAddress.fault(in: text).map { "'\(text.prefix(60))' is not an e-mail address: \($0)" }
        case .sms:
            switch PhoneNumber(text) {
            case .international: return nil
            case .national(let number): return "'\(text)' is not in international form: write \(number)"
            case .none: return "'\(text.prefix(40))' is not a phone number such as +84912345678"
            }
        }
    }
}
