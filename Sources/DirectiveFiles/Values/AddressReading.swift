import Basics
import Directives
import Yams

extension FileReading {
    /// The addresses of a mapping by channel, such as `{email: […], sms: […]}`.
    func addresses(in fields: Fields) -> [Channel: [String]] {
        var addresses: [Channel: [String]] = [:]
        for channel in Channel.allCases {
            guard let texts = fields.list(channel.rawValue) else { continue }
            if texts.isEmpty, let node = fields[channel.rawValue], node.sequence?.isEmpty == true {
                error("'\(channel.rawValue)' is an empty list; leave the key out", at: node.place)
            }
            var list: [String] = []
            for text in texts {
                guard let address = self.address(text, by: channel) else { continue }
                let mailbox = channel.mailbox(ofAddress: address)
                if list.contains(address) {
                    error("the address '\(address)' is here twice", at: text.place)
                } else if let same = list.first(where: { channel.mailbox(ofAddress: $0) == mailbox }) {
                    newError("the addresses '\(same)' and '\(address)' are one mailbox", at: text.place)
                } else {
                    list.append(address)
                }
            }
            if !list.isEmpty { addresses[channel] = list }
        }
        return addresses
    }

    private func address(_ text: Text, by channel: Channel) -> String? {
        switch channel {
        case .email: mailAddress(text)
        case .sms: phoneNumber(text)
        }
    }

    private func mailAddress(_ text: Text) -> String? {
        if let fault = MailAddress.fault(in: text.string) {
            error("'\(text.string.prefix(60))' is not an e-mail address: \(fault)", at: text.place)
            return nil
        }
        let domain = text.string.drop { $0 != "@" }.dropFirst()
        let last = domain.split(separator: ".").last ?? ""
        if domain != "localhost", last == domain || last.utf8.allSatisfy(\.isDigit) {
            warning(
                "'\(text.string)': '\(domain)' is no domain of the internet, such as office.example", at: text.place)
        }
        return text.string
    }

    private func phoneNumber(_ text: Text) -> String? {
        switch PhoneNumber(text.string) {
        case .international(let number):
            guard requireQuotes(text) else { return nil }
            if let doubt = PhoneNumber.doubt(about: number) { warning("'\(number)' \(doubt)", at: text.place) }
            return number
        case .national(let number):
            let message = "'\(text.string)' is not in international form: write \"\(number)\""
            guard PhoneNumber.hasForm(text.string), requireQuotes(text) else {
                error(message, at: text.place)
                return nil
            }
            newError(message, at: text.place)
            return text.string
        case .none:
            error(
                "'\(text.string.prefix(40))' is not a phone number in international form such as \"+84912345678\"",
                at: text.place)
        }
        return nil
    }
}

/// What an e-mail address may contain: ASCII `local@domain` (RFC 5321, section 4.1.2, without quoted local parts).
enum MailAddress {
    /// What is wrong with an address; nil where nothing is.
    static func fault(in address: String) -> String? {
        let bytes = Array(address.utf8)
        if bytes.isEmpty { return "it is empty" }
        if bytes.contains(where: { $0 >= 0x80 }) { return "only ASCII characters are allowed" }
        if bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return "it holds a space or control character" }
        if bytes.count > 254 { return "it has more than 254 characters" }
        if bytes[0] == UInt8(ascii: "-") { return "it begins with '-'" }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return "expected one '@', as in name@office.example" }
        let (local, domain) = (parts[0], parts[1])
        guard (1...64).contains(local.count), isDotAtom(local) else { return "the part before '@' is wrong" }
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.allSatisfy(isLabel) ? nil : "the part after '@' is not a domain"
    }

    private static func isDotAtom(_ bytes: ArraySlice<UInt8>) -> Bool {
        let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return atoms.allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { $0.isAlphanumeric || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        }
    }

    private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
        let dash = UInt8(ascii: "-")
        return (1...63).contains(bytes.count) && bytes.first != dash && bytes.last != dash
            && bytes.allSatisfy { $0.isAlphanumeric || $0 == dash }
    }

    /// What is wrong with a mailbox `NAME <ADDRESS>` or `ADDRESS` (RFC 5322, section 3.4); nil where nothing is.
    static func mailboxFault(in mailbox: String) -> String? {
        guard let open = mailbox.lastIndex(of: "<") else { return fault(in: mailbox) }
        guard mailbox.hasSuffix(">") else { return "expected '>' at its end" }
        if let fault = self.fault(in: String(mailbox[mailbox.index(after: open)...].dropLast())) { return fault }
        let name = mailbox[..<open]
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "the name holds a control character"
        }
        var words = name
        while words.last == " " { words.removeLast() }
        if words.count >= 2, words.first == "\"", words.last == "\"" {
            let inner = words.dropFirst().dropLast()
            return inner.contains("\"") || inner.contains("\\") ? "the name holds '\"' or '\\'" : nil
        }
        if let special = words.first(where: { "()<>[]:;@\\,\"".contains($0) }) {
            return "a name with '\(special)' must stand in double quotes inside the text"
        }
        return nil
    }
}
