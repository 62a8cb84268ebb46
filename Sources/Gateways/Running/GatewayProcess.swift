internal import CLinux
import Glibc

/// What the daemon's own process must be like for its gateways.
public enum GatewayProcess {
    /// Sets what children inherit and `posix_spawn` cannot set; called once, first thing in `run`.
    ///
    /// - umask 077: nobody else reads what a gateway writes.
    /// - Core size 0 (the soft limit): a core file would hold the message.
    /// - SIGPIPE ignored in the daemon, whose sockets may lose their readers. Gateways get every signal's default back.
    /// - SIGCHLD at its default: were it ignored, the kernel would throw exit statuses away.
    /// - The daemon becomes a child subreaper: a gateway's process that loses its parent becomes the daemon's child and
    ///   can still be found at a timeout. A `ProcessRunner` made *after* this call reaps these orphans, therefore there
    ///   is one runner in such a process, and nothing else in it starts children in sessions of their own.
    public static func prepareHost() {
        umask(0o077)
        var core = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core) == 0 {
            core.rlim_cur = 0
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGCHLD, SIG_DFL)
        // Refused at most by a system call filter; orphans then go to PID 1 and are found by their environment.
        _ = linux_become_subreaper()
    }
}
