internal import CLinux
import Glibc

/// The settings that the daemon's own process needs for its gateways.
public enum GatewayProcess {
    /// Sets what children inherit and `posix_spawn` cannot set; called once, first thing in `run`.
    ///
    /// - umask 077: nobody else reads what a gateway writes.
    /// - Core size 0 (the soft limit): a core file would hold the message.
    /// - SIGPIPE is ignored in the daemon, whose sockets may lose their readers. Gateways get the default of every signal.
    /// - SIGCHLD has its default: if it were ignored, the kernel would discard exit statuses.
    /// - The daemon becomes a child subreaper: a gateway's process that loses its parent becomes the daemon's child and
    ///   can still be found at a timeout. A `ProcessRunner` made *after* this call reaps these orphans; therefore there
    ///   must be only one runner in such a process, and no other code that starts children in sessions of their own.
    public static func prepareHost() {
        umask(0o077)
        var core = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core) == 0 {
            core.rlim_cur = 0
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGCHLD, SIG_DFL)
        // Fails only under a system call filter; orphans then go to PID 1 and are found by their environment.
        _ = linux_become_subreaper()
    }
}
