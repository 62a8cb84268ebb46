package import Basics
public import Directives
import Gateways
public import Ledger
import Rendering

/// The reminders of a rehearsal as texts that a person reads.
public struct ReadableMessages: Sendable {
    private struct Message: Sendable {
        let name: String
        let address: String
        let text: String
        /// How well the message serves as an example: a short one, about work that is late, best.
        let rank: Int
    }

    private let messages: [Message]

    public init(_ ledger: Ledger, zone: Zone) throws(LedgerError) {
        var messages: [Message] = []
        for listed in try ledger.messages(MessageFilter(kind: .reminder), limit: .max) {
            guard let message = try ledger.message(listed.id), let bytes = message.bytes else { continue }
            let time = "\(zone.time(at: message.at))".replacing(":", with: "")
            let leads = message.deliveries.contains { $0.slot.key.role == .lead }
            messages.append(
                Message(
                    name: "\(zone.date(at: message.at))-\(time)", address: message.recipient,
                    text: message.channel == .email
                        ? ReadableMail(bytes).text : String(decoding: bytes, as: UTF8.self) + "\n",
                    rank: (message.channel == .email ? 8 : 0) + (message.deliveries.count == 1 ? 4 : 0)
                        + (message.deliveries.contains { $0.slot.ordinal != nil } ? 2 : 0) + (leads ? 1 : 0)))
        }
        self.messages = messages.sorted { ($0.name, $0.address) < ($1.name, $1.address) }
    }

    /// Writes one file a message, named by day, time and address, so that a listing of the folder is in order of time.
    ///
    /// - Returns: the lines to print after it: where they are, and one of them.
    package func write(to folder: String) throws(CommandFailure) -> [String] {
        let writer = SpoolWriter(folder: folder)
        var example: (path: String, message: Message)?
        for message in messages {
            let path = try writer.write(text: message.text, to: message.address, prefix: message.name)
            if message.rank > example?.message.rank ?? -1 { example = (path, message) }
        }
        guard let example else { return [] }
        return ["to read them: \(folder), a *.txt a message; one of them:", "", example.path, ""]
            + example.message.text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    }
}
