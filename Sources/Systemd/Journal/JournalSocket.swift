internal import Basics
internal import Glibc
internal import Synchronization

/// Sends entries to the journal and never waits.
///
/// `sd_journal_sendv` waits while journald's queue of some 300 entries is full: with a journald that waits for its disk,
/// the daemon would wait too and send no reminders. Here an entry for which there is no room is lost and counted, and the
/// next entry that is sent is followed by the count. An entry that is too large for a datagram is sent by libsystemd,
/// which passes it as a file.
final class JournalSocket: Sendable {
    private let descriptor: Int32
    private let address: SocketAddress?
    private let lost = Atomic<Int>(0)

    /// - Parameter path: where journald listens.
    init(path: String = "/run/systemd/journal/socket") {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        address = SocketAddress(path: path)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func send(_ entry: JournalEntry) {
        guard deliver(entry) else {
            lost.wrappingAdd(1, ordering: .relaxed)
            return
        }
        let count = lost.exchange(0, ordering: .relaxed)
        guard count > 0, !deliver(Self.loss(of: count)) else { return }
        lost.wrappingAdd(count, ordering: .relaxed)
    }

    private func deliver(_ entry: JournalEntry) -> Bool {
        guard descriptor >= 0, let address else { return false }
        let bytes = entry.encoded
        let code: Int32 = bytes.withUnsafeBytes { buffer in
            address.withPointer { pointer, length in
                let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                return sendto(descriptor, buffer.baseAddress, buffer.count, flags, pointer, length) < 0 ? errno : 0
            }
        }
        guard code == EMSGSIZE else { return code == 0 }
        Journal.send(entry)
        return true
    }

    private static func loss(of count: Int) -> JournalEntry {
        JournalEntry(fields: [
            .init(name: "MESSAGE", value: "\(count) entries were lost: the journal did not take them"),
            .init(name: "PRIORITY", value: "4"),
            .init(name: "SYSLOG_IDENTIFIER", value: "dondoc"),
            .init(name: "DONDOC_LOST", value: "\(count)"),
        ])
    }
}

extension JournalEntry {
    /// The entry in journald's native protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL): `NAME=value`, or for a value of
    /// several lines the name, the length as 64 bits little-endian, and the value.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            bytes.append(contentsOf: field.name.utf8)
            if field.value.utf8.contains(UInt8(ascii: "\n")) {
                bytes.append(UInt8(ascii: "\n"))
                withUnsafeBytes(of: UInt64(field.value.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
            } else {
                bytes.append(UInt8(ascii: "="))
            }
            bytes.append(contentsOf: field.value.utf8)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
