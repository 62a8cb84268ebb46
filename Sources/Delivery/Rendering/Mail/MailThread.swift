import Crypto
import Directives

/// The thread that a message belongs to in the reader's mail client.
///
/// Every message refers to an id that no message has, but that all of one obligation share; clients gather by it, and
/// no message has to be known for another to be written. A digest threads by unit and month.
enum MailThread {
    /// The left side of the id, lower-case hexadecimal.
    static func id(of letter: Letter, in zone: Zone) -> String {
        guard let first = letter.items.first else { return hash("letter|\(letter.id)") }
        if letter.items.count == 1 { return hash("obligation|\(first.obligation.id)") }
        let (year, month, _) = zone.date(at: letter.at).components
        return hash("unit|\(first.delivery.slot.key.unit)|\(year)-\(month)")
    }

    /// The first half of the SHA-256, in hexadecimal: nobody reads an obligation's id out of it.
    private static func hash(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var result: [UInt8] = []
        for byte in SHA256.hash(data: Array(text.utf8)).prefix(16) {
            result.append(digits[Int(byte >> 4)])
            result.append(digits[Int(byte & 0x0F)])
        }
        return String(decoding: result, as: UTF8.self)
    }
}
