import Directives

/// The line for `systemctl status`: it is sent on when it changes.
struct StatusLine {
    private var send: (@Sendable (String) -> Void)?
    private var last = ""

    var isWanted: Bool { send != nil }

    /// Sets where the line goes.
    mutating func use(_ send: @escaping @Sendable (String) -> Void) {
        self.send = send
    }

    /// The service manager has got another line by another way.
    mutating func wasReplaced() {
        last = ""
    }

    mutating func show(_ line: String) {
        guard line != last else { return }
        last = line
        send?(line)
    }
}
