internal import CSystemd
public import Glibc

/// The journal of systemd, in its native protocol: entries of named fields, whose values may have several lines.
public enum Journal {
    /// Sends one entry of any size, and waits while the journal's queue is full.
    ///
    /// Where no journal runs the entry is lost: libsystemd reports success, so ask `isConnected` first.
    public static func send(_ entry: JournalEntry) {
        // sd_journal_send is variadic C, which Swift cannot call. All fields are in one buffer; vectors point into it.
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

    /// Whether the journal receives what is written to standard error.
    ///
    /// systemd sets `JOURNAL_STREAM` to device and inode of the stream that it connected. A child of a service inherits
    /// the variable but not always the stream, so both are compared (systemd.exec(5)).
    public static func isConnected(
        environment: Environment = .process, descriptor: Int32 = STDERR_FILENO
    ) -> Bool {
        guard let stream = environment["JOURNAL_STREAM"] else { return false }
        var status = stat()
        return fstat(descriptor, &status) == 0 && stream == "\(status.st_dev):\(status.st_ino)"
    }
}
