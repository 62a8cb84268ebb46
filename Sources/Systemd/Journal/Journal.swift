internal import CSystemd
public import Glibc

/// The journal of systemd, spoken to in its native protocol: one entry with named fields, values of several lines too.
public enum Journal {
    /// Sends one entry of any size, and waits while the journal's queue is full.
    ///
    /// It is dropped where no journal runs: libsystemd calls that a success, so ask `isConnected`.
    public static func send(_ entry: JournalEntry) {
        // sd_journal_send is variadic C, which Swift cannot call. All fields lie in one buffer; vectors point into it.
        var bytes: [UInt8] = []
        var spans: [Range<Int>] = []
        for field in entry.fields {
            let start = bytes.count
            bytes.append(contentsOf: field.name.utf8)
            bytes.append(UInt8(ascii: "="))
            bytes.append(contentsOf: field.value.utf8)
            spans.append(start..<bytes.count)
        }
        bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            let vectors = spans.map { iovec(iov_base: base + $0.lowerBound, iov_len: $0.count) }
            _ = sd_journal_sendv(vectors, Int32(vectors.count))
        }
    }

    /// Whether what is written to standard error ends in the journal.
    ///
    /// systemd sets `JOURNAL_STREAM` to device and inode of the stream that it connected; what a service starts
    /// inherits the variable but not always the stream, hence the comparison (systemd.exec(5)).
    public static func isConnected(
        environment: Environment = .process, descriptor: Int32 = STDERR_FILENO
    ) -> Bool {
        guard let stream = environment["JOURNAL_STREAM"] else { return false }
        var status = stat()
        return fstat(descriptor, &status) == 0 && stream == "\(status.st_dev):\(status.st_ino)"
    }
}
